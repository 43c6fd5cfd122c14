-- Deleting, restoring and purging sessions: who may, what is seen afterwards, and what is left.
SELECT * FROM no_plan();

CREATE FUNCTION tests.affected(statement text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  n bigint;
BEGIN
  EXECUTE statement;
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END
$$;
INSERT INTO wizard_sessions (session_id, user_id) VALUES ('a-1', tests.user_a()), ('a-2', tests.user_a()), ('b-1', tests.user_b()), ('guest', NULL);
INSERT INTO wizard_actions (session_id, action_name) VALUES ('a-1', 'stored'), ('b-1', 'stored'), ('guest', 'stored');

-- Delete.
SELECT tests.as_user(tests.user_a());
SELECT is(delete_wizard_session('a-1'), true, 'A deletes their own session');
SELECT is(delete_wizard_session('a-1'), false, 'a second time there is nothing to delete');
SELECT is(delete_wizard_session(id), false, format('A cannot delete %s', coalesce(id, 'NULL'))) FROM unnest(ARRAY['b-1', 'guest', 'missing', '', NULL]) id;
SELECT results_eq($$ SELECT session_id::text FROM wizard_sessions $$, $$ VALUES ('a-2') $$, 'the deleted session is invisible');
SELECT is_empty($$ SELECT FROM wizard_actions $$, 'its actions are, too');
SELECT is(tests.affected($$ UPDATE wizard_sessions SET current_stage = 'eventSetup' WHERE session_id = 'a-1' $$), 0::bigint, 'it cannot be saved');
SELECT throws_ok($$ INSERT INTO wizard_sessions (session_id) VALUES ('a-1') ON CONFLICT (session_id) DO UPDATE SET session_id = EXCLUDED.session_id $$, '42501', NULL, 'nor upserted');
SELECT throws_ok($$ INSERT INTO wizard_sessions (session_id) VALUES ('a-1') $$, '23505', NULL, 'its session_id stays taken');
SELECT throws_ok($$ INSERT INTO wizard_actions (session_id, action_name) VALUES ('a-1', 'late') $$, '42501', NULL, 'nothing is logged any more');
SELECT lives_ok($$ INSERT INTO wizard_actions (session_id, action_name) VALUES ('a-2', 'live') $$, 'other sessions go on');
SELECT results_eq($$ SELECT session_id::text FROM wizard_actions $$, $$ VALUES ('a-2') $$, 'and their actions are seen');

SELECT tests.as_owner();
SELECT is((SELECT deleted_at FROM wizard_sessions WHERE session_id = 'a-1'), now(), 'the row is there and says when');
SELECT is((SELECT count(*) FROM wizard_actions WHERE session_id = 'a-1'), 1::bigint, 'the actions are there');
SELECT is_empty($$ SELECT FROM wizard_sessions WHERE session_id <> 'a-1' AND deleted_at IS NOT NULL $$, 'no other session was deleted');
SELECT tests.as_service_role();
SELECT results_eq($$ SELECT session_id::text FROM live_wizard_sessions ORDER BY session_id COLLATE "C" $$, $$ VALUES ('a-2'), ('b-1'), ('guest') $$, 'the view has live sessions only');
SELECT is((SELECT count(*) FROM wizard_sessions), 4::bigint, 'the service role sees deleted ones in the table');
SELECT throws_ok($$ SELECT public.delete_wizard_session('a-2') $$, '42501', NULL, 'the function is for users');
SELECT is(tests.affected($$ UPDATE wizard_sessions SET deleted_at = now() WHERE session_id = 'guest' $$), 1::bigint, 'the service role deletes a guest''s session by the column');

-- Restore.
SELECT tests.as_user(tests.user_b());
SELECT is(restore_wizard_session(id), false, format('B cannot restore %s', coalesce(id, 'NULL'))) FROM unnest(ARRAY['a-1', 'guest', 'b-1', 'missing', NULL]) id;
SELECT is(delete_wizard_session('b-1'), true, 'B deletes their own session');
SELECT tests.as_user(tests.user_a());
SELECT is_empty($$ SELECT FROM wizard_sessions WHERE session_id = 'a-1' $$, 'a-1 is still deleted');
SELECT is(restore_wizard_session('a-1'), true, 'A restores their own session');
SELECT is(restore_wizard_session('a-1'), false, 'a second time there is nothing to restore');
SELECT is((SELECT count(*) FROM wizard_sessions WHERE session_id = 'a-1' AND deleted_at IS NULL), 1::bigint, 'it is live again');
SELECT is((SELECT count(*) FROM wizard_actions WHERE session_id = 'a-1'), 1::bigint, 'with its actions');
SELECT lives_ok($$ INSERT INTO wizard_actions (session_id, action_name) VALUES ('a-1', 'again') $$, 'and takes more');
SELECT is(restore_wizard_session('b-1'), false, 'A cannot restore B''s');

-- Each deletion and each return is in the history.
SELECT is((SELECT count(*) FROM wizard_audit_log WHERE session_id = 'a-1' AND table_name = 'wizard_sessions' AND operation = 'UPDATE'), 2::bigint, 'the audit log has both');

-- A token without a user owns nothing, not even what is nobody's.
SELECT tests.act('authenticated', '{"role": "authenticated"}');
SELECT is(delete_wizard_session('guest'), false, 'without a user nothing is deleted');
SELECT is(restore_wizard_session('guest'), false, 'nor restored');

-- Purge.
SELECT tests.as_user(tests.user_a());
SELECT is(delete_wizard_session('a-1'), true, 'A deletes a-1 again');
SELECT throws_ok($$ SELECT wizard_private.purge_wizard_sessions(interval '0') $$, '42501', NULL, 'a user purges nothing');
SELECT tests.as_anon();
SELECT throws_ok($$ SELECT wizard_private.purge_wizard_sessions(interval '0') $$, '42501', NULL, 'nor does anon');
SELECT tests.as_owner();
UPDATE wizard_sessions SET deleted_at = now() - interval '31 days' WHERE session_id = 'a-1';
UPDATE wizard_sessions SET deleted_at = now() - interval '29 days' WHERE session_id = 'b-1';
UPDATE wizard_sessions SET deleted_at = now() - interval '40 days' WHERE session_id = 'guest';
SELECT tests.as_service_role();
SELECT throws_ok(format('SELECT wizard_private.purge_wizard_sessions(%s)', arguments), '22023', NULL, format('purge refuses (%s)', arguments))
FROM unnest(ARRAY['NULL', 'interval ''-1 second''', 'interval ''30 days'', 0', 'interval ''30 days'', NULL']) arguments;
SELECT is(wizard_private.purge_wizard_sessions(interval '30 days', 1), 1, 'a batch is as long as it may be');
SELECT is_empty($$ SELECT FROM wizard_sessions WHERE session_id = 'guest' $$, 'the longest deleted goes first');
SELECT is(wizard_private.purge_wizard_sessions(interval '30 days', 100), 1, 'the next batch has the rest');
SELECT is(wizard_private.purge_wizard_sessions(interval '30 days'), 0, 'nothing else is due');
SELECT results_eq($$ SELECT session_id::text FROM wizard_sessions ORDER BY session_id COLLATE "C" $$, $$ VALUES ('a-2'), ('b-1') $$, 'live and lately deleted sessions stay');
SELECT results_eq($$ SELECT session_id::text FROM wizard_actions GROUP BY session_id ORDER BY session_id COLLATE "C" $$, $$ VALUES ('a-2'), ('b-1') $$, 'and so do their actions');
SELECT isnt_empty($$ SELECT FROM wizard_audit_log WHERE session_id = 'a-1' AND operation = 'DELETE' $$, 'the audit log tells of the purge');
SELECT is_empty($$ SELECT FROM wizard_audit_log WHERE session_id IN ('a-1', 'guest') AND (old_data IS NOT NULL OR new_data IS NOT NULL) $$, 'but holds nothing of what was in it');
SELECT tests.as_owner();
SELECT is_empty($$ SELECT * FROM wizard_private.verify_audit_log() $$, 'and the chains of the audit log still verify');
SELECT tests.as_service_role();
SELECT isnt_empty($$ SELECT FROM wizard_audit_log WHERE session_id = 'b-1' AND (old_data IS NOT NULL OR new_data IS NOT NULL) $$, 'other histories are whole');
SELECT tests.as_user(tests.user_a());
SELECT is(restore_wizard_session('a-1'), false, 'what was purged is gone');
SELECT lives_ok($$ INSERT INTO wizard_sessions (session_id) VALUES ('a-1') $$, 'its session_id may be used again');
SELECT * FROM finish();
