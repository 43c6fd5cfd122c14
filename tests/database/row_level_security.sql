-- Two users, an anonymous visitor and the service role try every operation on every table, partition and view.
-- Refusals are asserted by error and by what is stored afterwards.

SELECT * FROM no_plan();

-- How many rows a statement writes or returns, as the role that calls it.
CREATE FUNCTION tests.affected(statement text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  n bigint;
BEGIN
  EXECUTE statement;
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END
$$;
-- What the server tells beside the message when it refuses a statement: `Failing row contains …` would tell of a row.
CREATE FUNCTION tests.detail_of_refusal(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  detail text;
BEGIN
  EXECUTE statement;
  RETURN 'not refused';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
  RETURN detail;
END
$$;

INSERT INTO wizard_sessions (session_id, user_id, current_stage, deleted_at) VALUES
  ('a-1', tests.user_a(), 'eventSetup', NULL), ('a-2', tests.user_a(), 'eventSetup', NULL), ('a-deleted', tests.user_a(), 'eventSetup', now()),
  ('b-1', tests.user_b(), 'eventSetup', NULL), ('b-deleted', tests.user_b(), 'eventSetup', now()), ('guest', NULL, 'eventSetup', NULL);
INSERT INTO wizard_actions (session_id, action_name) VALUES
  ('a-1', 'stored'), ('a-deleted', 'stored'), ('b-1', 'stored'), ('b-deleted', 'stored'), ('guest', 'stored');

-- Months that are made later are as closed as the first ones.
DO $$ BEGIN PERFORM wizard_private.make_months(5); END $$;
CREATE TABLE tests.relations AS
  SELECT c.oid::regclass AS relation, c.relkind::text AS kind, c.relispartition AS is_partition, n.nspname::text AS schema
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE (n.nspname = 'public' AND c.relname LIKE '%wizard\_%' OR n.nspname LIKE 'wizard\_%') AND c.relkind IN ('r', 'p', 'v', 'm');
GRANT SELECT ON tests.relations TO PUBLIC;

-- Every table and partition has row level security; every view runs with the caller's rights.
SELECT is_empty($$ SELECT r.relation FROM tests.relations r JOIN pg_catalog.pg_class c ON c.oid = r.relation
  WHERE r.kind IN ('r', 'p') AND NOT c.relrowsecurity $$, 'every table and partition has row level security');
SELECT is_empty($$ SELECT r.relation FROM tests.relations r JOIN pg_catalog.pg_class c ON c.oid = r.relation
  WHERE r.kind = 'v' AND r.schema = 'public' AND NOT coalesce(c.reloptions, '{}') @> '{security_invoker=true}' $$, 'every view of the API is security_invoker');
SELECT isnt_empty($$ SELECT FROM tests.relations WHERE kind = 'v' AND schema = 'public' $$, 'there is such a view');
SELECT isnt_empty($$ SELECT FROM tests.relations WHERE is_partition AND relation::text LIKE '%wizard\_actions\_%' $$, 'actions have partitions');
SELECT isnt_empty($$ SELECT FROM tests.relations WHERE is_partition AND relation::text LIKE '%wizard\_audit\_log\_%' $$, 'the audit log has partitions');
SELECT is_empty($$ SELECT schemaname, tablename, policyname FROM pg_catalog.pg_policies
  WHERE tablename LIKE '%wizard\_%' AND (permissive <> 'PERMISSIVE' OR cmd = 'ALL' OR roles <> '{authenticated}') $$, 'a policy is for one operation and for authenticated');
SELECT is((SELECT string_agg(format('%s %s', tablename, cmd), ', ' ORDER BY tablename, cmd COLLATE "C") FROM pg_catalog.pg_policies WHERE tablename LIKE '%wizard\_%'),
  'wizard_actions INSERT, wizard_actions SELECT, wizard_audit_log SELECT, wizard_sessions INSERT, wizard_sessions SELECT, wizard_sessions UPDATE', 'these are the policies, one an operation');
SELECT is_empty($$ SELECT policyname FROM pg_catalog.pg_policies WHERE tablename LIKE '%wizard\_%'
  AND regexp_replace(concat(qual, ' ', with_check), '\( SELECT (auth\.uid|wizard_private\.own_deleted_sessions)\(\)', '', 'g') ~ '(uid|own_deleted_sessions)\(' $$,
  'policies call functions once a statement, not once a row');

-- anon: nothing on anything.
SELECT tests.as_anon();
SELECT throws_ok(format(statement, relation), '42501', NULL, format('anon: ' || statement, relation))
FROM tests.relations, unnest(ARRAY['SELECT FROM %s', 'DELETE FROM %s', 'TRUNCATE %s', 'INSERT INTO %s DEFAULT VALUES', 'LOCK TABLE %s IN ACCESS SHARE MODE']) statement
WHERE kind <> 'v' OR statement LIKE 'SELECT%';
SELECT throws_ok($$ UPDATE public.wizard_sessions SET current_stage = 'venueSetup' $$, '42501', NULL, 'anon: UPDATE of sessions');
SELECT throws_ok($$ INSERT INTO public.wizard_sessions (session_id) VALUES ('anon') $$, '42501', NULL, 'anon: INSERT of a session');
SELECT throws_ok($$ INSERT INTO public.wizard_actions (session_id, action_name) VALUES ('guest', 'x') $$, '42501', NULL, 'anon: INSERT of an action');
SELECT throws_ok($$ SELECT public.delete_wizard_session('guest') $$, '42501', NULL, 'anon: delete_wizard_session');
SELECT throws_ok($$ SELECT public.restore_wizard_session('a-deleted') $$, '42501', NULL, 'anon: restore_wizard_session');

-- User A reads their own live sessions and their actions.
SELECT tests.as_user(tests.user_a());
SELECT results_eq($$ SELECT session_id::text FROM wizard_sessions ORDER BY session_id COLLATE "C" $$, $$ VALUES ('a-1'), ('a-2') $$, 'A sees their own live sessions');
SELECT results_eq($$ SELECT session_id::text FROM wizard_actions $$, $$ VALUES ('a-1') $$, 'A sees the actions of their own live sessions');
SELECT isnt_empty($$ SELECT FROM wizard_audit_log WHERE session_id = 'a-1' $$, 'A sees the history of their own session');
SELECT isnt_empty($$ SELECT FROM wizard_audit_log WHERE session_id = 'a-deleted' $$, 'A sees the history of their own deleted session');
SELECT is_empty($$ SELECT FROM wizard_audit_log WHERE session_id NOT LIKE 'a-%' OR user_id IS DISTINCT FROM tests.user_a() $$, 'A sees no other history');
SELECT is_empty($$ SELECT FROM wizard_sessions WHERE session_id IN ('b-1', 'guest', 'a-deleted') OR deleted_at IS NOT NULL $$, 'asking for foreign and deleted sessions finds none');
SELECT is(tests.affected($$ SELECT FROM wizard_sessions FOR UPDATE $$), 2::bigint, 'A locks no row but their own');
SELECT is(tests.affected($$ SELECT FROM wizard_sessions s JOIN wizard_actions USING (session_id) $$), 1::bigint, 'a join shows no more');
SELECT is((SELECT count(*) FROM wizard_sessions WHERE user_id IS NULL), 0::bigint, 'a session without an owner is nobody''s');

-- User A creates sessions.
SELECT lives_ok($$ INSERT INTO wizard_sessions (session_id) VALUES ('a-3') $$, 'A creates a session');
SELECT is((SELECT user_id FROM wizard_sessions WHERE session_id = 'a-3'), tests.user_a(), 'it belongs to A without saying so');
SELECT is(tests.affected($$ INSERT INTO wizard_sessions (session_id, user_id) VALUES ('a-4', tests.user_a()) RETURNING * $$), 1::bigint, 'A creates a session and says whose it is, and reads it back');
SELECT throws_ok($$ INSERT INTO wizard_sessions (session_id, user_id) VALUES ('a-5', tests.user_b()) $$, '42501', NULL, 'A creates no session for B');
SELECT throws_ok($$ INSERT INTO wizard_sessions (session_id, user_id) VALUES ('a-5', NULL) $$, '42501', NULL, 'A creates no session of nobody');
SELECT throws_ok($$ INSERT INTO wizard_sessions (session_id, deleted_at) VALUES ('a-5', now()) $$, '42501', NULL, 'a session is not born deleted');
SELECT throws_ok($$ INSERT INTO wizard_sessions (session_id) VALUES ('a-5'), ('b-1') $$, '23505', NULL, 'one bad row refuses the statement');
SELECT throws_ok($$ INSERT INTO wizard_sessions (session_id) VALUES ('a-deleted') $$, '23505', NULL, 'a deleted session keeps its session_id');
SELECT is(tests.detail_of_refusal($$ INSERT INTO wizard_sessions (session_id) VALUES ('b-1') $$), '', 'the refusal tells nothing of the row that is there');
SELECT is(tests.detail_of_refusal($$ INSERT INTO wizard_sessions (session_id, completion_percentage) VALUES ('a-5', 101) $$), '', 'a refused row is not shown in full');
SELECT is(tests.affected($$ INSERT INTO wizard_sessions (session_id) VALUES ('b-1') ON CONFLICT DO NOTHING RETURNING * $$), 0::bigint, 'ON CONFLICT DO NOTHING returns no foreign row');

-- User A saves sessions.
SELECT is(tests.affected($$ UPDATE wizard_sessions SET current_stage = 'ticketSetup' WHERE session_id = 'a-1' RETURNING * $$), 1::bigint, 'A saves their own session');
SELECT is(tests.affected($$ UPDATE wizard_sessions SET current_stage = 'ticketSetup' WHERE session_id IN ('b-1', 'b-deleted', 'guest', 'a-deleted') RETURNING * $$), 0::bigint, 'A saves no foreign and no deleted session');
SELECT is(tests.affected($$ UPDATE wizard_sessions SET current_stage = 'ticketSetup' $$), 4::bigint, 'an UPDATE without WHERE reaches their own live sessions');
SELECT throws_ok($$ UPDATE wizard_sessions SET user_id = tests.user_b() WHERE session_id = 'a-1' $$, '42501', NULL, 'A gives no session away');
SELECT throws_ok($$ UPDATE wizard_sessions SET user_id = NULL WHERE session_id = 'a-1' $$, '42501', NULL, 'A makes no session ownerless');
SELECT throws_ok($$ UPDATE wizard_sessions SET deleted_at = now() WHERE session_id = 'a-1' $$, '42501', NULL, 'A deletes by the function only');
SELECT throws_ok($$ UPDATE wizard_sessions SET session_id = 'a-new' WHERE session_id = 'a-2' $$, '42501', 'session_id of a session cannot be changed', 'A renames no session');
SELECT throws_ok($$ UPDATE wizard_sessions SET session_id = 'b-1' WHERE session_id = 'a-2' $$, '42501', NULL, 'nor to a foreign one');
SELECT is(tests.affected($$ UPDATE wizard_sessions SET session_id = 'a-2' WHERE session_id = 'a-2' $$), 1::bigint, 'the same session_id is no change');
SELECT throws_ok($$ UPDATE wizard_sessions SET id = gen_random_uuid() WHERE session_id = 'a-1' $$, '42501', NULL, 'id is not updatable');
SELECT throws_ok($$ UPDATE wizard_sessions SET created_at = now() WHERE session_id = 'a-1' $$, '42501', NULL, 'created_at is not updatable');
SELECT throws_ok($$ DELETE FROM wizard_sessions WHERE session_id = 'a-1' $$, '42501', NULL, 'A deletes no row');
SELECT throws_ok($$ DELETE FROM wizard_actions $$, '42501', NULL, 'A deletes no action');
SELECT throws_ok($$ UPDATE wizard_actions SET action_name = 'x' $$, '42501', NULL, 'A rewrites no action');

-- Upserts as PostgREST builds them: every column of the payload is in SET.
CREATE FUNCTION pg_temp.upsert(id text) RETURNS text LANGUAGE sql AS $$
  SELECT format($q$ INSERT INTO wizard_sessions (session_id, current_stage) VALUES (%L, 'venueSetup')
    ON CONFLICT (session_id) DO UPDATE SET session_id = EXCLUDED.session_id, current_stage = EXCLUDED.current_stage RETURNING * $q$, id)
$$;
SELECT is(tests.affected(pg_temp.upsert('a-1')), 1::bigint, 'A upserts their own session');
SELECT is(tests.affected(pg_temp.upsert('a-6')), 1::bigint, 'A upserts a new session');
SELECT throws_ok(pg_temp.upsert('b-1'), '42501', NULL, 'A upserts no foreign session');
SELECT throws_ok(pg_temp.upsert('guest'), '42501', NULL, 'A upserts no session of nobody');
SELECT throws_ok(pg_temp.upsert('a-deleted'), '42501', NULL, 'A upserts no deleted session of their own');
SELECT throws_ok(pg_temp.upsert('b-deleted'), '42501', NULL, 'A upserts no deleted foreign session');
SELECT is(coalesce(tests.detail_of_refusal(pg_temp.upsert('b-1')), ''), '', 'the refused upsert tells nothing of the row');
SELECT throws_ok($$ INSERT INTO wizard_sessions (session_id, user_id) VALUES ('a-1', tests.user_b()) ON CONFLICT (session_id) DO UPDATE SET session_id = EXCLUDED.session_id $$, '42501', NULL, 'an upsert cannot claim to be B''s');
SELECT throws_ok($$ INSERT INTO wizard_sessions (session_id, user_id) VALUES ('a-1', tests.user_a()) ON CONFLICT (session_id) DO UPDATE SET session_id = EXCLUDED.session_id, user_id = EXCLUDED.user_id $$, '42501', NULL, 'an upsert does not send user_id');
SELECT throws_ok($$ INSERT INTO wizard_sessions (session_id) VALUES ('b-1') ON CONFLICT (session_id) DO UPDATE SET user_id = auth.uid() $$, '42501', NULL, 'an upsert takes over no session');
SELECT throws_ok($$ INSERT INTO wizard_sessions (session_id) VALUES ('a-1') ON CONFLICT (session_id) DO UPDATE SET session_id = 'a-7' $$, '42501', NULL, 'an upsert renames no session');
SELECT throws_ok($$ MERGE INTO wizard_sessions s USING (VALUES ('b-1')) v(id) ON s.session_id = v.id
  WHEN MATCHED THEN UPDATE SET current_stage = 'venueSetup' WHEN NOT MATCHED THEN INSERT (session_id) VALUES (v.id) $$, '23505', NULL, 'MERGE does not see a foreign session');

-- Actions.
SELECT lives_ok($$ INSERT INTO wizard_actions (session_id, action_name, action_data, response_time_ms) VALUES ('a-1', 'new', '{}', 1) RETURNING * $$, 'A logs an action of their own session');
SELECT is((SELECT user_id FROM wizard_actions WHERE action_name = 'new'), tests.user_a(), 'it has the session''s owner');
SELECT throws_ok(format('INSERT INTO wizard_actions (session_id, action_name) VALUES (%L, %L)', id, 'new'), '42501', NULL, format('A logs no action of %s', id))
FROM unnest(ARRAY['b-1', 'b-deleted', 'guest', 'a-deleted', 'missing']) id;
SELECT throws_ok($$ INSERT INTO wizard_actions (session_id, action_name, user_id) VALUES ('b-1', 'new', tests.user_a()) $$, '42501', NULL, 'nor by naming themselves');
SELECT throws_ok($$ INSERT INTO wizard_actions (session_id, action_name, created_at) VALUES ('a-1', 'new', now()) $$, '42501', NULL, 'created_at is the server''s');
SELECT throws_ok($$ INSERT INTO wizard_audit_log (session_id) VALUES ('a-1') $$, '42501', NULL, 'nobody writes the audit log');
SELECT throws_ok($$ UPDATE wizard_audit_log SET operation = 'x' $$, '42501', NULL, 'nobody rewrites the audit log');
SELECT throws_ok($$ DELETE FROM wizard_audit_log $$, '42501', NULL, 'nobody shortens the audit log');

-- What goes around rows: TRUNCATE, locks, partitions, references, triggers, rules, policies, row_security.
SELECT throws_ok(format(statement, relation), '42501', NULL, format('A: ' || statement, relation))
FROM tests.relations, unnest(ARRAY['TRUNCATE %s', 'TRUNCATE %s CASCADE', 'LOCK TABLE %s IN ROW EXCLUSIVE MODE', 'LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', 'DELETE FROM %s']) statement
WHERE kind IN ('r', 'p');
SELECT throws_ok(format(statement, relation), '42501', NULL, format('A: ' || statement, relation))
FROM tests.relations, unnest(ARRAY['SELECT FROM %s', 'INSERT INTO %s DEFAULT VALUES', 'DELETE FROM %s', 'LOCK TABLE %s IN ACCESS SHARE MODE']) statement
WHERE schema <> 'public' AND (kind <> 'v' OR statement LIKE 'SELECT%');
SELECT throws_ok(statement, '42501', NULL, 'A: ' || statement) FROM unnest(ARRAY[
  'SELECT FROM live_wizard_sessions', 'CREATE POLICY all_rows ON wizard_sessions USING (true)', 'ALTER TABLE wizard_sessions DISABLE ROW LEVEL SECURITY',
  'CREATE TRIGGER mine BEFORE INSERT ON wizard_sessions FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()',
  'CREATE RULE mine AS ON INSERT TO wizard_sessions DO NOTHING', 'CREATE INDEX ON wizard_sessions (status)', 'DROP TABLE wizard_actions',
  'COMMENT ON TABLE wizard_sessions IS ''mine''', 'CREATE TABLE public.mine ()', 'CREATE TABLE wizard_checks.mine ()', 'CREATE TABLE wizard_private.mine ()',
  'SELECT wizard_private.own_deleted_sessions()',
  'SELECT wizard_private.purge_wizard_sessions(interval ''0'')'
]) statement;
SELECT throws_ok($$ SET LOCAL row_security = off; SELECT FROM wizard_sessions $$, '42501', NULL, 'row security cannot be switched off');

-- B sees nothing of what A did; nothing of B's changed.
SELECT tests.as_user(tests.user_b());
SELECT results_eq($$ SELECT session_id::text, current_stage::text FROM wizard_sessions $$, $$ VALUES ('b-1', 'eventSetup') $$, 'B''s session is as it was');
SELECT results_eq($$ SELECT session_id::text, action_name::text FROM wizard_actions $$, $$ VALUES ('b-1', 'stored') $$, 'B''s actions are as they were');
SELECT is_empty($$ SELECT FROM wizard_audit_log WHERE session_id NOT LIKE 'b-%' $$, 'B reads only their own history');

-- A token without a user.
SELECT tests.act('authenticated', '{"role": "authenticated"}');
SELECT is_empty($$ SELECT FROM wizard_sessions $$, 'without a user there are no sessions, not even those of nobody');
SELECT is_empty($$ SELECT FROM wizard_actions $$, 'nor actions');
SELECT is_empty($$ SELECT FROM wizard_audit_log $$, 'nor history');
SELECT throws_ok($$ INSERT INTO wizard_sessions (session_id) VALUES ('nobody') $$, '42501', NULL, 'nor can one be created');

-- The service role sees all rows, and is bound by its grants.
SELECT tests.as_service_role();
SELECT is((SELECT count(*) FROM wizard_sessions WHERE session_id ~ '^([ab]-(1|deleted)|guest)$'), 5::bigint, 'the service role sees every session');
SELECT is((SELECT count(*) FROM wizard_actions WHERE action_name = 'stored'), 5::bigint, 'and every action');
SELECT isnt_empty($$ SELECT FROM wizard_audit_log WHERE session_id = 'b-1' $$, 'and every history');
SELECT lives_ok($$ INSERT INTO wizard_sessions (session_id, user_id) VALUES ('s-1', NULL) $$, 'it creates a guest''s session');
SELECT lives_ok($$ INSERT INTO wizard_actions (session_id, action_name) VALUES ('guest', 'served') $$, 'it logs a guest''s action');
SELECT is(tests.affected($$ UPDATE wizard_sessions SET user_id = tests.user_b() WHERE session_id = 'guest' $$), 1::bigint, 'it hands a guest''s session to a user');
SELECT throws_ok($$ UPDATE wizard_sessions SET session_id = 's-2' WHERE session_id = 's-1' $$, '42501', NULL, 'it renames no session');
SELECT throws_ok(statement, '42501', NULL, 'service role: ' || statement) FROM unnest(ARRAY[
  'DELETE FROM wizard_sessions', 'DELETE FROM wizard_actions', 'UPDATE wizard_actions SET action_name = ''x''', 'DELETE FROM wizard_audit_log',
  'UPDATE wizard_audit_log SET operation = ''x''', 'INSERT INTO wizard_audit_log (session_id) VALUES (''s-1'')',
  'UPDATE wizard_sessions SET id = gen_random_uuid()', 'UPDATE wizard_sessions SET created_at = now()', 'UPDATE live_wizard_sessions SET status = ''active''',
  'INSERT INTO wizard_actions (session_id, action_name, created_at) VALUES (''guest'', ''x'', now())'
]) statement;
SELECT throws_ok(format(statement, relation), '42501', NULL, format('service role: ' || statement, relation))
FROM tests.relations, unnest(ARRAY['TRUNCATE %s', 'DELETE FROM %s', 'LOCK TABLE %s IN ACCESS EXCLUSIVE MODE']) statement WHERE kind IN ('r', 'p');
SELECT throws_ok(format('SELECT FROM %s', relation), '42501', NULL, format('service role: SELECT FROM %s', relation)) FROM tests.relations WHERE is_partition;

-- The guest's session and its actions have changed hands.
SELECT tests.as_user(tests.user_b());
SELECT results_eq($$ SELECT session_id::text FROM wizard_sessions ORDER BY session_id COLLATE "C" $$, $$ VALUES ('b-1'), ('guest') $$, 'B has the guest''s session');
SELECT is((SELECT count(*) FROM wizard_actions WHERE session_id = 'guest'), 2::bigint, 'with its actions');

-- Each layer by itself: with all columns granted, policies alone still refuse.
SELECT tests.as_owner();
GRANT ALL ON wizard_sessions, wizard_actions, wizard_audit_log TO authenticated;
GRANT SELECT ON live_wizard_sessions TO authenticated;
SELECT tests.as_user(tests.user_a());
SELECT throws_ok($$ INSERT INTO wizard_sessions (session_id, deleted_at) VALUES ('a-8', now()) $$, '42501', NULL, 'policy: a session is not born deleted');
SELECT throws_ok($$ UPDATE wizard_sessions SET deleted_at = now() WHERE session_id = 'a-1' $$, '42501', NULL, 'policy: no direct soft delete');
SELECT throws_ok($$ UPDATE wizard_sessions SET user_id = tests.user_b() WHERE session_id = 'a-1' $$, '42501', NULL, 'policy: no session is given away');
SELECT throws_ok($$ UPDATE wizard_sessions SET user_id = NULL WHERE session_id = 'a-1' $$, '42501', NULL, 'policy: no session becomes ownerless');
SELECT is(tests.affected($$ UPDATE wizard_sessions SET deleted_at = NULL WHERE session_id = 'a-deleted' $$), 0::bigint, 'policy: no direct restore');
SELECT is(tests.affected($$ DELETE FROM wizard_sessions $$), 0::bigint, 'policy: nothing is deleted');
SELECT is(tests.affected($$ DELETE FROM wizard_actions $$), 0::bigint, 'policy: no action is deleted');
SELECT is(tests.affected($$ UPDATE wizard_actions SET action_name = 'x' $$), 0::bigint, 'policy: no action is rewritten');
SELECT is(tests.affected($$ UPDATE wizard_audit_log SET operation = 'x' $$), 0::bigint, 'policy: no history is rewritten');
SELECT is(tests.affected($$ DELETE FROM wizard_audit_log $$), 0::bigint, 'policy: no history is deleted');
SELECT throws_ok($$ INSERT INTO wizard_actions (session_id, action_name, user_id) VALUES ('b-1', 'x', tests.user_a()) $$, '42501', NULL, 'policy: a client''s user_id does not count');
SELECT throws_ok($$ INSERT INTO wizard_audit_log (session_id, user_id, created_at) VALUES ('a-1', tests.user_a(), now()) $$, '42501', NULL, 'policy: no history is invented');
SELECT is_empty($$ SELECT FROM live_wizard_sessions WHERE user_id IS DISTINCT FROM tests.user_a() $$, 'the view shows a caller no more than the table');
SELECT isnt_empty($$ SELECT FROM live_wizard_sessions $$, 'and no less');

-- UPDATE alone, without the SELECT policy's help: an UPDATE that reads no row is checked by its own policy.
SELECT tests.as_owner();
DROP POLICY sessions_select ON wizard_sessions;
CREATE POLICY everyone_reads ON wizard_sessions FOR SELECT TO authenticated USING (true);
SELECT tests.as_user(tests.user_a());
SELECT is(tests.affected($$ UPDATE wizard_sessions SET current_stage = 'eventSetup' WHERE session_id IN ('b-1', 'guest', 'a-deleted') $$), 0::bigint, 'update policy: USING');
SELECT throws_ok($$ UPDATE wizard_sessions SET user_id = tests.user_b() WHERE session_id = 'a-1' $$, '42501', NULL, 'update policy: WITH CHECK, the owner');
SELECT throws_ok($$ UPDATE wizard_sessions SET deleted_at = now() WHERE session_id = 'a-1' $$, '42501', NULL, 'update policy: WITH CHECK, deleted_at');
SELECT throws_ok($$ INSERT INTO wizard_sessions (session_id, user_id) VALUES ('a-9', tests.user_b()) $$, '42501', NULL, 'insert policy: the owner');
SELECT throws_ok($$ INSERT INTO wizard_sessions (session_id, deleted_at) VALUES ('a-9', now()) $$, '42501', NULL, 'insert policy: deleted_at');

-- Partitions have no policy: even with every grant they show and take nothing.
SELECT tests.as_owner();
GRANT USAGE ON SCHEMA wizard_private TO authenticated;
DO $$
DECLARE
  partition regclass;
BEGIN
  FOR partition IN SELECT relation FROM tests.relations WHERE is_partition LOOP
    EXECUTE format('GRANT ALL ON %s TO authenticated', partition);
  END LOOP;
END
$$;
SELECT tests.as_user(tests.user_a());
SELECT is(tests.affected(format('SELECT FROM %s', relation)), 0::bigint, format('%s read directly shows nothing', relation)) FROM tests.relations WHERE is_partition;
SELECT is(tests.affected(format('DELETE FROM %s', relation)), 0::bigint, format('%s loses nothing', relation)) FROM tests.relations WHERE is_partition;

-- Whose sessions go when a user goes.
SELECT tests.as_owner();
DELETE FROM auth.users WHERE id = tests.user_a();
SELECT is_empty($$ SELECT FROM wizard_sessions WHERE session_id LIKE 'a-%' $$, 'sessions go with their user');
SELECT is_empty($$ SELECT FROM wizard_actions WHERE session_id LIKE 'a-%' $$, 'and their actions');
SELECT isnt_empty($$ SELECT FROM wizard_sessions WHERE session_id = 'b-1' $$, 'others'' stay');
SELECT * FROM finish();
