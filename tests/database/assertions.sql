-- The assertions of pgTAP that the tests use, for servers that have no pgTAP (PostgreSQL 17 and 18 from
-- npm, PGlite). Same names, same arguments, same meaning; each returns one line of TAP.
CREATE SCHEMA tap;
CREATE SEQUENCE tap.number;
CREATE SEQUENCE tap.failures;

CREATE FUNCTION tap.line(passed boolean, description text, diagnosis text DEFAULT NULL) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  n bigint := nextval('tap.number');
BEGIN
  IF passed IS TRUE THEN
    RETURN format('ok %s - %s', n, description);
  END IF;
  PERFORM nextval('tap.failures');
  RETURN format('not ok %s - %s', n, description) || coalesce(E'\n# ' || replace(diagnosis, E'\n', E'\n# '), '');
END
$$;

CREATE FUNCTION tap.no_plan() RETURNS SETOF text LANGUAGE sql AS $$ SELECT NULL::text WHERE false $$;
CREATE FUNCTION tap.finish() RETURNS SETOF text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  n bigint := nextval('tap.number') - 1;
BEGIN
  RETURN NEXT format('1..%s', n);
END
$$;

CREATE FUNCTION tap.ok(passed boolean, description text) RETURNS text LANGUAGE sql AS $$ SELECT tap.line(passed, description) $$;
CREATE FUNCTION tap.pass(description text) RETURNS text LANGUAGE sql AS $$ SELECT tap.line(true, description) $$;
CREATE FUNCTION tap.fail(description text) RETURNS text LANGUAGE sql AS $$ SELECT tap.line(false, description) $$;
CREATE FUNCTION tap."is"(have anyelement, want anyelement, description text) RETURNS text LANGUAGE sql AS $$
  SELECT tap.line(have IS NOT DISTINCT FROM want, description, format('have: %s, want: %s', coalesce(have::text, 'NULL'), coalesce(want::text, 'NULL')))
$$;
CREATE FUNCTION tap.isnt(have anyelement, want anyelement, description text) RETURNS text LANGUAGE sql AS $$
  SELECT tap.line(have IS DISTINCT FROM want, description, format('have: %s', coalesce(have::text, 'NULL')))
$$;

CREATE FUNCTION tap.throws_ok(statement text, errcode char(5), message text, description text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE statement;
  RETURN tap.line(false, description, 'no error was raised');
EXCEPTION WHEN OTHERS THEN
  RETURN tap.line((errcode IS NULL OR SQLSTATE = errcode) AND (message IS NULL OR SQLERRM = message), description,
    format('caught: %s: %s, want: %s: %s', SQLSTATE, SQLERRM, errcode, message));
END
$$;
CREATE FUNCTION tap.lives_ok(statement text, description text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE statement;
  RETURN tap.line(true, description);
EXCEPTION WHEN OTHERS THEN
  RETURN tap.line(false, description, format('died: %s: %s', SQLSTATE, SQLERRM));
END
$$;
CREATE FUNCTION tap.rows(query text) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
  found text[];
BEGIN
  EXECUTE format('SELECT array_agg(r::text) FROM (%s) r', rtrim(query, E'; \n')) INTO found;
  RETURN coalesce(found, '{}');
END
$$;
CREATE FUNCTION tap.results_eq(query text, expected text, description text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  have text[] := tap.rows(query);
  want text[] := tap.rows(expected);
BEGIN
  RETURN tap.line(have = want, description, format('have: %s, want: %s', have, want));
EXCEPTION WHEN OTHERS THEN
  RETURN tap.line(false, description, format('died: %s: %s', SQLSTATE, SQLERRM));
END
$$;
CREATE FUNCTION tap.is_empty(query text, description text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  have text[] := tap.rows(query);
BEGIN
  RETURN tap.line(have = '{}', description, format('unexpected rows: %s', have));
END
$$;
CREATE FUNCTION tap.isnt_empty(query text, description text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  RETURN tap.line(tap.rows(query) <> '{}', description, 'no rows');
END
$$;
GRANT USAGE ON SCHEMA tap TO PUBLIC;
