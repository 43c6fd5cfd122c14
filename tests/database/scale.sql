-- What keeps the way open to a database on several machines, divided by session_id (docs/scale.md). Each exception is listed
-- with its reason, and one that is not needed any more fails.
SELECT * FROM no_plan();

CREATE TEMPORARY TABLE exceptions (kind text, name text, reason text);
INSERT INTO exceptions VALUES
  ('table', 'wizard_private.audit_heads', 'the last entry of each record; a record is of one session, so it could have the column'),
  ('unique', 'wizard_sessions_pkey', 'given: PRIMARY KEY (id); on several machines it becomes (session_id, id)'),
  ('unique', 'audit_heads_pkey', 'see its table'),
  ('unique', 'old_rows_imported_pkey', 'ids of the old tables; the import runs on one machine, before the division');

CREATE TEMPORARY VIEW wizard_relations AS
  SELECT c.oid, c.relnamespace::regnamespace || '.' || c.relname AS name
  FROM pg_class c
  WHERE c.relkind IN ('r', 'p')
    AND (c.relnamespace = 'wizard_private'::regnamespace OR c.relnamespace = 'public'::regnamespace AND c.relname LIKE 'wizard\_%');

SELECT isnt_empty('SELECT FROM wizard_relations', 'there are tables');
SELECT is_empty(
  $$SELECT r.name FROM wizard_relations r
    WHERE NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = r.oid AND a.attname = 'session_id' AND NOT a.attisdropped)
      AND r.name NOT IN (SELECT e.name FROM exceptions e WHERE e.kind = 'table')$$,
  'session_id is in every table'
);
SELECT is_empty(
  $$SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN wizard_relations r ON r.oid = i.indrelid
    WHERE i.indisunique
      AND NOT EXISTS (
        SELECT FROM pg_attribute a WHERE a.attrelid = r.oid AND a.attname = 'session_id' AND a.attnum = ANY (i.indkey::smallint[])
      )
      AND c.relname NOT IN (SELECT e.name FROM exceptions e WHERE e.kind = 'unique')$$,
  'nothing is unique across sessions'
);
SELECT is_empty(
  $$SELECT e.name FROM exceptions e
    WHERE CASE e.kind
      WHEN 'table' THEN NOT EXISTS (
        SELECT FROM wizard_relations r WHERE r.name = e.name
          AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = r.oid AND a.attname = 'session_id')
      )
      ELSE NOT EXISTS (
        SELECT FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN wizard_relations r ON r.oid = i.indrelid
        WHERE i.indisunique AND c.relname = e.name
          AND NOT EXISTS (
            SELECT FROM pg_attribute a WHERE a.attrelid = r.oid AND a.attname = 'session_id' AND a.attnum = ANY (i.indkey::smallint[])
          )
      )
    END$$,
  'every exception is needed'
);
SELECT is_empty(
  $$SELECT c.conname FROM pg_constraint c
    WHERE c.contype = 'f' AND c.conrelid IN (SELECT oid FROM wizard_relations) AND c.confrelid IN (SELECT oid FROM wizard_relations)
      AND NOT EXISTS (
        SELECT FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attname = 'session_id' AND a.attnum = ANY (c.conkey)
      )$$,
  'a reference from one table of the wizard to another is of one session'
);

-- Behind a pooler, a client has another connection for each transaction: nothing may stay with the connection.
SELECT is_empty(
  $$SELECT p.oid::regprocedure FROM pg_proc p
    WHERE p.pronamespace IN ('wizard_private'::regnamespace, 'wizard_checks'::regnamespace, 'public'::regnamespace)
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e')
      AND p.prosrc ~* '\m(pg_advisory_lock|pg_try_advisory_lock|pg_advisory_lock_shared|listen|prepare|set session)\M|temp(orary)? table|set_config\([^()]*false'$$,
  'no function leaves anything on the connection'
);

-- Whatever is done to one session writes rows of that session alone.
CREATE TEMPORARY VIEW of_b AS
  SELECT to_jsonb(s) AS line FROM public.wizard_sessions s WHERE s.session_id = 'scale-b'
  UNION ALL SELECT to_jsonb(a) FROM public.wizard_actions a WHERE a.session_id = 'scale-b'
  UNION ALL SELECT to_jsonb(l) FROM public.wizard_audit_log l WHERE l.session_id = 'scale-b';
INSERT INTO public.wizard_sessions (session_id, user_id, last_interaction) VALUES
  ('scale-a', tests.user_a(), now() - interval '1 hour'), ('scale-b', tests.user_a(), now() - interval '1 hour');
INSERT INTO public.wizard_actions (session_id, action_name) VALUES ('scale-b', 'opened');
CREATE TEMPORARY TABLE before AS SELECT line FROM of_b;
SELECT is((SELECT count(*)::integer FROM before), 4, 'the other session has a row, an action, and two entries in the audit log');

INSERT INTO public.wizard_actions (session_id, action_name) VALUES ('scale-a', 'opened');
UPDATE public.wizard_sessions SET organizer_data = '{"name": "A"}', status = 'active' WHERE session_id = 'scale-a';
UPDATE public.wizard_sessions SET user_id = tests.user_b() WHERE session_id = 'scale-a';
UPDATE public.wizard_sessions SET deleted_at = now() WHERE session_id = 'scale-a';
DELETE FROM public.wizard_sessions WHERE session_id = 'scale-a';
SELECT results_eq(
  'SELECT line::text FROM of_b ORDER BY 1', 'SELECT line::text FROM before ORDER BY 1', 'what is done to one session changes no other'
);
SELECT is_empty(
  $$SELECT l.session_id FROM public.wizard_audit_log l WHERE l.session_id NOT IN ('scale-a', 'scale-b')$$,
  'nor is anything written under a third'
);
SELECT * FROM finish();
