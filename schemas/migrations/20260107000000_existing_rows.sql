-- Mends the rows that the row rules of the next files would refuse, before those rules exist, so that nobody's
-- save fails on a row that was wrong already. The audit log keeps the old values. Rows that are right are
-- read and not touched; a row that is mended is locked until this file commits, and no other row is.
--
--   completed_stages       unknown names, NULLs and repetitions are dropped, nested arrays flattened; the order stays
--   completion_percentage  is computed anew
--   status                 NULL becomes draft; completed or published without all five stages becomes active
--   published_at           is set to updated_at in a published session that lacks it, and cleared in others
--   current_stage          an unknown one becomes organizerSetup
--   the stages' data       NULL becomes an empty object
--   created_at             NULL becomes the earliest time that the row has
--   last_interaction       NULL becomes updated_at, or else created_at
--   response_time_ms       a negative one becomes NULL
--
-- (updated_at becomes now, as by any change.) It is a function because an old client may write such a row again until
-- the rules are there: 20260109000000_row_rules_validated calls it a second time, and drops it.
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

SELECT mended_sessions, mended_actions FROM wizard_private.mend_existing_rows();
