-- Takes back 20260108000000_row_rules.
SET LOCAL lock_timeout = '50ms';
ALTER TABLE wizard_sessions
  DROP CONSTRAINT known_current_stage,
  DROP CONSTRAINT known_completed_stages,
  DROP CONSTRAINT completed_stages_distinct,
  DROP CONSTRAINT completion_percentage_agrees,
  DROP CONSTRAINT finished_when_all_completed,
  DROP CONSTRAINT published_at_when_published,
  DROP CONSTRAINT needed_columns_not_null;
