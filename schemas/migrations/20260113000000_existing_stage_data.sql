-- Mends the rows that the new CHECKs of the stages refuse, so that a later file can judge all rows and nobody's save
-- fails on a row that was wrong already. The audit log keeps the old values.
--
-- A stage that claims to be completed and is not leaves completed_stages; the percentage follows, and a session that
-- was completed or published is active again. Data that is wrong even for a draft loses the members that are wrong by
-- themselves; if that is not enough, it becomes an empty object.
--
-- It reads every row, and calls the functions for each: in one transaction, as a file is one. Rows that are right are not
-- touched or locked; a row that is mended is locked until this file commits. Others read and write meanwhile.

UPDATE wizard_sessions
SET
  organizer_data = CASE
    WHEN wizard_checks.organizer_data_ok_38c4d83c(organizer_data, false) THEN organizer_data
    WHEN jsonb_typeof(organizer_data) <> 'object' THEN '{}'
    ELSE (
      SELECT CASE WHEN wizard_checks.organizer_data_ok_38c4d83c(kept.data, false) THEN kept.data ELSE '{}' END
      FROM (
        SELECT coalesce(jsonb_object_agg(key, value), '{}') AS data
        FROM jsonb_each(organizer_data)
        WHERE wizard_checks.organizer_data_ok_38c4d83c(jsonb_build_object(key, value), false)
      ) AS kept
    )
  END,
  event_data = CASE
    WHEN wizard_checks.event_data_ok_5d425152(event_data, false) THEN event_data
    WHEN jsonb_typeof(event_data) <> 'object' THEN '{}'
    ELSE (
      SELECT CASE WHEN wizard_checks.event_data_ok_5d425152(kept.data, false) THEN kept.data ELSE '{}' END
      FROM (
        SELECT coalesce(jsonb_object_agg(key, value), '{}') AS data
        FROM jsonb_each(event_data)
        WHERE wizard_checks.event_data_ok_5d425152(jsonb_build_object(key, value), false)
      ) AS kept
    )
  END,
  ticket_data = CASE
    WHEN wizard_checks.ticket_data_ok_96fad358(ticket_data, false) THEN ticket_data
    WHEN jsonb_typeof(ticket_data) <> 'object' THEN '{}'
    ELSE (
      SELECT CASE WHEN wizard_checks.ticket_data_ok_96fad358(kept.data, false) THEN kept.data ELSE '{}' END
      FROM (
        SELECT coalesce(jsonb_object_agg(key, value), '{}') AS data
        FROM jsonb_each(ticket_data)
        WHERE wizard_checks.ticket_data_ok_96fad358(jsonb_build_object(key, value), false)
      ) AS kept
    )
  END,
  venue_data = CASE
    WHEN wizard_checks.venue_data_ok_4e87114e(venue_data, false) THEN venue_data
    WHEN jsonb_typeof(venue_data) <> 'object' THEN '{}'
    ELSE (
      SELECT CASE WHEN wizard_checks.venue_data_ok_4e87114e(kept.data, false) THEN kept.data ELSE '{}' END
      FROM (
        SELECT coalesce(jsonb_object_agg(key, value), '{}') AS data
        FROM jsonb_each(venue_data)
        WHERE wizard_checks.venue_data_ok_4e87114e(jsonb_build_object(key, value), false)
      ) AS kept
    )
  END,
  payment_data = CASE
    WHEN wizard_checks.payment_data_ok_4855228c(payment_data, false) THEN payment_data
    WHEN jsonb_typeof(payment_data) <> 'object' THEN '{}'
    ELSE (
      SELECT CASE WHEN wizard_checks.payment_data_ok_4855228c(kept.data, false) THEN kept.data ELSE '{}' END
      FROM (
        SELECT coalesce(jsonb_object_agg(key, value), '{}') AS data
        FROM jsonb_each(payment_data)
        WHERE wizard_checks.payment_data_ok_4855228c(jsonb_build_object(key, value), false)
      ) AS kept
    )
  END,
  (completed_stages, completion_percentage, status) = (
    SELECT
      kept.stages,
      100 * cardinality(kept.stages) / 5,
      CASE WHEN status IN ('completed', 'published') AND cardinality(kept.stages) < 5 THEN 'active' ELSE status END
    FROM (
      SELECT ARRAY(
        SELECT stage FROM unnest(completed_stages) WITH ORDINALITY AS listed (stage, place)
        WHERE CASE stage
          WHEN 'organizerSetup' THEN wizard_checks.organizer_data_ok_38c4d83c(organizer_data, true)
          WHEN 'eventSetup' THEN wizard_checks.event_data_ok_5d425152(event_data, true)
          WHEN 'ticketSetup' THEN wizard_checks.ticket_data_ok_96fad358(ticket_data, true)
          WHEN 'venueSetup' THEN wizard_checks.venue_data_ok_4e87114e(venue_data, true)
          WHEN 'paymentSetup' THEN wizard_checks.payment_data_ok_4855228c(payment_data, true)
          ELSE true
        END
        ORDER BY place
      ) AS stages
    ) AS kept
  )
WHERE NOT (
  wizard_checks.organizer_data_ok_38c4d83c(organizer_data, 'organizerSetup' = ANY (completed_stages))
  AND wizard_checks.event_data_ok_5d425152(event_data, 'eventSetup' = ANY (completed_stages))
  AND wizard_checks.ticket_data_ok_96fad358(ticket_data, 'ticketSetup' = ANY (completed_stages))
  AND wizard_checks.venue_data_ok_4e87114e(venue_data, 'venueSetup' = ANY (completed_stages))
  AND wizard_checks.payment_data_ok_4855228c(payment_data, 'paymentSetup' = ANY (completed_stages))
);
