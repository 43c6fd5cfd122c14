-- Each connection judges on temporary copies of the tables, which hide the originals and are emptied after every batch:
-- rows that were rolled back would slow down every later update. The server copies types, NOT NULL, defaults and CHECKs;
-- keys (uniqueness, references) are left out, since no client can know what they say.
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT c.relname FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname LIKE 'wizard%' LOOP
    EXECUTE format('CREATE TEMP TABLE %I (LIKE public.%I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', name, name);
  END LOOP;
END;
$$;

-- Triggers that see a row before its constraints do, on the copies, with functions that look into the copies. The one
-- that keeps a session's id from being changed is left to the server: the module says so.
DO $$
DECLARE own record;
BEGIN
  FOR own IN SELECT c.relname, t.tgfoid, f.proname, pg_get_triggerdef(t.oid) AS definition FROM pg_trigger t
    JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc f ON f.oid = t.tgfoid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relname LIKE 'wizard%'
      AND NOT t.tgisinternal AND t.tgtype & 3 = 3 AND t.tgname <> 'refuse_session_id_change' LOOP
    EXECUTE regexp_replace(replace(pg_get_functiondef(own.tgfoid), 'public.wizard_', 'pg_temp.wizard_'),
      'FUNCTION [^(]*\(', format('FUNCTION pg_temp.%I(', own.proname));
    EXECUTE regexp_replace(regexp_replace(own.definition, ' ON [^ ]+ ', format(' ON pg_temp.%I ', own.relname)),
      'EXECUTE FUNCTION .*', format('EXECUTE FUNCTION pg_temp.%I()', own.proname));
  END LOOP;
END;
$$;

CREATE FUNCTION pg_temp.conformance_empty() RETURNS void LANGUAGE plpgsql AS $$
DECLARE name text;
BEGIN
  FOR name IN SELECT c.relname FROM pg_class c WHERE c.relnamespace = pg_my_temp_schema() AND c.relkind = 'r' LOOP
    EXECUTE format('TRUNCATE pg_temp.%I', name);
  END LOOP;
END;
$$;
