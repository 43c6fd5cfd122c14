-- Actions by month: parts, owners, and who may reach what.
SELECT * FROM no_plan();

SELECT is((SELECT relkind::text FROM pg_class WHERE oid = 'public.wizard_actions'::regclass), 'p', 'wizard_actions is divided');
SELECT is_empty(
  $$SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = i.inhparent
    WHERE p.relkind = 'p' AND pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT'$$, 'no table has a part for everything else');
SELECT is_empty(
  $$SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = i.inhparent
    WHERE p.relkind = 'p' AND (c.relnamespace <> 'wizard_private'::regnamespace OR NOT c.relrowsecurity)$$,
  'every part is in wizard_private and has row level security');
SELECT is_empty(
  $$SELECT m.partition, r FROM wizard_private.months m, unnest(ARRAY['anon', 'authenticated', 'service_role']) r,
      unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) p
    WHERE has_table_privilege(r, format('wizard_private.%I', m.partition)::regclass, p)$$,
  'the API''s roles have no right on a part');

-- make_months
SELECT is((SELECT count(*) FROM wizard_private.make_months(3)), 0::bigint, 'this month and three more are there');
SELECT is((SELECT count(*) FROM wizard_private.make_months(5)), (SELECT 2 * count(DISTINCT parent) FROM wizard_private.months),
  'two more months make two parts for each table');
SELECT is((SELECT count(*) FROM wizard_private.make_months(5)), 0::bigint, 'a second call makes nothing');
SELECT is_empty(
  $$SELECT parent, m FROM (SELECT DISTINCT parent FROM wizard_private.months) t,
      generate_series(date_trunc('month', now() AT TIME ZONE 'UTC'), now() AT TIME ZONE 'UTC' + interval '5 months', interval '1 day') m
    WHERE (SELECT count(*) FROM wizard_private.months x WHERE x.parent = t.parent AND x.starts <= m AT TIME ZONE 'UTC' AND x.ends > m AT TIME ZONE 'UTC') <> 1$$,
  'every day has one part');
SELECT is_empty(
  $$SELECT * FROM wizard_private.months WHERE isfinite(starts) AND to_char(starts AT TIME ZONE 'UTC', '_YYYY_MM') <> right(partition, 8)$$,
  'a part is named after its month, in UTC');
SELECT is_empty(
  $$SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'wizard_private'::regnamespace AND c.relispartition AND c.relkind = 'r' AND NOT c.relrowsecurity$$,
  'new parts have row level security');
SET LOCAL timezone = 'Pacific/Auckland';
SELECT is((SELECT count(*) FROM wizard_private.make_months(7)), (SELECT 2 * count(DISTINCT parent) FROM wizard_private.months), 'a session''s time zone');
SELECT is_empty($$SELECT * FROM wizard_private.months WHERE isfinite(starts) AND extract(day FROM starts AT TIME ZONE 'UTC') <> 1$$, 'does not move the months');
SET LOCAL timezone = 'UTC';
SELECT is((SELECT count(*) FROM wizard_private.missing_months), 0::bigint, 'no month is missing');

-- Rows
INSERT INTO public.wizard_sessions (session_id, user_id) VALUES ('a', tests.user_a()), ('guest', NULL);
INSERT INTO public.wizard_actions (session_id, action_name) VALUES ('a', 'open'), ('guest', 'open');
INSERT INTO public.wizard_actions (session_id, action_name, created_at) VALUES ('a', 'open', now() + interval '40 days');
SELECT is((SELECT count(DISTINCT tableoid) FROM public.wizard_actions), 2::bigint, 'rows go to the part of their month');
SELECT throws_ok($$INSERT INTO public.wizard_actions (session_id, action_name, created_at) VALUES ('a', 'open', now() + interval '20 years')$$,
  '23514', NULL, 'a month without a part is refused');
SELECT throws_ok($$INSERT INTO public.wizard_actions (session_id, action_name) VALUES (NULL, 'open')$$, '23502', NULL, 'an action has a session');
SELECT throws_ok($$INSERT INTO public.wizard_actions (session_id, action_name, created_at) VALUES ('a', 'open', NULL)$$, '23514', NULL, 'and a time: the part is looked for before NOT NULL is judged');
SELECT throws_ok($$INSERT INTO public.wizard_actions (session_id, action_name) VALUES ('nobody', 'open')$$, '23503', NULL, 'and its session exists');
SELECT throws_ok(
  $$INSERT INTO public.wizard_actions (id, session_id, action_name, created_at) SELECT id, session_id, action_name, created_at FROM public.wizard_actions$$,
  '23505', NULL, 'the key is unique');

-- The owner beside each action
SELECT results_eq($$SELECT DISTINCT session_id::text, user_id FROM public.wizard_actions ORDER BY 1$$,
  $$VALUES ('a', tests.user_a()), ('guest', NULL)$$, 'an action has the owner of its session');
INSERT INTO public.wizard_actions (session_id, action_name, user_id) VALUES ('a', 'forged', tests.user_b());
SELECT is((SELECT user_id FROM public.wizard_actions WHERE action_name = 'forged'), tests.user_a(), 'whatever owner is sent');
UPDATE public.wizard_sessions SET user_id = tests.user_b() WHERE session_id = 'guest';
SELECT is((SELECT user_id FROM public.wizard_actions WHERE session_id = 'guest'), tests.user_b(), 'it follows when a guest signs in');
UPDATE public.wizard_sessions SET user_id = NULL WHERE session_id = 'a';
SELECT is((SELECT count(user_id) FROM public.wizard_actions WHERE session_id = 'a'), 0::bigint, 'and in all months when there is none any more');
DELETE FROM public.wizard_sessions WHERE session_id = 'a';
SELECT is((SELECT count(*) FROM public.wizard_actions WHERE session_id = 'a'), 0::bigint, 'actions go with their session, in all months');

-- The API's roles do not reach inside.
SELECT tests.as_service_role();
SELECT lives_ok($$SELECT * FROM wizard_private.months$$, 'the service role sees the months');
SELECT throws_ok($$SELECT wizard_private.make_months(3)$$, '42501', NULL, 'but does not make them');
SELECT throws_ok($$SELECT * FROM wizard_private.wizard_actions_first$$, '42501', NULL, 'nor read a part');
SELECT tests.as_user(tests.user_a());
SELECT throws_ok($$SELECT * FROM wizard_private.wizard_actions_first$$, '42501', NULL, 'nor does a user');
SELECT throws_ok($$SELECT * FROM wizard_private.months$$, '42501', NULL, 'who does not see the months either');
SELECT throws_ok($$SELECT * FROM wizard_private.wizard_actions_mended$$, '42501', NULL, 'nor what was mended');
SELECT tests.as_anon();
SELECT throws_ok($$SELECT * FROM wizard_private.wizard_actions_first$$, '42501', NULL, 'nor a guest');
SELECT tests.as_owner();

SELECT * FROM finish();
