-- The assertions themselves: on every server, the ones that say "passes" pass and the ones that say "fails" fail.
SELECT * FROM no_plan();
CREATE TABLE numbers AS SELECT n FROM generate_series(1, 3) n;

SELECT pass('passes: pass');
SELECT fail('fails: fail');
SELECT ok(true, 'passes: ok, true');
SELECT ok(false, 'fails: ok, false');
SELECT ok(NULL, 'fails: ok, NULL');
SELECT is(1, 1, 'passes: is, equal');
SELECT is(1, 2, 'fails: is, different');
SELECT is(NULL::integer, NULL, 'passes: is, both NULL');
SELECT is(1, NULL, 'fails: is, one NULL');
SELECT isnt(1, 2, 'passes: isnt, different');
SELECT isnt(1, 1, 'fails: isnt, equal');
SELECT isnt(NULL::integer, NULL, 'fails: isnt, both NULL');

SELECT throws_ok('SELECT 1 / 0', '22012', NULL, 'passes: throws_ok, any message');
SELECT throws_ok('SELECT 1 / 0', '22012', 'division by zero', 'passes: throws_ok, this message');
SELECT throws_ok('SELECT 1 / 0', '22012', 'division', 'fails: throws_ok, another message');
SELECT throws_ok('SELECT 1 / 0', '23514', NULL, 'fails: throws_ok, another code');
SELECT throws_ok('SELECT 1', '22012', NULL, 'fails: throws_ok, no error');
SELECT lives_ok('SELECT 1', 'passes: lives_ok, no error');
SELECT lives_ok('SELECT 1 / 0', 'fails: lives_ok, error');

SELECT is_empty('SELECT n FROM numbers WHERE n > 3', 'passes: is_empty, no row');
SELECT is_empty('SELECT n FROM numbers', 'fails: is_empty, rows');
SELECT isnt_empty('SELECT n FROM numbers', 'passes: isnt_empty, rows');
SELECT isnt_empty('SELECT n FROM numbers WHERE n > 3', 'fails: isnt_empty, no row');
SELECT results_eq('SELECT n FROM numbers ORDER BY n', 'VALUES (1), (2), (3)', 'passes: results_eq, equal');
SELECT results_eq('SELECT n FROM numbers ORDER BY n DESC', 'VALUES (1), (2), (3)', 'fails: results_eq, another order');
SELECT results_eq('SELECT n FROM numbers ORDER BY n', 'VALUES (1), (2)', 'fails: results_eq, a row too many');
SELECT results_eq('SELECT n FROM numbers WHERE n > 3', 'SELECT 1 WHERE false', 'passes: results_eq, both empty');

-- What a refused statement did is undone, and the assertions can be called by every actor.
SELECT throws_ok('WITH gone AS (DELETE FROM numbers RETURNING n) SELECT 1 / (n - n) FROM gone', '22012', NULL, 'passes: error after a change');
SELECT is((SELECT count(*) FROM numbers), 3::bigint, 'passes: the change is undone');
SELECT tests.as_anon();
SELECT is(current_user::text, 'anon', 'passes: anon');
SELECT throws_ok('SELECT n FROM numbers_of_none', '42P01', NULL, 'passes: throws_ok, as anon');
SELECT tests.as_user(tests.user_a());
SELECT is(current_user::text, 'authenticated', 'passes: a user');
SELECT is(auth.uid(), tests.user_a(), 'passes: the user''s id');
SELECT results_eq('SELECT 1', 'SELECT 2', 'fails: as a user, too');
SELECT tests.as_service_role();
SELECT is(current_user::text, 'service_role', 'passes: service role');
SELECT is(auth.uid(), NULL, 'passes: the service role has no id');
SELECT tests.as_owner();
SELECT is(current_user, session_user, 'passes: the owner');
SELECT is(auth.uid(), NULL, 'passes: the owner has no id');
SELECT * FROM finish();
