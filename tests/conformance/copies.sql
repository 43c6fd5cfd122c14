-- Each connection judges on temporary copies of the tables, which hide the originals and are emptied after every batch:
-- rows that were rolled back would slow down every later update. The server copies types, NOT NULL, defaults and CHECKs;
-- keys (uniqueness, references) and triggers, whose effects no client can know, are left out.
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT c.relname FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname LIKE 'wizard%' LOOP
    EXECUTE format('CREATE TEMP TABLE %I (LIKE public.%I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', name, name);
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
