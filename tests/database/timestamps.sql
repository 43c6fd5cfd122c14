-- updated_at, published_at and last_interaction: what changes them, and what does not. now() is the same in a
-- whole transaction, so the rows are given times of the past first.
SELECT * FROM no_plan();

-- Sets the times of a session to a day of the past, and nothing else.
CREATE FUNCTION pg_temp.age(name text, last_interaction timestamptz DEFAULT '2026-01-02Z') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  ALTER TABLE public.wizard_sessions DISABLE TRIGGER USER;
  UPDATE public.wizard_sessions SET updated_at = '2026-01-01Z', last_interaction = age.last_interaction WHERE session_id = name;
  ALTER TABLE public.wizard_sessions ENABLE TRIGGER USER;
END
$$;
-- Which of the two times a statement sets to now.
CREATE FUNCTION pg_temp.set_by(statement text, name text DEFAULT 's') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  found text;
BEGIN
  PERFORM pg_temp.age(name);
  EXECUTE statement;
  SELECT concat_ws(' ', CASE WHEN updated_at = now() THEN 'updated_at' END, CASE WHEN last_interaction = now() THEN 'last_interaction' END)
  INTO STRICT found FROM public.wizard_sessions WHERE session_id = name;
  RETURN found;
END
$$;
INSERT INTO auth.users (id) VALUES ('00000000-0000-4000-8000-0000000000c0') ON CONFLICT DO NOTHING;
INSERT INTO public.events (id) VALUES ('00000000-0000-4000-8000-0000000000e0') ON CONFLICT DO NOTHING;
INSERT INTO wizard_sessions (session_id, user_id) VALUES ('s', NULL);
-- A session whose stages could all be completed.
CREATE FUNCTION pg_temp.publishable(name text) RETURNS wizard_sessions LANGUAGE sql AS $$
  SELECT json_populate_record(NULL::public.wizard_sessions, json_build_object(
    'session_id', name, 'current_stage', 'paymentSetup', 'status', 'completed', 'completion_percentage', 100,
    'completed_stages', ARRAY['organizerSetup', 'eventSetup', 'ticketSetup', 'venueSetup', 'paymentSetup'],
    'organizer_data', '{"name": "Ada", "email": "ada@example.org", "kind": "individual"}'::json,
    'event_data', '{"title": "Fair", "summary": "A fair", "category": "music", "starts_at": "2027-06-12T19:30:00+01:00",
                    "time_zone": "Europe/London", "attendance_mode": "online", "visibility": "public"}'::json,
    'ticket_data', '{"external_ticket_url": "https://tickets.example/fair"}'::json,
    'venue_data', '{"attendance_mode": "online"}'::json,
    'payment_data', '{"provider": "none", "refund_policy": "no_refunds", "accepted_terms": true}'::json,
    'created_at', '2026-01-01Z', 'updated_at', '2026-01-01Z', 'last_interaction', '2026-01-01Z', 'id', gen_random_uuid()
  ))
$$;

-- updated_at
SELECT is(pg_temp.set_by($$ UPDATE wizard_sessions SET status = 'active' WHERE session_id = 's' $$), 'updated_at', 'a status sets updated_at');
SELECT is(
  pg_temp.set_by(format($$ UPDATE wizard_sessions SET %I = %L WHERE session_id = 's' $$, name, value)), 'updated_at',
  format('%s sets updated_at', name)
) FROM (VALUES
  ('user_id', '00000000-0000-4000-8000-0000000000c0'), ('event_id', '00000000-0000-4000-8000-0000000000e0'), ('created_at', '2026-01-01Z'),
  ('deleted_at', '2026-01-01Z')
) AS change (name, value);
SELECT is(
  pg_temp.set_by(format($$ UPDATE wizard_sessions SET %I = %L WHERE session_id = 's' $$, name, value)), 'updated_at last_interaction',
  format('%s sets updated_at and last_interaction', name)
) FROM (VALUES
  ('current_stage', 'eventSetup'), ('organizer_data', '{"name": "Ada"}'), ('event_data', '{"title": "Fair"}'), ('ticket_data', '{"currency": "EUR"}'),
  ('venue_data', '{"attendance_mode": "online"}'), ('payment_data', '{"provider": "stripe"}')
) AS change (name, value);
SELECT is(
  pg_temp.set_by($$ UPDATE wizard_sessions SET completed_stages = '{venueSetup}', completion_percentage = 20 WHERE session_id = 's' $$),
  'updated_at last_interaction', 'completed_stages sets updated_at and last_interaction'
);
SELECT is(
  pg_temp.set_by($$ UPDATE wizard_sessions SET last_interaction = '2026-01-03Z' WHERE session_id = 's' $$), '',
  'last_interaction alone does not set updated_at'
);
SELECT is(
  (SELECT last_interaction FROM wizard_sessions WHERE session_id = 's'), '2026-01-03Z'::timestamptz, 'and is kept as it is given'
);
SELECT is(
  pg_temp.set_by($$ UPDATE wizard_sessions SET event_data = event_data, status = status WHERE session_id = 's' $$), '',
  'a save that changes nothing sets neither'
);
SELECT is(
  pg_temp.set_by($$ UPDATE wizard_sessions SET updated_at = '2030-01-01Z' WHERE session_id = 's' $$), 'updated_at',
  'nobody chooses updated_at'
);
SELECT is(
  pg_temp.set_by($$ UPDATE wizard_sessions SET updated_at = NULL WHERE session_id = 's' $$), 'updated_at', 'nobody empties updated_at'
);
SELECT is(
  pg_temp.set_by($$ UPDATE wizard_sessions SET last_interaction = '2026-01-03Z', event_data = '{"title": "Yard"}' WHERE session_id = 's' $$),
  'updated_at last_interaction', 'a save with an old last_interaction does not put it back'
);
SELECT is(
  pg_temp.set_by(
    $$ INSERT INTO wizard_sessions (session_id, event_data) VALUES ('s', '{"title": "Market"}')
       ON CONFLICT (session_id) DO UPDATE SET event_data = EXCLUDED.event_data $$
  ),
  'updated_at last_interaction', 'an upsert is a save'
);

-- A change that another trigger makes, in an UPDATE of last_interaction alone, is a change as well.
CREATE FUNCTION pg_temp.change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.event_id := NULL; RETURN NEW; END $$;
CREATE TRIGGER change BEFORE UPDATE ON wizard_sessions FOR EACH ROW EXECUTE FUNCTION pg_temp.change();
SELECT is(
  pg_temp.set_by($$ UPDATE wizard_sessions SET last_interaction = '2026-01-03Z' WHERE session_id = 's' $$), 'updated_at',
  'what another trigger changes sets updated_at'
);
DROP TRIGGER change ON wizard_sessions;

-- PostgreSQL fires triggers in the order of their names.
SELECT is(
  (SELECT tgname::text FROM pg_trigger WHERE tgrelid = 'wizard_sessions'::regclass AND NOT tgisinternal AND tgtype & 2 = 2 AND tgtype & 16 = 16 AND tgtype & 1 = 1
   ORDER BY tgname LIMIT 1),
  'check_status_transition_on_update', 'the status is judged before any other BEFORE trigger of an UPDATE'
);
SELECT is(
  (SELECT tgname::text FROM pg_trigger WHERE tgrelid = 'wizard_sessions'::regclass AND NOT tgisinternal AND tgtype & 2 = 2 AND tgtype & 16 = 16 AND tgtype & 1 = 1
   ORDER BY tgname DESC LIMIT 1),
  'update_updated_at', 'update_updated_at is the last BEFORE trigger of an UPDATE'
);
SELECT results_eq(
  $$ SELECT attname::text COLLATE "default" FROM pg_attribute, pg_trigger WHERE attrelid = tgrelid AND attnum > 0 AND NOT attisdropped AND tgname = 'update_updated_at'
     AND tgrelid = 'wizard_sessions'::regclass AND translate(pg_get_triggerdef(pg_trigger.oid), '()', '') !~ format('new\.%s(::text)? IS DISTINCT FROM old\.%s\M', attname, attname) $$,
  $$ VALUES ('last_interaction') $$,
  'updated_at knows every column but last_interaction'
);
SELECT is_empty(
  $$ SELECT c.oid::regclass FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'updated_at' AND NOT a.attisdropped
     WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
     AND NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = c.oid AND tgfoid = 'update_updated_at_column()'::regprocedure AND tgenabled = 'O') $$,
  'every table that has updated_at keeps it'
);

-- published_at
INSERT INTO wizard_sessions SELECT (json_populate_record(pg_temp.publishable('p'), '{"published_at": "2026-01-01Z"}')).*;
CREATE FUNCTION pg_temp.published(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  found timestamptz;
BEGIN
  EXECUTE statement;
  SELECT published_at INTO STRICT found FROM public.wizard_sessions WHERE session_id = 'p';
  RETURN CASE WHEN found = now() THEN 'now' ELSE coalesce(to_char(found AT TIME ZONE 'UTC', 'YYYY-MM-DD'), 'NULL') END;
END
$$;
SELECT is(pg_temp.published(statement), expected, description) FROM (VALUES
  (1, $$ SELECT $$, 'NULL', 'a session that is born completed has no date of publication'),
  (2, $$ UPDATE wizard_sessions SET published_at = now() WHERE session_id = 'p' $$, 'NULL', 'nor can it get one'),
  (3, $$ UPDATE wizard_sessions SET status = 'published' WHERE session_id = 'p' $$, 'now', 'publishing sets published_at'),
  (4, $$ UPDATE wizard_sessions SET published_at = '2026-02-02Z' WHERE session_id = 'p' $$, '2026-02-02', 'another date is taken'),
  (5, $$ UPDATE wizard_sessions SET published_at = NULL WHERE session_id = 'p' $$, '2026-02-02', 'NULL does not clear it'),
  (6, $$ UPDATE wizard_sessions SET event_data = event_data || '{"title": "Market"}' WHERE session_id = 'p' $$, '2026-02-02', 'a save does not change it'),
  (7, $$ UPDATE wizard_sessions SET status = 'completed', published_at = '2026-02-02Z' WHERE session_id = 'p' $$, 'NULL', 'going back clears it'),
  (8, $$ UPDATE wizard_sessions SET status = 'published', published_at = NULL WHERE session_id = 'p' $$, 'now', 'publishing again sets it again'),
  (9, $$ UPDATE wizard_sessions SET status = 'completed' WHERE session_id = 'p' $$, 'NULL', 'going back again clears it'),
  (10, $$ UPDATE wizard_sessions SET status = 'published', published_at = '2026-03-03Z' WHERE session_id = 'p' $$, '2026-03-03', 'an import gives its own date'),
  (11, $$ INSERT INTO wizard_sessions SELECT (json_populate_record(pg_temp.publishable('p'), '{"status": "published"}')).*
          ON CONFLICT (session_id) DO UPDATE SET status = EXCLUDED.status, published_at = EXCLUDED.published_at $$,
   '2026-03-03', 'an upsert that sends NULL does not change it'),
  (12, $$ UPDATE wizard_sessions SET status = 'completed' WHERE session_id = 'p' $$, 'NULL', 'going back clears it once more'),
  (13, $$ INSERT INTO wizard_sessions SELECT (json_populate_record(pg_temp.publishable('p'), '{"status": "published"}')).*
          ON CONFLICT (session_id) DO UPDATE SET status = EXCLUDED.status, published_at = EXCLUDED.published_at $$,
   'now', 'an upsert publishes')
) AS step (place, statement, expected, description) ORDER BY place;

-- last_interaction, by actions: only when it is more than a minute ago
SELECT is(
  pg_temp.set_by($$ INSERT INTO wizard_actions (session_id, action_name) VALUES ('s', 'a') $$), 'last_interaction',
  'an action touches last_interaction, and not updated_at'
);
SELECT pg_temp.age('s', now() - interval '61 seconds');
INSERT INTO wizard_actions (session_id, action_name) VALUES ('s', 'a');
SELECT is((SELECT now() - last_interaction FROM wizard_sessions WHERE session_id = 's'), interval '0', 'an action after 61 seconds touches');
SELECT pg_temp.age('s', now() - interval '59 seconds');
INSERT INTO wizard_actions (session_id, action_name) VALUES ('s', 'a'), ('s', 'b');
SELECT is((SELECT now() - last_interaction FROM wizard_sessions WHERE session_id = 's'), interval '59 seconds', 'an action after 59 seconds does not');
INSERT INTO wizard_sessions (session_id, last_interaction) VALUES ('other', '2026-01-02Z');
SELECT pg_temp.age('s');
INSERT INTO wizard_actions (session_id, action_name) VALUES ('s', 'a'), ('s', 'b');
SELECT is((SELECT last_interaction FROM wizard_sessions WHERE session_id = 's'), now(), 'two actions in one statement touch their session');
SELECT is((SELECT last_interaction FROM wizard_sessions WHERE session_id = 'other'), '2026-01-02Z'::timestamptz, 'and no other');

-- Whoever logs the action need not be able to write the session.
UPDATE wizard_sessions SET user_id = tests.user_a(), deleted_at = NULL WHERE session_id = 's';
SELECT pg_temp.age('s');
SELECT tests.as_user(tests.user_a());
SELECT lives_ok($$ INSERT INTO wizard_actions (session_id, action_name) VALUES ('s', 'a') $$, 'a user logs an action');
SELECT tests.as_owner();
SELECT is((SELECT last_interaction FROM wizard_sessions WHERE session_id = 's'), now(), 'a user''s action touches their session');
REVOKE UPDATE ON wizard_sessions FROM authenticated;
SELECT pg_temp.age('s');
SELECT tests.as_user(tests.user_a());
INSERT INTO wizard_actions (session_id, action_name) VALUES ('s', 'a');
SELECT tests.as_owner();
SELECT is((SELECT last_interaction FROM wizard_sessions WHERE session_id = 's'), now(), 'also when the user may not update sessions');

-- The trigger functions are nobody's to call or to shadow.
SELECT is_empty(
  $$ SELECT p.proname, r.rolname FROM pg_proc p, pg_roles r WHERE p.pronamespace IN ('wizard_private'::regnamespace, 'public'::regnamespace) AND p.prorettype = 'trigger'::regtype
     AND r.rolname IN ('anon', 'authenticated', 'service_role') AND has_function_privilege(r.oid, p.oid, 'EXECUTE') $$,
  'no trigger function is executable by an API role'
);
SELECT is_empty(
  $$ SELECT proname FROM pg_proc WHERE pronamespace IN ('wizard_private'::regnamespace, 'public'::regnamespace) AND prorettype = 'trigger'::regtype
     AND NOT coalesce(proconfig @> '{"search_path=pg_catalog, pg_temp"}', false) $$,
  'every trigger function has a search_path of its own'
);

SELECT * FROM finish();
