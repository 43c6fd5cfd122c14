-- Takes back 20260110000000_not_null. The CHECK that stood in for NOT NULL comes back, validated: the table is
-- read once, and nobody else may use it meanwhile (ACCESS EXCLUSIVE).
SET LOCAL lock_timeout = '50ms';

ALTER TABLE wizard_sessions
  ADD CONSTRAINT needed_columns_not_null CHECK (
    completed_stages IS NOT NULL
    AND organizer_data IS NOT NULL
    AND event_data IS NOT NULL
    AND ticket_data IS NOT NULL
    AND venue_data IS NOT NULL
    AND payment_data IS NOT NULL
    AND status IS NOT NULL
    AND completion_percentage IS NOT NULL
    AND created_at IS NOT NULL
    AND updated_at IS NOT NULL
    AND last_interaction IS NOT NULL
  );

ALTER TABLE wizard_sessions
  ALTER COLUMN completed_stages DROP NOT NULL,
  ALTER COLUMN organizer_data DROP NOT NULL,
  ALTER COLUMN event_data DROP NOT NULL,
  ALTER COLUMN ticket_data DROP NOT NULL,
  ALTER COLUMN venue_data DROP NOT NULL,
  ALTER COLUMN payment_data DROP NOT NULL,
  ALTER COLUMN status DROP NOT NULL,
  ALTER COLUMN completion_percentage DROP NOT NULL,
  ALTER COLUMN created_at DROP NOT NULL,
  ALTER COLUMN updated_at DROP NOT NULL,
  ALTER COLUMN last_interaction DROP NOT NULL;
