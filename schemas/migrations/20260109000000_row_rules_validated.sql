-- Judges the rows that exist by the row rules. First it mends once more what an old client has written between
-- 20260107000000 and 20260108000000, by the same rules; since then no such row can be written, so VALIDATE
-- cannot fail. Rows are read while others read and write (SHARE UPDATE EXCLUSIVE); only rows that are mended
-- here are locked until it commits.
SELECT mended_sessions, mended_actions FROM wizard_private.mend_existing_rows();
DROP FUNCTION wizard_private.mend_existing_rows();

-- In one statement, so that the table is read once.
ALTER TABLE wizard_sessions
  VALIDATE CONSTRAINT known_current_stage,
  VALIDATE CONSTRAINT known_completed_stages,
  VALIDATE CONSTRAINT completed_stages_distinct,
  VALIDATE CONSTRAINT completion_percentage_agrees,
  VALIDATE CONSTRAINT finished_when_all_completed,
  VALIDATE CONSTRAINT published_at_when_published,
  VALIDATE CONSTRAINT needed_columns_not_null;

ALTER TABLE wizard_actions VALIDATE CONSTRAINT response_time_not_negative;
