-- A user who may create objects somewhere (a schema of their own, pg_temp) names them like the ones that policies, CHECKs
-- and functions use, and puts their schema first in search_path. It must change nothing.
--
-- Whoever can run SQL of their own can also set `request.jwt.claims`; only PostgREST, which lets nobody do either, makes
-- the claims trustworthy. So what is tested is that nobody gets further than their claims.
SELECT * FROM no_plan();

INSERT INTO wizard_sessions (session_id, user_id, deleted_at) VALUES
  ('a-1', tests.user_a(), NULL), ('a-deleted', tests.user_a(), now()), ('b-1', tests.user_b(), NULL), ('b-deleted', tests.user_b(), now());
INSERT INTO wizard_actions (session_id, action_name) VALUES ('a-1', 'stored'), ('b-1', 'stored'), ('a-deleted', 'stored');

CREATE FUNCTION tests.visible() RETURNS text[] LANGUAGE plpgsql AS $$
BEGIN
  RETURN (SELECT array_agg(s.session_id ORDER BY s.session_id COLLATE "C") FROM public.wizard_sessions s);
END
$$;

CREATE SCHEMA attack;
GRANT ALL ON SCHEMA attack TO authenticated;
SELECT tests.as_user(tests.user_a());

-- Operators and functions that say what the attacker would like to hear.
CREATE FUNCTION attack.always(uuid, uuid) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE FUNCTION attack.always(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE FUNCTION attack.always(varchar, varchar) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE FUNCTION attack.always(timestamptz, timestamptz) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE OPERATOR attack.= (LEFTARG = uuid, RIGHTARG = uuid, FUNCTION = attack.always);
CREATE OPERATOR attack.= (LEFTARG = varchar, RIGHTARG = varchar, FUNCTION = attack.always);
CREATE OPERATOR attack.<> (LEFTARG = text, RIGHTARG = text, FUNCTION = attack.always);
CREATE OPERATOR attack.<= (LEFTARG = timestamptz, RIGHTARG = timestamptz, FUNCTION = attack.always);
CREATE FUNCTION attack.uid() RETURNS uuid LANGUAGE sql AS 'SELECT tests.user_b()';
CREATE FUNCTION attack.own_deleted_sessions() RETURNS text[] LANGUAGE sql AS $$ SELECT '{}'::text[] $$;
CREATE FUNCTION attack.now() RETURNS timestamptz LANGUAGE sql AS $$ SELECT '2000-01-01'::timestamptz $$;
CREATE FUNCTION attack.cardinality(anyarray) RETURNS integer LANGUAGE sql AS 'SELECT 5';
CREATE FUNCTION attack.jsonb_typeof(jsonb) RETURNS text LANGUAGE sql AS $$ SELECT 'object' $$;
CREATE FUNCTION attack.array_agg(text) RETURNS text[] LANGUAGE sql AS $$ SELECT '{}'::text[] $$;
-- Tables by the names that the functions use, in the two places that may come before `public`.
CREATE TABLE attack.wizard_sessions (session_id text, user_id uuid, deleted_at timestamptz);
CREATE TEMPORARY TABLE wizard_sessions (session_id text, user_id uuid, deleted_at timestamptz);

CREATE FUNCTION attack.seen(query text) RETURNS text[] LANGUAGE plpgsql SET search_path = attack, pg_temp, pg_catalog, public AS $$
DECLARE
  rows text[];
BEGIN
  EXECUTE format('SELECT pg_catalog.array_agg(q.x ORDER BY q.x COLLATE "C") FROM (%s) q(x)', query) INTO rows;
  RETURN rows;
END
$$;
CREATE FUNCTION attack.done(statement text) RETURNS bigint LANGUAGE plpgsql SET search_path = attack, pg_temp, pg_catalog, public AS $$
DECLARE
  n bigint;
BEGIN
  EXECUTE statement;
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END
$$;
SELECT is(attack.seen($$ SELECT 'shadowed' WHERE tests.user_a() = tests.user_b() $$), '{shadowed}', 'the attacker''s operator is in force');
SELECT is(attack.seen($$ SELECT session_id::text FROM public.wizard_sessions $$), '{a-1}', 'policies of sessions compare with their own operator');
SELECT is(attack.seen($$ SELECT session_id::text FROM public.wizard_actions $$), '{a-1}', 'so do those of actions');
SELECT is(attack.seen($$ SELECT DISTINCT session_id::text FROM public.wizard_audit_log WHERE session_id LIKE 'b-%' $$), NULL, 'so do those of the audit log');
SELECT is(attack.done($$ UPDATE public.wizard_sessions SET current_stage = 'eventSetup' WHERE session_id = 'b-1' $$), 1::bigint, 'an UPDATE with the attacker''s = in WHERE reaches the caller''s row only');
SELECT throws_ok($$ SELECT attack.done('INSERT INTO public.wizard_sessions (session_id, user_id) VALUES (''a-2'', tests.user_b())') $$, '42501', NULL, 'no session for B');
SELECT throws_ok($$ SELECT attack.done('INSERT INTO public.wizard_actions (session_id, action_name) VALUES (''b-1'', ''x'')') $$, '42501', NULL, 'no action for B');
SELECT throws_ok($$ SELECT attack.done('INSERT INTO public.wizard_actions (session_id, action_name) VALUES (''a-deleted'', ''x'')') $$, '42501', NULL, 'no action for a deleted session');
SELECT throws_ok($$ SELECT attack.done('INSERT INTO public.wizard_sessions (session_id, completion_percentage) VALUES (''a-2'', 50)') $$, '23514', NULL, 'CHECKs call their own functions');
SELECT throws_ok($$ SELECT attack.done('INSERT INTO public.wizard_sessions (session_id, organizer_data) VALUES (''a-2'', ''5'')') $$, '23514', NULL, 'so do the functions of stages');
SELECT is(attack.seen($$ SELECT public.delete_wizard_session('b-1')::text $$), '{false}', 'delete_wizard_session asks the real table for the real owner');
SELECT is(attack.seen($$ SELECT public.restore_wizard_session('b-deleted')::text $$), '{false}', 'so does restore_wizard_session');
SELECT is(attack.done($$ INSERT INTO public.wizard_sessions (session_id) VALUES ('a-2') $$), 1::bigint, 'the attacker''s own session is created');
SELECT is(attack.done($$ INSERT INTO public.wizard_actions (session_id, action_name) VALUES ('a-2', 'x') $$), 1::bigint, 'with an action');

-- What else one can build on a table that one may only read.
SELECT throws_ok($$ CREATE TABLE attack.refers (id varchar REFERENCES public.wizard_sessions (session_id)) $$, '42501', NULL, 'a foreign key would tell which session ids exist');
SELECT throws_ok($$ CREATE TABLE attack.heir () INHERITS (public.wizard_sessions) $$, '42501', NULL, 'no table inherits');
SELECT throws_ok($$ CREATE TABLE attack.part PARTITION OF public.wizard_actions DEFAULT $$, '42501', NULL, 'no partition is added');
CREATE VIEW attack.all_sessions AS SELECT session_id FROM public.wizard_sessions;
GRANT SELECT ON attack.all_sessions TO PUBLIC;
SELECT is(attack.seen($$ SELECT session_id::text FROM attack.all_sessions $$), '{a-1,a-2}', 'a view of one''s own shows the own rows');

-- A function in WHERE that tells what it is given, cheaper than anything: the policy's condition must come first.
CREATE TEMPORARY TABLE leaked (session_id text);
CREATE FUNCTION pg_temp.leak(id text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS $$
BEGIN
  INSERT INTO leaked VALUES (id);
  RETURN true;
END
$$;
SELECT is((SELECT count(*) FROM public.wizard_sessions WHERE pg_temp.leak(session_id)), 2::bigint, 'a function in WHERE finds the caller''s rows');
SELECT is((SELECT count(*) FROM public.wizard_actions WHERE pg_temp.leak(session_id)), 2::bigint, 'one over actions, too');
SELECT is_empty($$ SELECT session_id FROM leaked WHERE session_id NOT IN ('a-1', 'a-2') $$, 'neither was given a foreign or deleted row');
SELECT is((SELECT count(*) FROM public.wizard_audit_log WHERE pg_temp.leak(session_id)) > 0, true, 'one over the audit log, too');
SELECT is_empty($$ SELECT session_id FROM leaked WHERE session_id NOT LIKE 'a-%' $$, 'it was given no foreign row');
SELECT isnt_empty($$ SELECT FROM leaked $$, 'they were called');

-- A plan that is kept does not outlive the user for whom it was made.
SELECT is(tests.visible(), '{a-1,a-2}', 'a kept plan, as A');
SELECT tests.as_user(tests.user_b());
SELECT results_eq($$ SELECT session_id::text FROM attack.all_sessions $$, $$ VALUES ('b-1') $$, 'and whoever else asks it, theirs');
SELECT is(tests.visible(), '{b-1}', 'the same plan, as B');
SELECT tests.as_service_role();
SELECT is(tests.visible(), '{a-1,a-2,a-deleted,b-1,b-deleted}', 'the same function, as the service role');
SELECT is_empty($$ SELECT FROM public.wizard_sessions WHERE session_id = 'b-1' AND (current_stage <> 'organizerSetup' OR deleted_at IS NOT NULL) $$, 'B''s session is as it was');
SELECT is_empty($$ SELECT FROM public.wizard_sessions WHERE session_id = 'b-deleted' AND deleted_at IS NULL $$, 'B''s deleted session, too');
SELECT tests.as_user(tests.user_a());
SELECT is(tests.visible(), '{a-1,a-2}', 'and as A again');
SELECT * FROM finish();
