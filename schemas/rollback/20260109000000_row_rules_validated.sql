-- Takes back 20260109000000_row_rules_validated, but not what it mended: the old values are in the audit log.
-- A CHECK cannot be made NOT VALID again, so each is dropped and added anew; no row is read.
SET LOCAL lock_timeout = '50ms';

ALTER TABLE wizard_actions DROP CONSTRAINT response_time_not_negative;
ALTER TABLE wizard_actions
  ADD CONSTRAINT response_time_not_negative CHECK (response_time_ms >= 0) NOT VALID;

COMMENT ON CONSTRAINT response_time_not_negative ON wizard_actions IS 'The response time must not be negative';

ALTER TABLE wizard_sessions
  DROP CONSTRAINT known_current_stage,
  DROP CONSTRAINT known_completed_stages,
  DROP CONSTRAINT completed_stages_distinct,
  DROP CONSTRAINT completion_percentage_agrees,
  DROP CONSTRAINT finished_when_all_completed,
  DROP CONSTRAINT published_at_when_published,
  DROP CONSTRAINT needed_columns_not_null;

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

CREATE FUNCTION wizard_private.mend_existing_rows() RETURNS TABLE (mended_sessions bigint, mended_actions bigint)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.wizard_sessions AS s SET
    current_stage = CASE
      WHEN current_stage IN ('organizerSetup', 'eventSetup', 'ticketSetup', 'venueSetup', 'paymentSetup')
        THEN current_stage
      ELSE 'organizerSetup'
    END,
    (completed_stages, completion_percentage, status, published_at) = (
      SELECT
        sound.stages,
        20 * cardinality(sound.stages),
        sound.status,
        CASE WHEN sound.status = 'published' THEN coalesce(s.published_at, s.updated_at, now()) END
      FROM (
        SELECT
          known.stages,
          CASE
            WHEN s.status IN ('completed', 'published') AND cardinality(known.stages) < 5 THEN 'active'
            ELSE coalesce(s.status, 'draft')
          END AS status
        FROM (
          SELECT ARRAY(
            SELECT stage FROM unnest(s.completed_stages) WITH ORDINALITY AS listed (stage, place)
            WHERE stage IN ('organizerSetup', 'eventSetup', 'ticketSetup', 'venueSetup', 'paymentSetup')
            GROUP BY stage ORDER BY min(place)
          ) AS stages
        ) AS known
      ) AS sound
    ),
    organizer_data = coalesce(organizer_data, '{}'),
    event_data = coalesce(event_data, '{}'),
    ticket_data = coalesce(ticket_data, '{}'),
    venue_data = coalesce(venue_data, '{}'),
    payment_data = coalesce(payment_data, '{}'),
    created_at = coalesce(created_at, least(updated_at, last_interaction, published_at), now()),
    updated_at = now(),
    last_interaction = coalesce(last_interaction, updated_at, created_at, now())
  WHERE (
    current_stage IN ('organizerSetup', 'eventSetup', 'ticketSetup', 'venueSetup', 'paymentSetup')
    AND coalesce(array_ndims(completed_stages), 1) = 1
    AND completed_stages <@ ARRAY['organizerSetup', 'eventSetup', 'ticketSetup', 'venueSetup', 'paymentSetup']
    AND cardinality(completed_stages)
      = ('organizerSetup' = ANY (completed_stages))::integer
      + ('eventSetup' = ANY (completed_stages))::integer
      + ('ticketSetup' = ANY (completed_stages))::integer
      + ('venueSetup' = ANY (completed_stages))::integer
      + ('paymentSetup' = ANY (completed_stages))::integer
    AND completion_percentage = 20 * cardinality(completed_stages)
    AND (status NOT IN ('completed', 'published') OR cardinality(completed_stages) = 5)
    AND (status = 'published') = (published_at IS NOT NULL)
    AND num_nulls(organizer_data, event_data, ticket_data, venue_data, payment_data) = 0
    AND num_nulls(created_at, updated_at, last_interaction) = 0
  ) IS NOT TRUE;
  GET DIAGNOSTICS mended_sessions = ROW_COUNT;

  UPDATE public.wizard_actions SET response_time_ms = NULL WHERE response_time_ms < 0;
  GET DIAGNOSTICS mended_actions = ROW_COUNT;
  RETURN NEXT;
END
$$;
REVOKE ALL ON FUNCTION wizard_private.mend_existing_rows() FROM PUBLIC;
