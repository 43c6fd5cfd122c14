-- What a careful reviewer, or Supabase's advisor, looks for in the catalogue of the finished schema: one row a finding, the
-- name of the rule and the object. Only the migrations' own objects are looked at, not the stub's.
CREATE TEMP VIEW schemas AS
  SELECT oid, nspname FROM pg_namespace WHERE nspname IN ('public', 'wizard_checks', 'wizard_private');
CREATE TEMP VIEW relations AS
  SELECT c.*, n.nspname, n.nspname || '.' || c.relname AS name
  FROM pg_class c JOIN schemas n ON n.oid = c.relnamespace
  WHERE c.oid <> 'public.events'::regclass;
CREATE TEMP VIEW tables AS SELECT * FROM relations WHERE relkind IN ('r', 'p');
CREATE TEMP VIEW functions AS
  SELECT p.*, n.nspname, n.nspname || '.' || p.proname AS name
  FROM pg_proc p JOIN schemas n ON n.oid = p.pronamespace
  WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e');
CREATE TEMP VIEW policies AS
  SELECT p.*, t.name || ': ' || p.polname AS name,
    coalesce(pg_get_expr(p.polqual, p.polrelid), '') || ' ' || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '') AS text
  FROM pg_policy p JOIN tables t ON t.oid = p.polrelid;
CREATE TEMP VIEW indexes AS
  SELECT i.*, t.name AS table_name, i.indexrelid::regclass::text AS name, array_length(string_to_array(i.indkey::text, ' '), 1) AS width,
    coalesce(pg_get_expr(i.indpred, i.indrelid), '') AS predicate, coalesce(pg_get_expr(i.indexprs, i.indrelid), '') AS expressions
  FROM pg_index i JOIN tables t ON t.oid = i.indrelid;
CREATE TEMP VIEW api_roles AS SELECT oid, rolname FROM pg_roles WHERE rolname IN ('anon', 'authenticated', 'service_role');

SELECT 'row_level_security_off', name FROM tables WHERE NOT relrowsecurity
UNION ALL
SELECT 'policy_for_everybody', name FROM policies WHERE 0 = ANY (polroles)
UNION ALL
SELECT 'policy_for_all_operations', name FROM policies WHERE polcmd = '*'
UNION ALL
-- Evaluated once a row instead of once a statement.
SELECT 'bare_call_in_policy', name FROM policies
WHERE regexp_replace(text, 'SELECT (auth\.\w+|current_setting)\(', '', 'g') ~ '\m(auth\.\w+|current_setting)\('
UNION ALL
SELECT 'several_policies', t.name || ' ' || p.polcmd::text || ' ' || role::regrole
FROM tables t JOIN pg_policy p ON p.polrelid = t.oid, unnest(p.polroles) role
WHERE p.polpermissive GROUP BY t.name, p.polcmd, role HAVING count(*) > 1
UNION ALL
SELECT 'search_path_of_function', name FROM functions
WHERE NOT coalesce(proconfig, '{}') && ARRAY['search_path=pg_catalog, pg_temp', 'search_path=""']
UNION ALL
SELECT 'view_with_rights_of_owner', name FROM relations
WHERE relkind = 'v' AND NOT coalesce(reloptions, '{}') && ARRAY['security_invoker=true', 'security_invoker=on', 'security_invoker=1']
UNION ALL
SELECT 'materialized_view', name FROM relations WHERE relkind = 'm' AND nspname = 'public'
UNION ALL
SELECT 'foreign_key_without_index', t.name || ': ' || c.conname
FROM pg_constraint c JOIN tables t ON t.oid = c.conrelid
WHERE c.contype = 'f' AND NOT EXISTS (
  SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indisvalid
    AND (string_to_array(i.indkey::text, ' ')::smallint[])[1:cardinality(c.conkey)] @> c.conkey
    -- A partial index serves a key only if it leaves out nothing but NULLs.
    AND (i.indpred IS NULL OR pg_get_expr(i.indpred, i.indrelid) ~ '^\(\w+ IS NOT NULL\)$'))
UNION ALL
SELECT 'index_of_no_use', one.name || ' beside ' || other.name
FROM indexes one JOIN indexes other ON other.indrelid = one.indrelid AND other.indexrelid <> one.indexrelid
WHERE NOT one.indisunique AND one.predicate = other.predicate AND one.expressions = other.expressions AND one.expressions = ''
  AND (string_to_array(other.indkey::text, ' '))[1:one.width] = string_to_array(one.indkey::text, ' ')
  AND (one.width < other.width OR other.indisunique OR one.indexrelid > other.indexrelid)
  AND (SELECT relam FROM pg_class WHERE oid = one.indexrelid) = (SELECT relam FROM pg_class WHERE oid = other.indexrelid)
UNION ALL
SELECT 'not_valid', t.name || ': ' || c.conname FROM pg_constraint c JOIN tables t ON t.oid = c.conrelid WHERE NOT c.convalidated
UNION ALL
SELECT 'not_valid', name FROM indexes WHERE NOT indisvalid
UNION ALL
SELECT 'disabled_trigger', t.name || ': ' || g.tgname FROM pg_trigger g JOIN tables t ON t.oid = g.tgrelid WHERE g.tgenabled = 'D'
UNION ALL
SELECT 'no_primary_key', name FROM tables t WHERE NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = t.oid AND i.indisprimary)
UNION ALL
SELECT 'right_of_everybody', name || ': ' || a.privilege_type
FROM relations, aclexplode(relacl) a WHERE a.grantee = 0
UNION ALL
SELECT 'right_of_anon', name || ': ' || a.privilege_type
FROM relations, aclexplode(relacl) a WHERE a.grantee = 'anon'::regrole
UNION ALL
SELECT 'dangerous_right', name || ': ' || r.rolname || ' ' || a.privilege_type
FROM relations, aclexplode(relacl) a JOIN api_roles r ON r.oid = a.grantee
WHERE a.privilege_type IN ('TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN')
UNION ALL
SELECT 'right_on_inside', name || ': ' || r.rolname || ' ' || a.privilege_type
FROM relations, aclexplode(relacl) a JOIN api_roles r ON r.oid = a.grantee
WHERE nspname <> 'public' AND r.rolname <> 'service_role'
UNION ALL
SELECT 'function_of_everybody', name FROM functions, aclexplode(coalesce(proacl, acldefault('f', proowner))) a
WHERE a.grantee = 0
UNION ALL
SELECT 'function_of_anon', name FROM functions WHERE has_function_privilege('anon', oid, 'EXECUTE')
UNION ALL
SELECT 'function_of_inside', name || ': authenticated' FROM functions
WHERE nspname = 'wizard_private' AND has_function_privilege('authenticated', oid, 'EXECUTE')
UNION ALL
SELECT 'no_comment', name FROM relations t
WHERE relkind IN ('r', 'p', 'v', 'm') AND NOT relispartition AND obj_description(t.oid, 'pg_class') IS NULL
UNION ALL
SELECT 'no_comment', name FROM functions f WHERE obj_description(f.oid, 'pg_proc') IS NULL
UNION ALL
SELECT 'no_comment', t.name || ': ' || c.conname
FROM pg_constraint c JOIN tables t ON t.oid = c.conrelid
WHERE c.contype = 'c' AND NOT t.relispartition AND obj_description(c.oid, 'pg_constraint') IS NULL
ORDER BY 1, 2;
