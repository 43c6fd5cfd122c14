-- Every privilege that an API role has on an object of the wizard, against the list below. What is not in the list must
-- not be held; so a new object, a new column or a changed grant fails here until the list says it is meant.
SELECT * FROM no_plan();

CREATE TABLE tests.expected (object text, role text, privileges text);
INSERT INTO tests.expected VALUES
  ('schema public', 'anon', 'USAGE'),
  ('schema public', 'authenticated', 'USAGE'),
  ('schema public', 'service_role', 'USAGE'),
  ('schema wizard_checks', 'anon', 'USAGE'),
  ('schema wizard_checks', 'authenticated', 'USAGE'),
  ('schema wizard_checks', 'service_role', 'USAGE'),
  ('schema wizard_private', 'service_role', 'USAGE'),
  ('public.wizard_sessions', 'authenticated', 'SELECT, INSERT (user_id, session_id, current_stage, completed_stages, organizer_data, event_data, ticket_data, venue_data, payment_data, status, completion_percentage, event_id), UPDATE (session_id, current_stage, completed_stages, organizer_data, event_data, ticket_data, venue_data, payment_data, status, completion_percentage, event_id)'),
  ('public.wizard_sessions', 'service_role', 'SELECT, INSERT, UPDATE (user_id, session_id, current_stage, completed_stages, organizer_data, event_data, ticket_data, venue_data, payment_data, status, completion_percentage, event_id, updated_at, last_interaction, published_at, deleted_at)'),
  ('public.wizard_actions', 'authenticated', 'SELECT, INSERT (session_id, action_name, action_data, response_time_ms)'),
  ('public.wizard_actions', 'service_role', 'SELECT, INSERT (session_id, action_name, action_data, response_time_ms)'),
  ('public.wizard_audit_log', 'authenticated', 'SELECT'),
  ('public.wizard_audit_log', 'service_role', 'SELECT'),
  ('public.live_wizard_sessions', 'service_role', 'SELECT'),
  ('public.delete_wizard_session(text)', 'authenticated', 'EXECUTE'),
  ('public.restore_wizard_session(text)', 'authenticated', 'EXECUTE'),
  -- For a policy; without USAGE on the schema it cannot be called otherwise.
  ('wizard_private.own_deleted_sessions()', 'authenticated', 'EXECUTE'),
  ('wizard_private.purge_wizard_sessions(interval,integer)', 'service_role', 'EXECUTE'),
  ('wizard_private.months', 'service_role', 'SELECT'),
  ('wizard_private.missing_months', 'service_role', 'SELECT'),
  ('wizard_private.archived_sessions', 'service_role', 'SELECT'),
  ('wizard_private.sessions_by_status', 'service_role', 'SELECT'),
  ('wizard_private.stage_funnel', 'service_role', 'SELECT'),
  ('wizard_private.refused_saves', 'service_role', 'SELECT'),
  ('wizard_private.slow_actions', 'service_role', 'SELECT'),
  ('wizard_private.table_sizes', 'service_role', 'SELECT');
-- A CHECK runs with the rights of whoever writes the row.
INSERT INTO tests.expected
SELECT p.oid::regprocedure::text, role, 'EXECUTE'
FROM pg_catalog.pg_proc p, unnest(ARRAY['anon', 'authenticated', 'service_role']) role
WHERE p.pronamespace = 'wizard_checks'::regnamespace;

CREATE TABLE tests.roles AS SELECT unnest(ARRAY['anon', 'authenticated', 'service_role']) AS role;
CREATE TABLE tests.relations AS
  SELECT c.oid, format('%s.%s', n.nspname, c.relname) AS object, c.relkind
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE (n.nspname = 'public' AND c.relname LIKE '%wizard\_%' OR n.nspname LIKE 'wizard\_%') AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S');
CREATE TABLE tests.functions AS
  SELECT p.oid, p.oid::regprocedure::text AS name, n.nspname AS schema, p.prosecdef, p.proconfig
  FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
  WHERE (n.nspname = 'public' OR n.nspname LIKE 'wizard\_%')
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e');
-- A function in the search path is printed without its schema.
UPDATE tests.functions SET name = 'public.' || name WHERE schema = 'public' AND name NOT LIKE 'public.%';

-- On PostgreSQL 17 and later there is one more privilege.
CREATE TABLE tests.table_privileges AS
  SELECT privilege, place FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN'])
    WITH ORDINALITY AS p (privilege, place)
  WHERE privilege <> 'MAINTAIN' OR current_setting('server_version_num')::integer >= 170000;

CREATE FUNCTION tests.on_columns(role text, relation oid, asked text) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(a.attname::text, ', ' ORDER BY a.attnum)
  FROM pg_catalog.pg_attribute a
  WHERE asked IN ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES') AND a.attrelid = relation AND a.attnum > 0 AND NOT a.attisdropped
    AND has_column_privilege(role, relation, a.attnum, asked)
$$;
CREATE FUNCTION tests.on_relation(role text, relation oid) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(CASE WHEN has_table_privilege(role, relation, p.privilege) THEN p.privilege
    ELSE p.privilege || ' (' || tests.on_columns(role, relation, p.privilege) || ')' END, ', ' ORDER BY p.place)
  FROM tests.table_privileges p
$$;

CREATE TABLE tests.held AS
  SELECT 'schema ' || n.nspname AS object, r.role,
    concat_ws(', ', CASE WHEN has_schema_privilege(r.role, n.oid, 'USAGE') THEN 'USAGE' END, CASE WHEN has_schema_privilege(r.role, n.oid, 'CREATE') THEN 'CREATE' END) AS privileges
  FROM pg_catalog.pg_namespace n, tests.roles r WHERE n.nspname = 'public' OR n.nspname LIKE 'wizard\_%'
UNION ALL
  SELECT c.object, r.role, tests.on_relation(r.role, c.oid)
  FROM tests.relations c, tests.roles r WHERE c.relkind <> 'S'
UNION ALL
  SELECT c.object, r.role, CASE WHEN has_sequence_privilege(r.role, c.oid, 'USAGE, SELECT, UPDATE') THEN 'some' END
  FROM tests.relations c, tests.roles r WHERE c.relkind = 'S'
UNION ALL
  SELECT f.name, r.role, CASE WHEN has_function_privilege(r.role, f.oid, 'EXECUTE') THEN 'EXECUTE' END
  FROM tests.functions f, tests.roles r;
DELETE FROM tests.held WHERE coalesce(privileges, '') = '';

SELECT is_empty($$ SELECT object, role, privileges FROM tests.held EXCEPT SELECT object, role, privileges FROM tests.expected $$, 'no privilege is held that is not listed');
SELECT is_empty($$ SELECT object, role, privileges FROM tests.expected EXCEPT SELECT object, role, privileges FROM tests.held $$, 'every listed privilege is held');

-- PUBLIC may execute what CHECKs call, as whoever writes a row must. Where it is taken from PUBLIC, the API roles keep it.
SELECT is_empty($$ SELECT f.name, r.role FROM tests.functions f JOIN pg_catalog.pg_proc p USING (oid), tests.roles r
  WHERE f.schema = 'wizard_checks' AND NOT EXISTS (SELECT FROM aclexplode(p.proacl) a WHERE a.grantee = r.role::regrole AND a.privilege_type = 'EXECUTE') $$,
  'the API roles execute what CHECKs call by a right of their own');

-- PUBLIC is every role, also those that do not exist yet.
SELECT is_empty($$ SELECT c.object FROM tests.relations c JOIN pg_catalog.pg_class p USING (oid), aclexplode(p.relacl) a WHERE a.grantee = 0 $$, 'PUBLIC has nothing on a table or view');
SELECT is_empty($$ SELECT c.object, t.attname FROM tests.relations c JOIN pg_catalog.pg_attribute t ON t.attrelid = c.oid, aclexplode(t.attacl) a WHERE a.grantee = 0 $$, 'nor on a column');
SELECT is_empty($$ SELECT f.name FROM tests.functions f JOIN pg_catalog.pg_proc p USING (oid), aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
  WHERE a.grantee = 0 AND f.schema <> 'wizard_checks' $$, 'nor on a function, but for those that CHECKs call');
SELECT is_empty($$ SELECT n.nspname FROM pg_catalog.pg_namespace n, aclexplode(n.nspacl) a WHERE n.nspname LIKE 'wizard\_%' AND a.grantee = 0 $$, 'nor on the wizard''s schemas');
SELECT is_empty($$ SELECT object, role FROM tests.relations c, tests.roles r WHERE pg_has_role(r.role, (SELECT relowner FROM pg_catalog.pg_class WHERE oid = c.oid), 'MEMBER') $$, 'no API role owns a table');
SELECT is_empty($$ SELECT FROM pg_catalog.pg_roles WHERE rolname IN ('anon', 'authenticated') AND (rolbypassrls OR rolsuper OR rolcreaterole) $$, 'anon and authenticated are bound by row level security');
SELECT is_empty($$ SELECT name, proconfig FROM tests.functions WHERE NOT coalesce(proconfig, '{}') @> '{"search_path=pg_catalog, pg_temp"}' $$, 'every function has its own search_path');
SELECT is_empty($$ SELECT object FROM tests.relations WHERE relkind = 'S' $$, 'there is no sequence to count others'' rows by');

-- The tests' own eyes: a grant of each kind is seen.
GRANT REFERENCES (status) ON wizard_sessions TO anon;
GRANT TRUNCATE ON wizard_actions TO authenticated;
SELECT is(tests.on_relation('anon', 'wizard_sessions'::regclass), 'REFERENCES (status)', 'a grant on a column is seen');
SELECT is(tests.on_relation('authenticated', 'wizard_actions'::regclass), 'SELECT, INSERT (session_id, action_name, action_data, response_time_ms), TRUNCATE', 'a grant on a table is seen');
SELECT * FROM finish();
