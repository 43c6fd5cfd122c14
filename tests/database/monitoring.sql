-- Archival, months that are retired, and the monitoring views.
SELECT * FROM no_plan();

-- Archival
INSERT INTO public.wizard_sessions (session_id, user_id) VALUES ('old', tests.user_a()), ('fresh', tests.user_a()), ('old-2', NULL);
INSERT INTO public.wizard_actions (session_id, action_name) VALUES ('old', 'one'), ('old', 'two');
UPDATE public.wizard_sessions SET status = 'abandoned' WHERE session_id IN ('old', 'old-2', 'fresh');
UPDATE public.wizard_sessions SET created_at = now() - interval '401 days', last_interaction = now() - interval '400 days' WHERE session_id IN ('old', 'old-2');
CREATE TABLE tests.sessions_before AS SELECT * FROM public.wizard_sessions WHERE session_id = 'old';
CREATE TABLE tests.actions_before AS SELECT * FROM public.wizard_actions WHERE session_id = 'old';
SELECT throws_ok($$SELECT wizard_private.archive_abandoned_sessions('1 hour')$$, '22023', NULL, 'nothing is archived within a day');
SELECT is(wizard_private.archive_abandoned_sessions('1 year', 1), 1, 'a batch is archived');
SELECT is(wizard_private.archive_abandoned_sessions('1 year', 1), 1, 'and the next');
SELECT is(wizard_private.archive_abandoned_sessions('1 year', 1), 0, 'until there is none');
INSERT INTO public.wizard_sessions (session_id, status, created_at, last_interaction) VALUES ('old-2', 'abandoned', now() - interval '501 days', now() - interval '500 days'), ('old-3', 'abandoned', now() - interval '401 days', now() - interval '400 days');
UPDATE public.wizard_sessions SET last_interaction = now() - interval '400 days' WHERE session_id IN ('old-2', 'old-3');
SELECT is(wizard_private.archive_abandoned_sessions('1 year', 1), 1, 'a name that is in the archive already is not in the way of others');
DELETE FROM public.wizard_sessions WHERE session_id = 'old-2';
DELETE FROM wizard_private.archived_sessions WHERE session_id = 'old-3';
SELECT results_eq($$SELECT session_id::text FROM public.wizard_sessions$$, $$VALUES ('fresh')$$, 'the abandoned sessions are gone, others stay');
SELECT is((SELECT count(*) FROM public.wizard_actions), 0::bigint, 'and their actions with them');
SELECT results_eq($$SELECT user_id, jsonb_array_length(actions) FROM wizard_private.archived_sessions WHERE session_id = 'old'$$,
  $$VALUES (tests.user_a(), 2)$$, 'the archive has session and actions');
SELECT is(wizard_private.restore_archived_session('old'), true, 'an archived session is put back');
SELECT results_eq($$SELECT id, session_id::text, user_id, status::text, organizer_data, created_at FROM public.wizard_sessions WHERE session_id = 'old'$$,
  $$SELECT id, session_id::text, user_id, status::text, organizer_data, created_at FROM tests.sessions_before$$, 'as it was');
SELECT results_eq($$SELECT id, created_at, action_name::text, user_id FROM public.wizard_actions ORDER BY id$$,
  $$SELECT id, created_at, action_name::text, user_id FROM tests.actions_before ORDER BY id$$, 'with its actions');
SELECT is(wizard_private.restore_archived_session('old'), false, 'once');
SELECT is((SELECT count(*) FROM wizard_private.verify_audit_log()), 0::bigint, 'the audit log is sound after all of it');
UPDATE public.wizard_sessions SET last_interaction = now() - interval '400 days' WHERE session_id = 'old';
SELECT is(wizard_private.archive_abandoned_sessions('1 year'), 1, 'it can be archived again');
DELETE FROM auth.users WHERE id = tests.user_a();
SELECT is((SELECT count(*) FROM wizard_private.archived_sessions), 1::bigint, 'the archive of a person goes with the person');

-- Months that are retired. The first part ends where the months begin.
INSERT INTO auth.users (id) VALUES (tests.user_a());
SELECT throws_ok($$SELECT wizard_private.retire_months('wizard_audit_log', '1 day')$$, '22023', NULL, 'nothing younger than a month is retired');
SELECT is((SELECT count(*) FROM wizard_private.retire_months('wizard_audit_log', '1 month')), 0::bigint, 'nothing is old enough');
CREATE TABLE wizard_private.wizard_audit_log_2020_01 PARTITION OF public.wizard_audit_log FOR VALUES FROM ('2020-01-01Z') TO ('2020-02-01Z');
INSERT INTO public.wizard_sessions (session_id, user_id) VALUES ('long', tests.user_a());
UPDATE public.wizard_sessions SET event_data = '{"title": "a"}' WHERE session_id = 'long';
-- The first entry about the session is six years old, as if it had been written then.
WITH first AS (DELETE FROM public.wizard_audit_log WHERE session_id = 'long' AND sequence = 1 RETURNING *)
  INSERT INTO public.wizard_audit_log
  SELECT id, session_id, table_name, record_id, operation, user_id, actor_id, actor_role, old_data, new_data, salt, content_digest, sequence,
    previous_hash, wizard_private.audit_hash(NULL, content_digest, id, session_id, table_name, record_id, operation, actor_role, 1, '2020-01-05Z'), NULL, '2020-01-05Z'
  FROM first;
UPDATE public.wizard_audit_log l SET previous_hash = f.hash,
    hash = wizard_private.audit_hash(f.hash, l.content_digest, l.id, l.session_id, l.table_name, l.record_id, l.operation, l.actor_role, 2, l.created_at)
  FROM public.wizard_audit_log f WHERE f.session_id = 'long' AND f.sequence = 1 AND l.session_id = 'long' AND l.sequence = 2;
UPDATE wizard_private.audit_heads h SET hash = l.hash FROM public.wizard_audit_log l
  WHERE h.record_id = l.record_id AND l.session_id = 'long' AND l.sequence = 2;
SELECT is_empty($$SELECT * FROM wizard_private.verify_audit_log()$$, 'the log is sound before');
SELECT results_eq($$SELECT wizard_private.retire_months('wizard_audit_log', '5 years')$$, $$VALUES ('retired_wizard_audit_log_2020_01')$$, 'an old month is retired');
SELECT is((SELECT count(*) FROM public.wizard_audit_log WHERE session_id = 'long'), 1::bigint, 'its entries are out of the log');
SELECT is((SELECT count(*) FROM wizard_private.retired_wizard_audit_log_2020_01), 1::bigint, 'and kept');
SELECT is_empty($$SELECT * FROM wizard_private.verify_audit_log()$$, 'the log is sound without them');
UPDATE public.wizard_sessions SET event_data = '{"title": "b"}' WHERE session_id = 'long';
SELECT is_empty($$SELECT * FROM wizard_private.verify_audit_log('long')$$, 'and goes on');
DELETE FROM public.wizard_audit_log WHERE session_id = 'long' AND sequence = 2;
SELECT is((SELECT fault FROM wizard_private.verify_audit_log('long')), 'entries before this one are missing', 'what is missing otherwise is still found');
SELECT is(wizard_private.erase_person(tests.user_a()) > 0, true, 'a person is erased');
SELECT is((SELECT count(new_data) FROM wizard_private.retired_wizard_audit_log_2020_01), 0::bigint, 'in retired months, too');
SELECT is((SELECT count(*) FROM wizard_private.retire_months('wizard_audit_log', '5 years', true)), 0::bigint, 'retired months are dropped');
SELECT is(to_regclass('wizard_private.retired_wizard_audit_log_2020_01'), NULL, 'when that is asked for');

-- Monitoring
DELETE FROM public.wizard_sessions;
INSERT INTO public.wizard_sessions (session_id, status, completed_stages, completion_percentage, current_stage, organizer_data) VALUES
  ('m1', 'draft', '{}', 0, 'organizerSetup', '{}'), ('m3', 'active', '{}', 0, 'eventSetup', '{}'),
  ('m2', 'active', '{organizerSetup}', 20, 'eventSetup', '{"name": "Harbour Jazz", "email": "hello@harbourjazz.example", "kind": "individual"}');
INSERT INTO public.wizard_actions (session_id, action_name, response_time_ms, action_data) VALUES
  ('m1', 'save', 10, '{}'), ('m1', 'save', 20, '{}'), ('m1', 'save', 900, '{}'),
  ('m1', 'save_refused', NULL, '{"source": "database", "sqlstate": "23514", "code": "ticket_data_valid", "constraint": "ticket_data_valid"}'),
  ('m2', 'save_refused', NULL, '{"source": "database", "sqlstate": "23514", "code": "ticket_data_valid", "constraint": "ticket_data_valid"}'),
  ('m2', 'save_refused', NULL, '{"source": "database", "sqlstate": "22001", "code": "string_data_right_truncation", "column": "session_id"}');
SELECT tests.as_service_role();
SELECT results_eq($$SELECT status, last_used_within, sessions, of_guests FROM wizard_private.sessions_by_status ORDER BY 1$$,
  $$VALUES ('active', '1 hour', 2::bigint, 2::bigint), ('draft', '1 hour', 1, 1)$$, 'sessions by status');
SELECT results_eq($$SELECT stage, completed, in_it, abandoned_in_it, percent_completed FROM wizard_private.stage_funnel ORDER BY position$$,
  $$VALUES ('organizerSetup', 1::bigint, 1::bigint, 0::bigint, 33.3), ('eventSetup', 0, 2, 0, 0.0), ('ticketSetup', 0, 0, 0, 0.0), ('venueSetup', 0, 0, 0, 0.0), ('paymentSetup', 0, 0, 0, 0.0)$$,
  'the funnel');
SELECT results_eq($$SELECT sqlstate, reason, "column", times, sessions FROM wizard_private.refused_saves ORDER BY 1$$,
  $$VALUES ('22001', 'string_data_right_truncation', 'session_id', 1::bigint, 1::bigint), ('23514', 'ticket_data_valid', NULL, 2, 2)$$, 'refused saves');
SELECT results_eq($$SELECT action_name, times, median_ms, p95_ms, slowest_ms FROM wizard_private.slow_actions$$,
  $$VALUES ('save', 3::bigint, 20, 900, 900)$$, 'slow actions');
SELECT is((SELECT count(*) >= 3 AND bool_and(table_bytes >= 0) FROM wizard_private.table_sizes WHERE table_name = 'wizard_actions'), true, 'sizes by month');
SELECT lives_ok($$SELECT * FROM wizard_private.missing_months$$, 'the alarm');
SELECT lives_ok($$SELECT * FROM wizard_private.archived_sessions$$, 'the archive is read by the service role');
SELECT throws_ok($$DELETE FROM wizard_private.archived_sessions$$, '42501', NULL, 'which does not change it');
SELECT throws_ok($$SELECT wizard_private.archive_abandoned_sessions('1 year')$$, '42501', NULL, 'nor archives');
SELECT throws_ok($$SELECT wizard_private.restore_archived_session('old')$$, '42501', NULL, 'nor restores');
SELECT throws_ok($$SELECT wizard_private.retire_months('wizard_actions', '1 year')$$, '42501', NULL, 'nor retires months');
SELECT throws_ok($$SELECT wizard_private.erase_person(tests.user_a())$$, '42501', NULL, 'nor erases');
SELECT throws_ok($$SELECT wizard_private.verify_audit_log()$$, '42501', NULL, 'nor verifies');
SELECT tests.as_user(tests.user_b());
SELECT throws_ok($$SELECT * FROM wizard_private.sessions_by_status$$, '42501', NULL, 'a user sees none of it');
SELECT throws_ok($$SELECT * FROM wizard_private.archived_sessions$$, '42501', NULL, 'nor the archive');
SELECT tests.as_owner();

SELECT * FROM finish();
