-- Judges the rows that exist by the forms of the stages. Those that would fail have been mended, and no such row can
-- be written any more. Rows are read while others read and write (SHARE UPDATE EXCLUSIVE).
-- In one statement, so that the table is read once.
ALTER TABLE wizard_sessions
  VALIDATE CONSTRAINT organizer_data_valid,
  VALIDATE CONSTRAINT event_data_valid,
  VALIDATE CONSTRAINT ticket_data_valid,
  VALIDATE CONSTRAINT venue_data_valid,
  VALIDATE CONSTRAINT payment_data_valid;
