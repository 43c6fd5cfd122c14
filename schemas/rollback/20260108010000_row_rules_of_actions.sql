-- Takes back 20260108010000_row_rules_of_actions.
SET LOCAL lock_timeout = '50ms';
ALTER TABLE wizard_actions DROP CONSTRAINT response_time_not_negative;
