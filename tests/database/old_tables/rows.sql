-- Rows in the old tables, five for each of old_rows.sessions (a setting), with the conflicts that a real database
-- would have:
-- the same column newer elsewhere, equal times, no times, NULLs, unknown stages and statuses, JSON of every
-- wrong shape, data that the CHECKs refuse in part, circles in parent_id, users that are gone, rows of another
-- user, session ids that differ by case alone, are missing, empty or too long, and sessions that exist already.
-- Every n-th row has each: the numbers are prime to each other, so that combinations occur. The same setting
-- always gives the same rows.
CREATE SCHEMA old_rows;
CREATE FUNCTION old_rows.sessions() RETURNS integer LANGUAGE sql STABLE AS $$ SELECT current_setting('old_rows.sessions')::integer $$;

INSERT INTO auth.users (id)
SELECT md5('user ' || n)::uuid FROM generate_series(0, 1999) AS n;

-- A stage's data as complete; version tells copies apart.
CREATE FUNCTION old_rows.document(stage text, n integer, version text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE stage
    WHEN 'organizer' THEN jsonb_build_object('name', 'Organizer ' || n || version, 'email', 'o' || n || '@example.com', 'kind', 'individual')
    WHEN 'event' THEN jsonb_build_object(
      'title', 'Event ' || n || version, 'summary', 'What happens', 'category', 'music', 'starts_at', '2027-06-12T19:30:00+01:00',
      'time_zone', 'Europe/London', 'attendance_mode', 'online', 'visibility', 'public')
    WHEN 'ticket' THEN jsonb_build_object('currency', 'GBP', 'tiers', jsonb_build_array(
      jsonb_build_object('name', 'Tier ' || version, 'kind', 'free', 'price_minor', 0, 'quantity', 1 + n % 100)))
    WHEN 'venue' THEN jsonb_build_object('attendance_mode', 'online', 'online_url', 'https://example.com/' || n || replace(version, ' ', '/'))
    ELSE jsonb_build_object('provider', 'none', 'refund_policy', 'no_refunds', 'accepted_terms', true, 'checkout_message', 'Pay ' || n || version)
  END
$$;
-- The same, spoiled in one of many ways.
CREATE FUNCTION old_rows.data(stage text, n integer, version text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE (hashtext(stage || n || version) & 255) % 23
    WHEN 0 THEN to_jsonb(document::text)
    WHEN 1 THEN jsonb_build_array(document)
    WHEN 2 THEN document || '{"copilot_note": {"text": "kept by no stage"}}'
    WHEN 3 THEN document || jsonb_build_object('name', repeat('x', 400), 'title', repeat('y', 400))
    WHEN 4 THEN '{}'
    WHEN 5 THEN NULL
    WHEN 6 THEN document || '{"tiers": [{"name": "good", "kind": "free", "price_minor": 0}, {"name": "bad", "price_minor": "ten"}, 7]}'
    WHEN 7 THEN '42'
    WHEN 8 THEN '{"nothing": "of this", "is": ["accepted"]}'
    WHEN 9 THEN 'null'
    ELSE document
  END
  FROM (SELECT old_rows.document(stage, n, version) AS document) AS d
$$;
CREATE FUNCTION old_rows.session(n integer) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN n % 211 = 0 THEN NULL
    WHEN n % 223 = 0 THEN ''
    WHEN n % 227 = 0 THEN 'old-' || n || repeat('-', 260)
    WHEN n % 53 = 0 THEN 'OLD-' || n - 1
    ELSE 'old-' || n
  END
$$;
CREATE FUNCTION old_rows.owner(n integer, copy integer) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN n % 29 = 0 THEN NULL
    WHEN n % 31 = 0 THEN md5('user who is gone ' || n)::uuid
    WHEN n % 37 = 0 AND copy > 0 THEN md5('user ' || (n + copy) % 2000)::uuid
    ELSE md5('user ' || n % 2000)::uuid
  END
$$;
-- When a copy was changed. Every tenth session has all its copies at one time.
CREATE FUNCTION old_rows.changed(n integer, copy integer) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN (n + copy) % 41 = 0 THEN NULL
    WHEN n % 10 = 0 THEN timestamptz '2025-03-01 00:00+00' + n * interval '1 minute'
    ELSE timestamptz '2025-01-01 00:00+00' + n * interval '1 minute' + (hashtext(n || ' ' || copy) & 1023) * interval '1 hour'
  END
$$;

INSERT INTO copilot_forms (id, user_id, session_id, form_type, data, status, is_complete, created_at, updated_at)
SELECT
  md5('form ' || n || ' ' || copy)::uuid, old_rows.owner(n, copy), old_rows.session(n),
  CASE WHEN (n + copy) % 43 = 0 THEN 'shipping' ELSE stage || CASE n % 3 WHEN 0 THEN 'Setup' WHEN 1 THEN '_data' ELSE '' END END,
  old_rows.data(stage, n, ' form ' || copy), (ARRAY['draft', 'submitted', NULL])[1 + n % 3],
  (ARRAY[true, true, true, false, NULL])[1 + (n + copy) % 5],
  CASE WHEN n % 47 <> 0 THEN timestamptz '2024-12-01 00:00+00' + n * interval '1 minute' + copy * interval '1 second' END,
  old_rows.changed(n, copy)
FROM generate_series(1, old_rows.sessions()) AS n
CROSS JOIN generate_series(0, 1) AS copy
CROSS JOIN LATERAL (
  SELECT (ARRAY['organizer', 'event', 'ticket', 'venue', 'payment'])[1 + (n + copy * (n / 10 % 2)) % 5] AS stage
) AS s;

INSERT INTO copilot_states (id, session_id, parent_id, state, current_stage, progress, created_at, updated_at)
SELECT
  md5('state ' || n || ' ' || copy)::uuid, old_rows.session(n),
  -- A row that is its own parent, circles of two, a parent in another session, and chains.
  CASE
    WHEN n % 59 = 0 THEN md5('state ' || n || ' ' || copy)::uuid
    WHEN n % 61 = 0 THEN md5('state ' || n || ' ' || 1 - copy)::uuid
    WHEN n % 67 = 0 THEN md5('state ' || 1 + n / 2 || ' 0')::uuid
    WHEN copy = 1 THEN md5('state ' || n || ' 0')::uuid
  END,
  CASE (n + copy) % 19
    WHEN 0 THEN NULL
    WHEN 1 THEN '["a list"]'
    WHEN 2 THEN '"a text"'
    WHEN 3 THEN '{"organizerSetup": {"name": "Named twice"}, "organizer": {"name": "Named twice, too"}, "shipping": {"by": "boat"}}'
    ELSE jsonb_build_object(
      'organizer', old_rows.data('organizer', n, ' state ' || copy), 'eventSetup', old_rows.data('event', n, ' state ' || copy),
      'ticket_data', CASE WHEN n % 2 = 0 THEN old_rows.data('ticket', n, ' form ' || copy) ELSE old_rows.data('ticket', n, ' state ' || copy) END,
      'ui', jsonb_build_object('open', n % 5))
  END,
  (ARRAY['organizerSetup', 'event', 'ticketSetup', 'reviewSetup', NULL])[1 + (n + copy) % 5],
  (ARRAY[0, 20, 33, 100, 250, NULL])[1 + (n + copy) % 6],
  CASE WHEN n % 47 <> 0 THEN timestamptz '2024-12-01 00:00+00' + n * interval '1 minute' + copy * interval '1 hour' END,
  old_rows.changed(n, 2 + copy)
FROM generate_series(1, old_rows.sessions()) AS n CROSS JOIN generate_series(0, 1) AS copy;

INSERT INTO copilot_conversations (id, user_id, session_id, stage, messages, form_data, status, created_at, updated_at)
SELECT
  md5('conversation ' || n)::uuid, old_rows.owner(n, 4), old_rows.session(n), stage,
  CASE WHEN n % 7 <> 0 THEN jsonb_build_array(jsonb_build_object('role', 'user', 'content', 'Message ' || n)) END,
  old_rows.data(stage, n, ' conversation'),
  (ARRAY['draft', 'active', 'completed', 'published', 'abandoned', 'in_progress', NULL])[1 + n % 7],
  timestamptz '2024-12-02 00:00+00' + n * interval '1 minute', old_rows.changed(n, 4)
FROM generate_series(1, old_rows.sessions()) AS n
CROSS JOIN LATERAL (
  SELECT (ARRAY['organizer', 'event', 'ticket', 'venue', 'payment', 'shipping'])[1 + n / 2 % 6] AS stage
) AS s;

-- Sessions of which every stage is there as a form of the same user, so that some are complete.
CREATE FUNCTION old_rows.whole(session text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN session ~ '^old-[0-9]+$' THEN substr(session, 5)::integer / 5 END
$$;
UPDATE copilot_forms SET
  session_id = 'whole-' || old_rows.whole(session_id), user_id = md5('user ' || old_rows.whole(session_id) % 2000)::uuid,
  is_complete = true,
  data = CASE WHEN old_rows.whole(session_id) % 4 = 0 THEN data
    ELSE old_rows.document(regexp_replace(form_type, '(Setup|_data)$', ''), old_rows.whole(session_id), ' whole') END
WHERE old_rows.whole(session_id) > old_rows.sessions() * 0.18;
UPDATE copilot_conversations SET
  session_id = 'whole-' || old_rows.whole(session_id), user_id = md5('user ' || old_rows.whole(session_id) % 2000)::uuid,
  form_data = NULL
WHERE old_rows.whole(session_id) > old_rows.sessions() * 0.18;

-- Sessions that users of the new tables have already: older than the old rows, newer, finished, deleted, of somebody
-- else.
INSERT INTO wizard_sessions (session_id, user_id, organizer_data, created_at, updated_at, last_interaction, deleted_at)
SELECT
  'old-' || n, CASE WHEN n % 3 = 0 THEN md5('user ' || (n + 1) % 2000)::uuid ELSE old_rows.owner(n, 0) END,
  old_rows.document('organizer', n, ' session'), '2025-01-01', moment, moment, CASE WHEN n % 7 = 0 THEN now() END
FROM generate_series(old_rows.sessions() / 2, old_rows.sessions() / 2 + 200) AS n
CROSS JOIN LATERAL (SELECT CASE WHEN n % 2 = 0 THEN timestamptz '2025-01-01' ELSE timestamptz '2026-01-01' END AS moment) AS m
WHERE n % 31 <> 0 AND n % 53 <> 0 AND n % 211 <> 0 AND n % 223 <> 0 AND n % 227 <> 0;

ANALYZE copilot_forms, copilot_states, copilot_conversations, wizard_sessions;
