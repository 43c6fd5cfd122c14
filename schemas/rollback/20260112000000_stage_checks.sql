-- Takes back 20260112000000_stage_checks.
SET LOCAL lock_timeout = '50ms';

ALTER TABLE wizard_sessions
  DROP CONSTRAINT organizer_data_valid,
  DROP CONSTRAINT event_data_valid,
  DROP CONSTRAINT ticket_data_valid,
  DROP CONSTRAINT venue_data_valid,
  DROP CONSTRAINT payment_data_valid;
