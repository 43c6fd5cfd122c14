-- Sessions that were there before the CHECKs of the stages: every stage completed, and one in a thousand without its event's
-- title. Expects the variable `rows`, and on the standard input lines of JSON objects with the five stages' data.
\set ON_ERROR_STOP 1
SET client_min_messages = warning;
CREATE TEMPORARY TABLE lines (number serial, line text);
\copy lines (line) FROM PSTDIN WITH (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')
ALTER TABLE wizard_sessions
  DROP CONSTRAINT organizer_data_valid,
  DROP CONSTRAINT event_data_valid,
  DROP CONSTRAINT ticket_data_valid,
  DROP CONSTRAINT venue_data_valid,
  DROP CONSTRAINT payment_data_valid,
  DISABLE TRIGGER USER;
INSERT INTO wizard_sessions (
  session_id, status, completed_stages, completion_percentage, organizer_data, event_data, ticket_data, venue_data, payment_data
)
SELECT
  format('session %s', place), 'completed', '{organizerSetup,eventSetup,ticketSetup,venueSetup,paymentSetup}', 100,
  organizer_data, CASE WHEN place % 1000 = 0 THEN event_data - 'title' ELSE event_data END, ticket_data, venue_data, payment_data
FROM generate_series(1, :rows) AS place
JOIN lines ON number = 1 + place % (SELECT count(*) FROM lines),
  jsonb_to_record(line::jsonb)
    AS given (organizer_data jsonb, event_data jsonb, ticket_data jsonb, venue_data jsonb, payment_data jsonb);
ALTER TABLE wizard_sessions ENABLE TRIGGER USER;
VACUUM ANALYZE wizard_sessions;
SELECT current_setting('server_version') AS server, count(*) AS sessions, pg_size_pretty(pg_total_relation_size('wizard_sessions')) AS size
FROM wizard_sessions;
