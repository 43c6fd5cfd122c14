-- What an action must be, beyond the types of its columns. A file of its own, so that the locks of two tables
-- are never held together: whoever inserts an action locks that table first and its session after. New rows
-- are judged from here on; ADD CONSTRAINT keeps everybody out (ACCESS EXCLUSIVE) for some milliseconds. If a
-- long transaction is in the way, this file gives up at once: run it again.
SET LOCAL lock_timeout = '50ms';

ALTER TABLE wizard_actions
  ADD CONSTRAINT response_time_not_negative CHECK (response_time_ms >= 0) NOT VALID;

COMMENT ON CONSTRAINT response_time_not_negative ON wizard_actions IS 'The response time must not be negative';
