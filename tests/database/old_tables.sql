-- The import of the old tables: who may call it, and one session by hand. (old_tables.mjs has the many.)
SELECT * FROM no_plan();

SELECT is_empty(
  $$SELECT p.oid::regprocedure, r.rolname FROM pg_proc p
    CROSS JOIN (VALUES ('anon'), ('authenticated'), ('service_role')) AS r (rolname)
    WHERE p.pronamespace = 'wizard_private'::regnamespace
      AND p.proname ~ '^(old_|import_old|plan_old|rehearse_old|is_imported$|sound_|failed_checks$)'
      AND has_function_privilege(r.rolname, p.oid, 'EXECUTE')$$,
  'the functions are for the owner of the database alone'
);
SELECT is(
  (SELECT count(*)::integer FROM pg_proc p WHERE p.pronamespace = 'wizard_private'::regnamespace
    AND p.proname ~ '^(old_|import_old|plan_old|rehearse_old|is_imported$|sound_|failed_checks$)'),
  13, 'all of them'
);
SELECT is_empty(
  $$SELECT p.oid::regprocedure FROM pg_proc p
    WHERE p.pronamespace = 'wizard_private'::regnamespace
      AND p.proname ~ '^(old_|import_old|plan_old|rehearse_old|is_imported$|sound_|failed_checks$)'
      AND NOT coalesce(p.proconfig @> ARRAY['search_path=pg_catalog, pg_temp'], false)$$,
  'each with its own search_path'
);
SELECT ok(
  (SELECT relrowsecurity FROM pg_class WHERE oid = 'wizard_private.old_rows_imported'::regclass),
  'row level security hides which rows were imported'
);
SELECT is_empty(
  $$SELECT r.rolname FROM (VALUES ('anon'), ('authenticated'), ('service_role')) AS r (rolname)
    WHERE has_table_privilege(r.rolname, 'wizard_private.old_rows_imported', 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')$$,
  'and nobody has a right to them'
);
SELECT throws_ok(
  'SELECT * FROM wizard_private.import_old_tables()', '42P01',
  'none of the old tables is there: copilot_conversations, copilot_forms, copilot_states', 'without the old tables it says so'
);

CREATE TABLE public.copilot_forms (
  id integer PRIMARY KEY, session_id text, user_id uuid, form_type text, data json, is_complete boolean, updated_at timestamp
);
INSERT INTO public.copilot_forms VALUES
  (1, 'by-hand', tests.user_a(), 'organizer', '{"name": "Older", "email": "older@example.com"}', NULL, '2025-01-01'),
  (2, 'by-hand', tests.user_a(), 'organizer', '{"name": "Newer", "kind": "individual", "email": 7, "shoe_size": 43}', true, '2025-01-02'),
  (3, 'by-hand', tests.user_b(), 'event', '{"title": "Of another user"}', NULL, '2025-01-03'),
  (4, NULL, tests.user_a(), 'event', '{"title": "Of no session"}', NULL, '2025-01-03');
CREATE TEMPORARY TABLE planned AS SELECT * FROM wizard_private.rehearse_old_tables();
SELECT is_empty($$SELECT FROM public.wizard_sessions WHERE session_id = 'by-hand'$$, 'a rehearsal makes no session');
SELECT is((SELECT plan ->> 'action' FROM planned WHERE session_id = 'by-hand'), 'insert', 'and tells what it would do');
SELECT results_eq(
  'SELECT inserted, updated, unchanged, refused, kept_rows FROM wizard_private.import_old_tables()', 'VALUES (1, 0, 1, 0, 4)',
  'the import does it'
);
SELECT results_eq(
  $$SELECT user_id, organizer_data, event_data, completed_stages, status::text FROM public.wizard_sessions WHERE session_id = 'by-hand'$$,
  $$VALUES (tests.user_a(), '{"name": "Newer", "kind": "individual"}'::jsonb, '{}'::jsonb, '{}'::text[], 'draft')$$,
  'the newest wins, without what the CHECKs refuse, and nothing comes from another user'
);
SELECT results_eq(
  $$SELECT session_id::text, user_id, old_data -> 'id', old_data -> 'data' FROM public.wizard_audit_log
    WHERE table_name = 'copilot_forms' AND operation = 'IMPORT' ORDER BY old_data ->> 'id'$$,
  $$VALUES
    ('by-hand', tests.user_a(), '"1"'::jsonb, '{"name": "Older", "email": "older@example.com"}'::jsonb),
    ('by-hand', tests.user_a(), '"2"', '{"name": "Newer", "kind": "individual", "email": 7, "shoe_size": 43}'),
    ('by-hand', tests.user_b(), '"3"', '{"title": "Of another user"}'),
    ('', tests.user_a(), '"4"', '{"title": "Of no session"}')$$,
  'the rest is in the audit log, for whoever wrote it'
);
SELECT tests.as_user(tests.user_a());
SELECT is_empty(
  $$SELECT FROM public.wizard_audit_log WHERE old_data #>> '{data,title}' = 'Of another user'$$,
  'the session''s user cannot read what another wrote'
);
SELECT tests.as_owner();
SELECT results_eq(
  'SELECT inserted, updated, unchanged, refused, kept_rows FROM wizard_private.import_old_tables()', 'VALUES (0, 0, 0, 0, 0)',
  'twice is once'
);
SELECT * FROM finish();
