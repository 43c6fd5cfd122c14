-- What the recommended schema promises, and later migrations must not lose: keys, foreign keys, defaults and NOT NULL.
SELECT * FROM no_plan();

INSERT INTO events (id) VALUES ('00000000-0000-4000-8000-0000000000ee');
INSERT INTO wizard_sessions (session_id, user_id, event_id) VALUES
  ('one', tests.user_a(), '00000000-0000-4000-8000-0000000000ee'), ('two', tests.user_a(), NULL), ('three', tests.user_b(), NULL);
INSERT INTO wizard_actions (session_id, action_name) VALUES ('one', 'save'), ('one', 'save'), ('two', 'save');

-- Keys
SELECT throws_ok($$INSERT INTO wizard_sessions (session_id) VALUES ('one')$$, '23505', NULL, 'session_id is unique');
SELECT throws_ok($$INSERT INTO wizard_sessions (session_id, id) SELECT 'four', id FROM wizard_sessions WHERE session_id = 'one'$$,
  '23505', NULL, 'id of a session is unique');
SELECT throws_ok($$INSERT INTO wizard_actions (session_id, action_name, id, created_at) SELECT session_id, 'again', id, created_at
  FROM wizard_actions LIMIT 1$$, '23505', NULL, 'an action is stored once');
SELECT lives_ok($$INSERT INTO wizard_sessions (session_id) VALUES ('one') ON CONFLICT (session_id) DO UPDATE SET status = 'active'$$,
  'an upsert by session_id finds its key');
SELECT is((SELECT status::text FROM wizard_sessions WHERE session_id = 'one'), 'active', 'the upsert has changed the row');

-- Foreign keys
SELECT throws_ok($$INSERT INTO wizard_sessions (session_id, user_id) VALUES ('five', gen_random_uuid())$$, '23503', NULL, 'a session is of a user');
SELECT throws_ok($$INSERT INTO wizard_sessions (session_id, event_id) VALUES ('six', gen_random_uuid())$$, '23503', NULL, 'an event is there');
SELECT throws_ok($$INSERT INTO wizard_actions (session_id, action_name) VALUES ('nobody', 'save')$$, '23503', NULL, 'an action is of a session');
SELECT throws_ok($$DELETE FROM events WHERE id = '00000000-0000-4000-8000-0000000000ee'$$, '23503', NULL, 'the event of a session stays');
SELECT lives_ok($$DELETE FROM wizard_sessions WHERE session_id = 'two'$$, 'a session can be deleted');
SELECT is_empty($$SELECT FROM wizard_actions WHERE session_id = 'two'$$, 'its actions go with it');
SELECT is((SELECT count(*) FROM wizard_actions WHERE session_id = 'one'), 2::bigint, 'the actions of another session stay');
DELETE FROM auth.users WHERE id = tests.user_b();
SELECT is_empty($$SELECT FROM wizard_sessions WHERE session_id = 'three'$$, 'the sessions of a user go with the user');

-- Defaults
INSERT INTO wizard_sessions (session_id) VALUES ('new');
SELECT results_eq($$SELECT current_stage::text, completed_stages, organizer_data, event_data, ticket_data, venue_data, payment_data,
    status::text, completion_percentage FROM wizard_sessions WHERE session_id = 'new'$$,
  $$SELECT 'organizerSetup', '{}'::text[], '{}'::jsonb, '{}'::jsonb, '{}'::jsonb, '{}'::jsonb, '{}'::jsonb, 'draft', 0$$,
  'a new session is an empty draft');
SELECT ok((SELECT id IS NOT NULL AND created_at = now() AND updated_at = now() AND last_interaction = now()
    AND published_at IS NULL AND event_id IS NULL FROM wizard_sessions WHERE session_id = 'new'), 'a new session has an id and its times');
SELECT ok((SELECT user_id IS NULL FROM wizard_sessions WHERE session_id = 'new'), 'a session that the database''s owner writes has no user');
INSERT INTO wizard_actions (session_id, action_name) VALUES ('new', 'open');
SELECT ok((SELECT id IS NOT NULL AND created_at = now() AND action_data = '{}' AND response_time_ms IS NULL
  FROM wizard_actions WHERE session_id = 'new'), 'a new action has an id, a time and no data');

-- NOT NULL
SELECT throws_ok($$INSERT INTO wizard_sessions (session_id) VALUES (NULL)$$, '23502', NULL, 'a session needs a session_id');
SELECT throws_ok($$INSERT INTO wizard_sessions (session_id, current_stage) VALUES ('seven', NULL)$$, '23502', NULL, 'a session needs a stage');
SELECT throws_ok($$INSERT INTO wizard_actions (session_id, action_name) VALUES ('one', NULL)$$, '23502', NULL, 'an action needs a name');
SELECT throws_ok($$INSERT INTO wizard_actions (session_id, action_name) VALUES (NULL, 'save')$$, '23502', NULL, 'an action needs a session');

-- CHECKs
SELECT throws_ok($$INSERT INTO wizard_sessions (session_id, status) VALUES ('eight', 'Draft')$$, '23514',
  'new row for relation "wizard_sessions" violates check constraint "valid_status"', 'a status is one of five');
SELECT throws_ok($$UPDATE wizard_sessions SET completion_percentage = 101 WHERE session_id = 'new'$$, '23514', NULL, 'a percentage is at most 100');
SELECT is((SELECT count(*) FROM pg_constraint WHERE conrelid = 'wizard_sessions'::regclass AND conname = 'valid_percentage' AND convalidated),
  1::bigint, 'valid_percentage is there');
SELECT * FROM finish();
