-- Takes back 20260114000000_stage_checks_validated.
-- A CHECK cannot be made NOT VALID again, so each is dropped and added anew; no row is read.
SET LOCAL lock_timeout = '50ms';

ALTER TABLE wizard_sessions
  DROP CONSTRAINT organizer_data_valid,
  DROP CONSTRAINT event_data_valid,
  DROP CONSTRAINT ticket_data_valid,
  DROP CONSTRAINT venue_data_valid,
  DROP CONSTRAINT payment_data_valid,
  ADD CONSTRAINT organizer_data_valid CHECK (wizard_checks.organizer_data_ok_38c4d83c(organizer_data, 'organizerSetup' = ANY (completed_stages))) NOT VALID,
  ADD CONSTRAINT event_data_valid CHECK (wizard_checks.event_data_ok_5d425152(event_data, 'eventSetup' = ANY (completed_stages))) NOT VALID,
  ADD CONSTRAINT ticket_data_valid CHECK (wizard_checks.ticket_data_ok_96fad358(ticket_data, 'ticketSetup' = ANY (completed_stages))) NOT VALID,
  ADD CONSTRAINT venue_data_valid CHECK (wizard_checks.venue_data_ok_4e87114e(venue_data, 'venueSetup' = ANY (completed_stages))) NOT VALID,
  ADD CONSTRAINT payment_data_valid CHECK (wizard_checks.payment_data_ok_4855228c(payment_data, 'paymentSetup' = ANY (completed_stages))) NOT VALID;

COMMENT ON CONSTRAINT organizer_data_valid ON wizard_sessions IS 'The data of the stage Organizer must be well-formed, and complete once the stage is completed';
COMMENT ON CONSTRAINT event_data_valid ON wizard_sessions IS 'The data of the stage Event must be well-formed, and complete once the stage is completed';
COMMENT ON CONSTRAINT ticket_data_valid ON wizard_sessions IS 'The data of the stage Tickets must be well-formed, and complete once the stage is completed';
COMMENT ON CONSTRAINT venue_data_valid ON wizard_sessions IS 'The data of the stage Venue must be well-formed, and complete once the stage is completed';
COMMENT ON CONSTRAINT payment_data_valid ON wizard_sessions IS 'The data of the stage Payment must be well-formed, and complete once the stage is completed';
