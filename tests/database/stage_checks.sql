-- The CHECKs of the stages: draft and complete, for each stage; who may write; and data that is no object. That the
-- functions say exactly what the module says is the work of `make stage-checks`.
SELECT * FROM no_plan();

-- Inserts a session with this data and completed stages, and takes it away again.
CREATE FUNCTION pg_temp.session(stage_data jsonb, stages text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  violated text;
BEGIN
  INSERT INTO public.wizard_sessions (
    session_id, completed_stages, completion_percentage, organizer_data, event_data, ticket_data, venue_data, payment_data
  )
  SELECT 'stage checks', stages, 20 * cardinality(stages), coalesce(organizer_data, '{}'), coalesce(event_data, '{}'),
    coalesce(ticket_data, '{}'), coalesce(venue_data, '{}'), coalesce(payment_data, '{}')
  FROM jsonb_to_record(stage_data)
    AS given (organizer_data jsonb, event_data jsonb, ticket_data jsonb, venue_data jsonb, payment_data jsonb);
  DELETE FROM public.wizard_sessions WHERE session_id = 'stage checks';
  RETURN 'accepted';
EXCEPTION
  WHEN check_violation THEN
    GET STACKED DIAGNOSTICS violated = CONSTRAINT_NAME;
    RETURN violated;
END
$$;

CREATE TEMPORARY TABLE stages (stage text, name text, complete jsonb, wrong jsonb);
INSERT INTO stages VALUES
  ('organizerSetup', 'organizer_data', '{"name": "Harbour Jazz", "email": "a@b.example", "kind": "individual"}', '{"kind": "club"}'),
  ('eventSetup', 'event_data',
    '{"title": "Jazz", "summary": "Jazz by the sea.", "category": "music", "starts_at": "2028-02-29T19:30:00+01:00",
      "time_zone": "europe/london", "attendance_mode": "offline", "visibility": "public"}',
    '{"starts_at": "2027-02-29T19:30:00+01:00"}'),
  ('ticketSetup', 'ticket_data',
    '{"currency": "EUR", "tiers": [{"name": "Seat", "kind": "paid", "price_minor": 1250.0}]}',
    '{"tiers": [{"kind": "free", "price_minor": 1}]}'),
  ('venueSetup', 'venue_data', '{"attendance_mode": "online", "online_url": "https://meet.example/x"}', '{"accessibility": ["captions", "captions"]}'),
  ('paymentSetup', 'payment_data', '{"provider": "offline", "refund_policy": "no_refunds", "accepted_terms": true}', '{"tax_basis_points": 0.5}');

SELECT is(pg_temp.session(jsonb_build_object(name, complete), ARRAY[stage]), 'accepted', format('%s: complete data', stage)) FROM stages;
SELECT is(pg_temp.session(jsonb_build_object(name, complete), '{}'), 'accepted', format('%s: complete data is a draft', stage)) FROM stages;
SELECT is(pg_temp.session('{}', ARRAY[stage]), name || '_valid', format('%s: nothing is not complete', stage)) FROM stages;
SELECT is(
  pg_temp.session(jsonb_build_object(name, complete - missing), ARRAY[stage]),
  CASE WHEN missing = 'online_url' THEN 'accepted' ELSE name || '_valid' END,
  format('%s: without %s', stage, missing)
) FROM stages, jsonb_object_keys(complete) AS missing;
SELECT is(
  pg_temp.session(jsonb_build_object(name, complete - missing), '{}'), 'accepted', format('%s: a draft without %s', stage, missing)
) FROM stages, jsonb_object_keys(complete) AS missing;
SELECT is(pg_temp.session(jsonb_build_object(name, wrong), '{}'), name || '_valid', format('%s: wrong even for a draft', stage)) FROM stages;
SELECT is(
  pg_temp.session(jsonb_build_object(name, complete || '{"extra": 1}'), '{}'), name || '_valid', format('%s: an unknown member', stage)
) FROM stages;
SELECT is(
  pg_temp.session(jsonb_build_object(name, data), '{}'), name || '_valid', format('%s: %s is no object', stage, data)
) FROM stages, unnest(ARRAY['[]', '"x"', '1', 'true', '["name"]']::jsonb[]) AS data;

-- Whoever writes through the API runs the functions.
SELECT tests.as_user(tests.user_a());
SELECT lives_ok(
  $$INSERT INTO wizard_sessions (session_id, ticket_data) VALUES ('good', '{"tiers": [{"name": "Seat"}]}')$$, 'a user stores a draft'
);
SELECT throws_ok(
  $$INSERT INTO wizard_sessions (session_id, ticket_data) VALUES ('bad', '{"tiers": [{"name": ""}]}')$$,
  '23514', NULL, 'a user stores no draft that is wrong'
);
SELECT throws_ok(
  $$UPDATE wizard_sessions SET ticket_data = '{"tiers": {}}' WHERE session_id = 'good'$$, '23514', NULL, 'nor changes one to that'
);
SELECT results_eq(
  $$SELECT session_id::text, ticket_data FROM wizard_sessions WHERE session_id IN ('good', 'bad')$$,
  $$VALUES ('good', '{"tiers": [{"name": "Seat"}]}'::jsonb)$$, 'what is stored is the draft'
);
SELECT tests.as_owner();

-- Data that is NULL is left to NOT NULL; whether a stage is complete is not known of a NULL, so that is a draft.
CREATE FUNCTION pg_temp.says(name text, data jsonb, complete boolean) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  verdict boolean;
BEGIN
  EXECUTE format('SELECT %s($1, $2)', (
    SELECT oid::regproc FROM pg_proc WHERE pronamespace = 'wizard_checks'::regnamespace AND starts_with(proname, name || '_ok_')
  )) INTO verdict USING data, complete;
  RETURN verdict;
END
$$;
SELECT is(pg_temp.says(name, NULL, true), true, format('%s: NULL', stage)) FROM stages;
SELECT is(pg_temp.says(name, '{}', NULL), true, format('%s: nothing, complete or not', stage)) FROM stages;
SELECT is(pg_temp.says(name, wrong, NULL), false, format('%s: wrong data, complete or not', stage)) FROM stages;

SELECT is(
  has_function_privilege(role, oid, 'EXECUTE'), true, format('%s may call %s', role, oid::regprocedure)
) FROM pg_proc, unnest('{anon,authenticated,service_role}'::text[]) AS role
WHERE pronamespace = 'wizard_checks'::regnamespace;
SELECT is(
  (SELECT count(*)::integer FROM pg_proc WHERE pronamespace = 'wizard_checks'::regnamespace
    AND (provolatile <> 'i' OR proparallel <> 's' OR prosecdef OR proconfig IS DISTINCT FROM ARRAY['search_path=pg_catalog, pg_temp'])),
  0, 'the functions are immutable, and depend on no search_path'
);
SELECT is(
  (SELECT count(*)::integer FROM pg_constraint WHERE conrelid = 'public.wizard_sessions'::regclass AND conname LIKE '%\_data\_valid' AND convalidated),
  5, 'all five CHECKs hold for all rows'
);
SELECT * FROM finish();
