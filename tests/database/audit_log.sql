-- The audit log: what is written, who is named, and that tampering is found.
SELECT * FROM no_plan();

-- Four actors are told apart. Direct SQL by an owner who set claims is not taken for a user.
SELECT set_config('request.jwt.claims', '{"sub": "00000000-0000-4000-8000-00000000000a", "role": "authenticated"}', true);
INSERT INTO public.wizard_sessions (session_id, user_id) VALUES ('audit-direct', tests.user_a());
SELECT results_eq(
  $$SELECT operation, table_name, actor_role, actor_id, user_id, sequence FROM public.wizard_audit_log WHERE session_id = 'audit-direct'$$,
  $$VALUES ('INSERT', 'wizard_sessions', session_user::text COLLATE "default", NULL::uuid, tests.user_a(), 1::bigint)$$,
  'direct SQL is the database user who logged in, whatever the claims say');

-- The API's roles, with rights that do not depend on the migrations after this one.
CREATE TABLE tests.probe (LIKE public.wizard_sessions INCLUDING DEFAULTS);
GRANT ALL ON tests.probe TO anon, authenticated, service_role;
CREATE TRIGGER write_audit_log AFTER INSERT OR UPDATE OR DELETE ON tests.probe
  FOR EACH ROW EXECUTE FUNCTION wizard_private.audit_row('probe', 'last_interaction', 'updated_at');
SELECT tests.as_user(tests.user_a());
INSERT INTO tests.probe (session_id, user_id) VALUES ('audit-user', tests.user_a());
SELECT tests.as_anon();
INSERT INTO tests.probe (session_id, user_id) VALUES ('audit-anon', NULL);
SELECT tests.as_service_role();
INSERT INTO tests.probe (session_id, user_id) VALUES ('audit-service', tests.user_b());
SELECT tests.as_owner();
SELECT results_eq(
  $$SELECT session_id::text, actor_role, actor_id, user_id FROM public.wizard_audit_log WHERE table_name = 'probe' ORDER BY 1$$,
  $$VALUES ('audit-anon', 'anon', NULL::uuid, NULL::uuid),
           ('audit-service', 'service_role', NULL, tests.user_b()),
           ('audit-user', 'authenticated', tests.user_a(), tests.user_a())$$,
  'a user, a guest and the service role are told apart');

-- What is written.
UPDATE public.wizard_sessions SET event_data = '{"title": "Harbour jazz"}' WHERE session_id = 'audit-direct';
SELECT results_eq(
  $$SELECT old_data - '{updated_at,last_interaction}'::text[], new_data - '{updated_at,last_interaction}'::text[]
    FROM public.wizard_audit_log WHERE session_id = 'audit-direct' AND operation = 'UPDATE'$$,
  $$VALUES ('{"event_data": {}}'::jsonb, '{"event_data": {"title": "Harbour jazz"}}'::jsonb)$$,
  'an UPDATE has the columns that changed');
UPDATE public.wizard_sessions SET last_interaction = '2020-01-01' WHERE session_id = 'audit-direct';
UPDATE public.wizard_sessions SET status = status WHERE session_id = 'audit-direct';
SELECT is((SELECT count(*) FROM public.wizard_audit_log WHERE session_id = 'audit-direct'), 2::bigint,
  'last_interaction alone is not written, nor an UPDATE that changes nothing');
INSERT INTO public.wizard_actions (session_id, action_name, action_data) VALUES ('audit-direct', 'stage_completed', '{"stage": "eventSetup"}');
SELECT results_eq(
  $$SELECT operation, user_id, new_data ->> 'action_name', old_data IS NULL FROM public.wizard_audit_log
    WHERE session_id = 'audit-direct' AND table_name = 'wizard_actions'$$,
  $$VALUES ('INSERT', tests.user_a(), 'stage_completed', true)$$,
  'an action is written whole, under its table''s name and not its month''s');
SELECT is((SELECT count(*) FROM public.wizard_audit_log WHERE new_data ? 'stage_data' OR old_data ? 'stage_data'), 0::bigint, 'nothing else is');
UPDATE public.wizard_sessions SET user_id = tests.user_b() WHERE session_id = 'audit-direct';
SELECT is((SELECT count(*) FROM public.wizard_audit_log WHERE session_id = 'audit-direct' AND table_name = 'wizard_actions'), 1::bigint,
  'an action that follows its session to a new owner is not written');
UPDATE public.wizard_actions SET response_time_ms = 5 WHERE session_id = 'audit-direct';
SELECT is((SELECT new_data FROM public.wizard_audit_log WHERE session_id = 'audit-direct' AND table_name = 'wizard_actions' AND sequence = 2),
  '{"response_time_ms": 5}'::jsonb, 'a change of an action is written');
DELETE FROM public.wizard_sessions WHERE session_id = 'audit-direct';
SELECT results_eq(
  $$SELECT table_name, old_data ->> 'session_id', new_data IS NULL, user_id FROM public.wizard_audit_log
    WHERE session_id = 'audit-direct' AND operation = 'DELETE' ORDER BY 1$$,
  $$VALUES ('wizard_actions', 'audit-direct', true, tests.user_b()), ('wizard_sessions', 'audit-direct', true, tests.user_b())$$,
  'a DELETE has the row, and so has the DELETE of each of its actions');

-- Every column is written when it changes.
INSERT INTO public.wizard_sessions (session_id, user_id) VALUES ('audit-columns', tests.user_a());
SELECT results_eq(
  $$SELECT count(*) FROM public.wizard_audit_log l, jsonb_object_keys(l.new_data) WHERE l.session_id = 'audit-columns'$$,
  $$SELECT count(*) FROM pg_catalog.pg_attribute WHERE attrelid = 'public.wizard_sessions'::regclass AND attnum > 0 AND NOT attisdropped$$,
  'an INSERT has every column');

-- TRUNCATE.
TRUNCATE public.wizard_actions;
SELECT results_eq(
  $$SELECT session_id::text, record_id, table_name FROM public.wizard_audit_log WHERE operation = 'TRUNCATE'$$,
  $$VALUES ('', '00000000-0000-0000-0000-000000000000'::uuid, 'wizard_actions')$$, 'TRUNCATE of actions is written');
-- Whoever may empty a table need not have any right on the log.
GRANT TRUNCATE ON public.wizard_actions TO service_role;
SET LOCAL ROLE service_role;
TRUNCATE public.wizard_actions;
RESET ROLE;
REVOKE TRUNCATE ON public.wizard_actions FROM service_role;
TRUNCATE public.wizard_sessions CASCADE;
SELECT results_eq(
  $$SELECT table_name, count(*) FROM public.wizard_audit_log WHERE operation = 'TRUNCATE' GROUP BY 1 ORDER BY 1$$,
  $$VALUES ('wizard_actions', 3::bigint), ('wizard_sessions', 1)$$, 'TRUNCATE of sessions is written, and of actions with them');

-- Nobody writes but the triggers.
SELECT tests.as_user(tests.user_a());
SELECT throws_ok($$INSERT INTO public.wizard_audit_log (session_id) VALUES ('x')$$, '42501', NULL, 'a user does not write');
SELECT throws_ok($$UPDATE public.wizard_audit_log SET new_data = NULL$$, '42501', NULL, 'a user does not change entries');
SELECT throws_ok($$DELETE FROM public.wizard_audit_log$$, '42501', NULL, 'a user does not delete entries');
SELECT throws_ok($$SELECT wizard_private.append_to_audit_log('', '', gen_random_uuid(), '', NULL, NULL, NULL)$$, '42501', NULL, 'a user does not append');
SELECT tests.as_service_role();
SELECT throws_ok($$INSERT INTO public.wizard_audit_log (session_id) VALUES ('x')$$, '42501', NULL, 'nor does the service role write');
SELECT throws_ok($$UPDATE public.wizard_audit_log SET new_data = NULL$$, '42501', NULL, 'nor change entries');
SELECT throws_ok($$DELETE FROM public.wizard_audit_log$$, '42501', NULL, 'nor delete entries');
SELECT throws_ok($$TRUNCATE public.wizard_audit_log$$, '42501', NULL, 'nor empty the log');
SELECT throws_ok($$SELECT wizard_private.append_to_audit_log('', '', gen_random_uuid(), '', NULL, NULL, NULL)$$, '42501', NULL, 'nor append');
SELECT throws_ok($$SELECT * FROM wizard_private.audit_heads$$, '42501', NULL, 'nor read the heads');
SELECT tests.as_owner();

-- The chain.
INSERT INTO public.wizard_sessions (session_id, user_id) VALUES ('chain', tests.user_a());
UPDATE public.wizard_sessions SET event_data = '{"title": "a"}' WHERE session_id = 'chain';
UPDATE public.wizard_sessions SET event_data = '{"title": "b"}' WHERE session_id = 'chain';
UPDATE public.wizard_sessions SET event_data = '{"title": "c"}' WHERE session_id = 'chain';
SELECT is_empty($$SELECT * FROM wizard_private.verify_audit_log()$$, 'the log is sound');
SELECT is_empty($$SELECT * FROM wizard_private.verify_audit_log('chain')$$, 'so is what it says of a session');
CREATE FUNCTION tests.faults(tampering text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  found text;
BEGIN
  BEGIN
    EXECUTE tampering;
    found := (SELECT string_agg(v.sequence || ': ' || v.fault, '; ' ORDER BY v.sequence, v.fault) FROM wizard_private.verify_audit_log('chain') v);
    RAISE EXCEPTION USING errcode = 'ZZ000';
  EXCEPTION WHEN SQLSTATE 'ZZ000' THEN
    RETURN found;
  END;
END
$$;
SELECT is(tests.faults($$UPDATE public.wizard_audit_log SET new_data = '{"event_data": {"title": "x"}}' WHERE session_id = 'chain' AND sequence = 2$$),
  '2: the content was changed', 'changed content is found');
SELECT is(tests.faults($$UPDATE public.wizard_audit_log SET user_id = tests.user_b() WHERE session_id = 'chain' AND sequence = 2$$),
  '2: the content was changed', 'so is a changed owner');
SELECT is(tests.faults($$UPDATE public.wizard_audit_log SET actor_id = tests.user_b() WHERE session_id = 'chain' AND sequence = 2$$),
  '2: the content was changed', 'so is a changed actor');
SELECT is(tests.faults($$UPDATE public.wizard_audit_log SET actor_role = 'anon' WHERE session_id = 'chain' AND sequence = 2$$),
  '2: the entry was changed', 'so is a changed role');
SELECT is(tests.faults($$UPDATE public.wizard_audit_log SET operation = 'DELETE' WHERE session_id = 'chain' AND sequence = 2$$),
  '2: the entry was changed', 'so is a changed operation');
SELECT is(tests.faults($$UPDATE public.wizard_audit_log SET created_at = created_at + interval '1 microsecond' WHERE session_id = 'chain' AND sequence = 2$$),
  '2: the entry was changed', 'so is a changed time');
SELECT is(tests.faults($$UPDATE public.wizard_audit_log l SET new_data = '{}', content_digest =
    wizard_private.audit_content_digest(user_id, actor_id, old_data, '{}', salt) WHERE session_id = 'chain' AND sequence = 2$$),
  '2: the entry was changed', 'so is changed content with a new digest');
SELECT is(tests.faults($$UPDATE public.wizard_audit_log l SET actor_role = 'anon', hash = wizard_private.audit_hash(
    previous_hash, content_digest, id, session_id, table_name, record_id, operation, 'anon', sequence, created_at)
    WHERE session_id = 'chain' AND sequence = 2$$),
  '3: the entry does not follow the one before it', 'so is a changed entry with a new hash');
SELECT is(tests.faults($$DELETE FROM public.wizard_audit_log WHERE session_id = 'chain' AND sequence = 1$$),
  '2: entries before this one are missing', 'a first entry that was removed is missed');
SELECT is(tests.faults($$DELETE FROM public.wizard_audit_log WHERE session_id = 'chain' AND sequence = 3$$),
  '4: entries before this one are missing', 'so is one in the middle');
SELECT is(tests.faults($$DELETE FROM public.wizard_audit_log WHERE session_id = 'chain' AND sequence = 4$$),
  '3: entries at the end are missing', 'so is the last');
SELECT is(tests.faults($$UPDATE public.wizard_audit_log SET sequence = 5 - sequence WHERE session_id = 'chain' AND sequence IN (2, 3)$$),
  '2: the entry does not follow the one before it; 2: the entry was changed; 3: the entry does not follow the one before it; 3: the entry was changed; 4: the entry does not follow the one before it',
  'entries in another order are found');
SELECT is(tests.faults($$INSERT INTO public.wizard_audit_log SELECT gen_random_uuid(), session_id, table_name, record_id, operation, user_id, actor_id,
    actor_role, old_data, new_data, salt, content_digest, sequence, previous_hash, hash, erased_at, created_at FROM public.wizard_audit_log
    WHERE session_id = 'chain' AND sequence = 2$$) ~ '^2: the entry was changed; 2: the entry was inserted', true, 'an entry that was inserted is found');
SELECT is(tests.faults($$INSERT INTO public.wizard_audit_log
    SELECT '00000000-0000-4000-8000-000000000001', session_id, table_name, record_id, operation, user_id, actor_id, actor_role, old_data, new_data, salt,
      content_digest, 5, hash, wizard_private.audit_hash(hash, content_digest, '00000000-0000-4000-8000-000000000001', session_id, table_name, record_id,
      operation, actor_role, 5, created_at), erased_at, created_at FROM public.wizard_audit_log WHERE session_id = 'chain' AND sequence = 4$$),
  '5: the entry was added at the end', 'so is one that was forged at the end');
SELECT is(tests.faults($$UPDATE public.wizard_audit_log SET erased_at = now() WHERE session_id = 'chain' AND sequence = 2$$),
  '2: the content is not erased, although it is said to be', 'an erasure that is none is found');
-- Erasure. The first entry of a guest's session is the person's, too, once the person has taken it over.
INSERT INTO public.wizard_sessions (session_id, user_id) VALUES ('guest', NULL), ('other', tests.user_b()), ('nobody', NULL);
UPDATE public.wizard_sessions SET user_id = tests.user_a() WHERE session_id = 'guest';
INSERT INTO public.wizard_actions (session_id, action_name, action_data) VALUES ('guest', 'open', '{"name": "Ada"}');
DELETE FROM public.wizard_sessions WHERE session_id = 'guest';
SELECT is(wizard_private.erase_person(tests.user_b()) > 0, true, 'erasing another person');
SELECT is((SELECT count(*) FROM public.wizard_audit_log WHERE session_id = 'guest' AND erased_at IS NULL), 5::bigint, 'leaves this one');
SELECT is(wizard_private.erase_person(tests.user_a()) >= 9, true, 'erasing a person');
SELECT is_empty($$SELECT * FROM public.wizard_audit_log WHERE tests.user_a() IN (user_id, actor_id)
  OR (session_id IN ('guest', 'chain') AND num_nonnulls(old_data, new_data, salt) > 0)$$, 'leaves nothing of the person in the log');
SELECT is((SELECT count(*) FROM public.wizard_audit_log WHERE session_id = 'nobody' AND new_data IS NOT NULL), 1::bigint, 'and all of others');
SELECT is((SELECT count(*) FROM public.wizard_audit_log WHERE session_id = 'chain'), 4::bigint, 'the entries stay');
SELECT is_empty($$SELECT * FROM wizard_private.verify_audit_log()$$, 'and the chain still verifies');
SELECT is(tests.faults($$UPDATE public.wizard_audit_log SET content_digest = sha256('x') WHERE session_id = 'chain' AND sequence = 2$$),
  '2: the entry was changed', 'tampering with an erased entry is found');
SELECT is(wizard_private.erase_person(tests.user_a()), 0::bigint, 'a second time there is nothing to erase');

DELETE FROM public.wizard_audit_log WHERE session_id = 'chain';
SELECT results_eq($$SELECT sequence, fault FROM wizard_private.verify_audit_log()$$, $$VALUES (NULL::bigint, 'entries at the end are missing')$$,
  'that all entries of a record are gone is found');

-- What the log's own tables demand, and the index by which a person's entries are found.
SELECT results_eq(
  $$SELECT c.relname::text COLLATE "default", string_agg(a.attname::text COLLATE "default", ', ' ORDER BY a.attnum)
    FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
    WHERE a.attrelid IN ('public.wizard_audit_log'::regclass, 'wizard_private.audit_heads'::regclass, 'wizard_private.archived_sessions'::regclass)
      AND a.attnum > 0 AND a.attnotnull GROUP BY 1 ORDER BY 1$$,
  $$VALUES ('archived_sessions', 'session_id, archived_at, session, actions'),
    ('audit_heads', 'record_id, sequence, hash, created_at, retired_sequence'),
    ('wizard_audit_log', 'id, session_id, table_name, record_id, operation, actor_role, content_digest, sequence, hash, created_at')$$,
  'columns that must be known');
SELECT results_eq(
  $$SELECT x.indexrelid::regclass::text, x.indisprimary FROM pg_catalog.pg_index x
    WHERE x.indrelid IN ('public.wizard_audit_log'::regclass, 'wizard_private.audit_heads'::regclass, 'wizard_private.archived_sessions'::regclass)
    ORDER BY 1$$,
  $$VALUES ('idx_audit_log_user', false), ('wizard_audit_log_pkey', true), ('wizard_private.archived_sessions_pkey', true),
    ('wizard_private.audit_heads_pkey', true), ('wizard_private.idx_archived_sessions_user', false)$$,
  'keys and indexes');
SELECT is_empty(
  $$SELECT c.relname FROM pg_catalog.pg_class c
    WHERE c.relnamespace = 'wizard_private'::regnamespace AND c.relkind = 'r' AND NOT c.relrowsecurity$$,
  'every table in wizard_private has row level security');

SELECT * FROM finish();
