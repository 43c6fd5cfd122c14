-- What the five CHECKs of the stages cost an INSERT of a whole row, as PostgREST sends it: the time with them divided by
-- the time without. Both tables are copies of wizard_sessions without its triggers: same columns, other CHECKs, indexes.
-- Expects the variable `rounds`, and on the standard input lines of JSON objects with the five stages' data.
\set ON_ERROR_STOP 1
SET client_min_messages = warning;

CREATE SCHEMA measured;
CREATE TABLE measured.checked (LIKE public.wizard_sessions INCLUDING ALL);
CREATE TABLE measured.unchecked (LIKE public.wizard_sessions INCLUDING ALL);
ALTER TABLE measured.unchecked
  DROP CONSTRAINT organizer_data_valid,
  DROP CONSTRAINT event_data_valid,
  DROP CONSTRAINT ticket_data_valid,
  DROP CONSTRAINT venue_data_valid,
  DROP CONSTRAINT payment_data_valid;

CREATE TABLE measured.lines (number serial, line text);
-- A delimiter and a quote that no line contains.
\copy measured.lines (line) FROM PSTDIN WITH (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02');

CREATE TABLE measured.bodies AS
SELECT 'typical' AS kind, number, line::jsonb || fixed.members AS body
FROM measured.lines, (
  SELECT '{
    "status": "completed", "current_stage": "paymentSetup", "completion_percentage": 100,
    "completed_stages": ["organizerSetup", "eventSetup", "ticketSetup", "venueSetup", "paymentSetup"]
  }'::jsonb AS members
) AS fixed;

-- The same with 50 tiers, each with nine members.
INSERT INTO measured.bodies
SELECT 'big', number, jsonb_set(body, '{ticket_data,tiers}', (
  SELECT jsonb_agg(
    '{
      "description": "What this tier includes, in a sentence or two; doors at seven, the balcony is seated.",
      "quantity": 100, "min_per_order": 1, "max_per_order": 6,
      "sales_start_at": "2027-03-01T09:00:00Z", "sales_end_at": "2027-05-01T00:00:00+01:00"
    }'::jsonb || (body #> ARRAY['ticket_data', 'tiers', (place % jsonb_array_length(body #> '{ticket_data,tiers}'))::text])
      || jsonb_build_object('name', format('Tier %s', place))
  )
  FROM generate_series(0, 49) AS place
))
FROM measured.bodies WHERE jsonb_array_length(body #> '{ticket_data,tiers}') > 0;

-- Nanoseconds for which the processor has worked for this connection: other work on the machine does not count (Linux).
CREATE FUNCTION measured.worked() RETURNS bigint LANGUAGE sql VOLATILE
RETURN split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)::bigint;

-- Microseconds of work a row. The tables take turns; the first round fills caches and does not count.
CREATE FUNCTION measured.measure(wanted text, rounds integer) RETURNS TABLE (without numeric, with_checks numeric)
LANGUAGE plpgsql AS $$
DECLARE
  bodies json[];
  start bigint;
  spent numeric;
  target text;
BEGIN
  SELECT array_agg(body::json ORDER BY number) INTO bodies FROM measured.bodies WHERE kind = wanted;
  without := 0;
  with_checks := 0;
  FOR round IN 0 .. rounds LOOP
    FOREACH target IN ARRAY ARRAY['unchecked', 'checked'] LOOP
      start := measured.worked();
      FOR place IN 1 .. cardinality(bodies) LOOP
        EXECUTE format(
          'INSERT INTO measured.%I (session_id, current_stage, completed_stages, organizer_data, event_data, ticket_data,
             venue_data, payment_data, status, completion_percentage)
           SELECT $2, current_stage, completed_stages, organizer_data, event_data, ticket_data, venue_data, payment_data,
             status, completion_percentage
           FROM json_to_record($1) AS _(current_stage varchar(50), completed_stages text[], organizer_data jsonb,
             event_data jsonb, ticket_data jsonb, venue_data jsonb, payment_data jsonb, status varchar(50),
             completion_percentage integer)',
          target
        ) USING bodies[place], format('%s %s %s', wanted, round, place);
      END LOOP;
      spent := (measured.worked() - start) / 1e3 / cardinality(bodies) / rounds;
      IF round > 0 AND target = 'checked' THEN
        with_checks := with_checks + spent;
      ELSIF round > 0 THEN
        without := without + spent;
      END IF;
    END LOOP;
  END LOOP;
  RETURN NEXT;
END
$$;

SELECT
  current_setting('server_version') AS server,
  kind,
  (SELECT round(avg(octet_length(body::text))) FROM measured.bodies WHERE bodies.kind = kinds.kind) AS bytes,
  round(without, 1) AS "without, µs",
  round(with_checks, 1) AS "with, µs",
  round(with_checks / without, 2) AS ratio
FROM (VALUES ('typical'), ('big')) AS kinds (kind), measured.measure(kind, :rounds);
DROP SCHEMA measured CASCADE;
