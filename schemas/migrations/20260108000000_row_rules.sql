-- What a session must be, beyond the types of its columns. From here on every INSERT and UPDATE is judged; rows
-- that exist are not (NOT VALID), they were mended by 20260107000000 and are judged by 20260109000000.
-- ADD CONSTRAINT keeps everybody out (ACCESS EXCLUSIVE) for some milliseconds, as nothing is read; if a long
-- transaction is in the way, this file gives up at once instead of making everybody queue: run it again.
--
-- No condition errs, whatever the array is (array_position, for one, errs on two dimensions). NULL passes: the
-- last CHECK refuses it, until 20260110000000 makes the columns NOT NULL.
SET LOCAL lock_timeout = '50ms';

ALTER TABLE wizard_sessions
  ADD CONSTRAINT known_current_stage CHECK (
    current_stage IN ('organizerSetup', 'eventSetup', 'ticketSetup', 'venueSetup', 'paymentSetup')
  ) NOT VALID,

  -- A NULL in the array is in no other array.
  ADD CONSTRAINT known_completed_stages CHECK (
    coalesce(array_ndims(completed_stages), 1) = 1
    AND completed_stages <@ ARRAY['organizerSetup', 'eventSetup', 'ticketSetup', 'venueSetup', 'paymentSetup']
  ) NOT VALID,

  -- Among known names only, so that an unknown one is not told twice.
  ADD CONSTRAINT completed_stages_distinct CHECK (
    NOT completed_stages <@ ARRAY['organizerSetup', 'eventSetup', 'ticketSetup', 'venueSetup', 'paymentSetup']
    OR cardinality(completed_stages)
      = ('organizerSetup' = ANY (completed_stages))::integer
      + ('eventSetup' = ANY (completed_stages))::integer
      + ('ticketSetup' = ANY (completed_stages))::integer
      + ('venueSetup' = ANY (completed_stages))::integer
      + ('paymentSetup' = ANY (completed_stages))::integer
  ) NOT VALID,

  -- floor(100 × n ÷ 5), where n counts each known stage once: a name that is unknown or repeated is not told twice.
  ADD CONSTRAINT completion_percentage_agrees CHECK (
    completion_percentage = 20 * (
      ('organizerSetup' = ANY (completed_stages))::integer
      + ('eventSetup' = ANY (completed_stages))::integer
      + ('ticketSetup' = ANY (completed_stages))::integer
      + ('venueSetup' = ANY (completed_stages))::integer
      + ('paymentSetup' = ANY (completed_stages))::integer
    )
  ) NOT VALID,

  ADD CONSTRAINT finished_when_all_completed CHECK (
    status NOT IN ('completed', 'published')
    OR completed_stages @> ARRAY['organizerSetup', 'eventSetup', 'ticketSetup', 'venueSetup', 'paymentSetup']
  ) NOT VALID,

  -- The trigger set_published_at sees to it; this holds when triggers are switched off, as a restore does.
  ADD CONSTRAINT published_at_when_published CHECK ((status = 'published') = (published_at IS NOT NULL)) NOT VALID,

  -- Proves to 20260110000000 that there is no NULL, without a scan under its lock.
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
  ) NOT VALID;

COMMENT ON CONSTRAINT known_current_stage ON wizard_sessions IS 'The current stage must be one of the wizard''s stages';
COMMENT ON CONSTRAINT known_completed_stages ON wizard_sessions IS 'The completed stages must be a plain list of the wizard''s stages';
COMMENT ON CONSTRAINT completed_stages_distinct ON wizard_sessions IS 'A completed stage must be listed once';
COMMENT ON CONSTRAINT completion_percentage_agrees ON wizard_sessions IS 'The percentage must be 20 for each completed stage';
COMMENT ON CONSTRAINT finished_when_all_completed ON wizard_sessions IS 'A session can be completed or published only when all five stages are completed';
COMMENT ON CONSTRAINT published_at_when_published ON wizard_sessions IS 'A session must have a date of publication exactly while it is published';
