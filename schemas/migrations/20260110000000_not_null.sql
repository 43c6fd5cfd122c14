-- NOT NULL where NULL means nothing. (Before, a status of NULL passed `valid_status`, as a CHECK passes on NULL.)
-- SET NOT NULL keeps everybody out (ACCESS EXCLUSIVE), but reads no row: the CHECK that 20260109000000 has
-- validated proves that there is no NULL. If a long transaction is in the way, this file gives up at once: run
-- it again. NULL stays allowed in user_id (guests, imports), event_id, published_at and deleted_at.
SET LOCAL lock_timeout = '50ms';

ALTER TABLE wizard_sessions
  ALTER COLUMN completed_stages SET NOT NULL,
  ALTER COLUMN organizer_data SET NOT NULL,
  ALTER COLUMN event_data SET NOT NULL,
  ALTER COLUMN ticket_data SET NOT NULL,
  ALTER COLUMN venue_data SET NOT NULL,
  ALTER COLUMN payment_data SET NOT NULL,
  ALTER COLUMN status SET NOT NULL,
  ALTER COLUMN completion_percentage SET NOT NULL,
  ALTER COLUMN created_at SET NOT NULL,
  ALTER COLUMN updated_at SET NOT NULL,
  ALTER COLUMN last_interaction SET NOT NULL;

-- A statement of its own: in one ALTER TABLE the CHECK would be dropped first, and every row be read.
ALTER TABLE wizard_sessions DROP CONSTRAINT needed_columns_not_null;
