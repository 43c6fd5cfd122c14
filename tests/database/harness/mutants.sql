-- What could be forgotten or taken away in the finished schema, from the catalogue: one row a mutant, its name and the SQL
-- that makes it. Of partitions, one of each kind is enough: their names are told without year and month.
CREATE TEMP VIEW schemas AS
  SELECT oid, nspname, nspacl FROM pg_namespace WHERE nspname IN ('public', 'wizard_checks', 'wizard_private');
CREATE TEMP VIEW relations AS
  SELECT DISTINCT ON (n.nspname, regexp_replace(c.relname, '_\d{4}_\d{2}$', '_YYYY_MM')) c.*, n.nspname,
    format('%I.%I', n.nspname, c.relname) AS sql, n.nspname || '.' || regexp_replace(c.relname, '_\d{4}_\d{2}$', '_YYYY_MM') AS name
  FROM pg_class c JOIN schemas n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm') AND c.oid <> 'public.events'::regclass
  -- The month of today, where the tests write.
  ORDER BY n.nspname, regexp_replace(c.relname, '_\d{4}_\d{2}$', '_YYYY_MM'), c.relname LIKE to_char(now(), '"%"_YYYY_MM') DESC, c.relname;
CREATE TEMP VIEW tables AS SELECT * FROM relations WHERE relkind IN ('r', 'p');
CREATE TEMP VIEW functions AS
  SELECT p.*, n.nspname, p.oid::regprocedure::text AS name, p.oid::regprocedure::text AS sql
  FROM pg_proc p JOIN schemas n ON n.oid = p.pronamespace
  WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e');
CREATE TEMP VIEW api_roles AS SELECT oid, rolname FROM pg_roles WHERE rolname IN ('anon', 'authenticated', 'service_role');
CREATE TEMP VIEW policies AS SELECT p.*, t.name || ': ' || p.polname AS name, t.sql FROM pg_policy p JOIN tables t ON t.oid = p.polrelid;

-- Row level security
SELECT 'row level security off: ' || name, format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', sql) FROM tables WHERE relrowsecurity
UNION ALL
SELECT 'policy dropped: ' || name, format('DROP POLICY %I ON %s', polname, sql) FROM policies
UNION ALL
SELECT 'policy sees all rows: ' || name, format('ALTER POLICY %I ON %s USING (true)', polname, sql) FROM policies WHERE polqual IS NOT NULL
UNION ALL
SELECT 'policy takes all rows: ' || name, format('ALTER POLICY %I ON %s WITH CHECK (true)', polname, sql)
FROM policies WHERE polwithcheck IS NOT NULL
UNION ALL
SELECT 'policy for everybody: ' || name, format('ALTER POLICY %I ON %s TO PUBLIC', polname, sql) FROM policies
UNION ALL
SELECT 'view with rights of owner: ' || name, format('ALTER VIEW %s SET (security_invoker = false)', sql) FROM relations WHERE relkind = 'v'
UNION ALL

-- Rights taken away, and rights given that nobody should have
SELECT format('no right: %s: %s %s', name, r.rolname, a.privilege_type), format('REVOKE %s ON %s FROM %I', a.privilege_type, sql, r.rolname)
FROM relations, aclexplode(relacl) a JOIN api_roles r ON r.oid = a.grantee
UNION ALL
SELECT format('no right: %s(%s): %s %s', name, c.attname, r.rolname, a.privilege_type),
  format('REVOKE %s (%I) ON %s FROM %I', a.privilege_type, c.attname, sql, r.rolname)
FROM relations t JOIN pg_attribute c ON c.attrelid = t.oid AND NOT c.attisdropped, aclexplode(c.attacl) a JOIN api_roles r ON r.oid = a.grantee
UNION ALL
SELECT format('no right: %s: %s EXECUTE', name, r.rolname), format('REVOKE EXECUTE ON FUNCTION %s FROM %I', sql, r.rolname)
FROM functions, aclexplode(proacl) a JOIN api_roles r ON r.oid = a.grantee
UNION ALL
SELECT format('no right: schema %s: %s %s', nspname, r.rolname, a.privilege_type),
  format('REVOKE %s ON SCHEMA %I FROM %I', a.privilege_type, nspname, r.rolname)
FROM schemas, aclexplode(nspacl) a JOIN api_roles r ON r.oid = a.grantee WHERE nspname <> 'public'
UNION ALL
SELECT format('too many rights: %s: %s %s', name, r.rolname, p.privilege), format('GRANT %s ON %s TO %I', p.privilege, sql, r.rolname)
FROM relations, api_roles r, (VALUES ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE'), ('TRUNCATE')) p (privilege)
WHERE r.rolname <> 'service_role' AND NOT has_table_privilege(r.oid, relations.oid, p.privilege) AND (relkind IN ('r', 'p') OR p.privilege = 'SELECT')
UNION ALL
SELECT format('too many rights: %s(%s): %s UPDATE', name, c.attname, r.rolname), format('GRANT UPDATE (%I) ON %s TO %I', c.attname, sql, r.rolname)
FROM tables t JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped, api_roles r
WHERE r.rolname = 'authenticated' AND t.nspname = 'public' AND NOT has_column_privilege(r.oid, t.oid, c.attnum, 'UPDATE')
UNION ALL
SELECT format('too many rights: %s(%s): %s INSERT', name, c.attname, r.rolname), format('GRANT INSERT (%I) ON %s TO %I', c.attname, sql, r.rolname)
FROM tables t JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped, api_roles r
WHERE r.rolname = 'authenticated' AND t.nspname = 'public' AND NOT has_column_privilege(r.oid, t.oid, c.attnum, 'INSERT')
UNION ALL
SELECT format('too many rights: %s: everybody EXECUTE', name), format('GRANT EXECUTE ON FUNCTION %s TO PUBLIC', sql)
FROM functions WHERE NOT has_function_privilege('anon', oid, 'EXECUTE')
UNION ALL
SELECT format('too many rights: %s: authenticated EXECUTE', name), format('GRANT EXECUTE ON FUNCTION %s TO authenticated', sql)
FROM functions WHERE NOT has_function_privilege('authenticated', oid, 'EXECUTE')
UNION ALL
SELECT format('too many rights: schema %s: %s USAGE', nspname, r.rolname), format('GRANT USAGE ON SCHEMA %I TO %I', nspname, r.rolname)
FROM schemas s, api_roles r WHERE NOT has_schema_privilege(r.oid, s.oid, 'USAGE')
UNION ALL

-- What a row must be
SELECT format('constraint dropped: %s: %s', name, c.conname), format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE', sql, c.conname)
FROM pg_constraint c JOIN tables t ON t.oid = c.conrelid WHERE c.contype IN ('c', 'f', 'u', 'p', 'x') AND c.coninhcount = 0 AND c.conparentid = 0
UNION ALL
SELECT format('NULL allowed: %s(%s)', name, c.attname), format('ALTER TABLE %s ALTER COLUMN %I DROP NOT NULL', sql, c.attname)
FROM tables t JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum > 0
WHERE c.attnotnull AND NOT c.attisdropped AND NOT t.relispartition
  AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = t.oid AND i.indisprimary AND c.attnum = ANY (i.indkey))
UNION ALL
SELECT format('no default: %s(%s)', name, c.attname), format('ALTER TABLE %s ALTER COLUMN %I DROP DEFAULT', sql, c.attname)
FROM tables t JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum > 0
WHERE c.atthasdef AND NOT c.attisdropped AND NOT t.relispartition AND c.attgenerated = '' AND c.attidentity = ''
UNION ALL

-- What acts by itself
SELECT format('trigger dropped: %s: %s', name, g.tgname), format('DROP TRIGGER %I ON %s', g.tgname, sql)
FROM pg_trigger g JOIN tables t ON t.oid = g.tgrelid WHERE NOT g.tgisinternal AND g.tgparentid = 0
UNION ALL
SELECT 'rights of caller: ' || name, format('ALTER FUNCTION %s SECURITY INVOKER', sql) FROM functions WHERE prosecdef
UNION ALL
SELECT 'search_path of caller: ' || name, format('ALTER FUNCTION %s RESET search_path', sql)
FROM functions WHERE proconfig::text LIKE '%search_path%'
UNION ALL
SELECT 'function dropped: ' || name, format('DROP FUNCTION %s CASCADE', sql) FROM functions
UNION ALL
SELECT 'view dropped: ' || name, format('DROP VIEW %s', sql) FROM relations WHERE relkind = 'v'
UNION ALL

-- How fast it is
SELECT format('index dropped: %s: %s', name, c.relname), format('DROP INDEX %I.%I', t.nspname, c.relname)
FROM pg_index i JOIN tables t ON t.oid = i.indrelid JOIN pg_class c ON c.oid = i.indexrelid
WHERE NOT c.relispartition AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
ORDER BY 1;
