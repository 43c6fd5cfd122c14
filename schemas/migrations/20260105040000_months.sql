-- Last of five steps that divide wizard_actions by month: the function that makes months, and the
-- first of them.
-- Rows that exist are read once, under a lock that reads and writes do not notice (SHARE UPDATE
-- EXCLUSIVE). After that: ACCESS EXCLUSIVE on wizard_actions and SHARE ROW EXCLUSIVE on
-- wizard_sessions, for the moment that the catalogue takes.

CREATE VIEW wizard_private.months WITH (security_invoker = true) AS
  SELECT
    parent.relname::text AS parent,
    part.relname::text AS partition,
    coalesce(substring(bound FROM $$FROM \('([^']+)'\)$$), '-infinity')::timestamptz AS starts,
    coalesce(substring(bound FROM $$TO \('([^']+)'\)$$), 'infinity')::timestamptz AS ends
  FROM pg_catalog.pg_class parent
  JOIN pg_catalog.pg_inherits i ON i.inhparent = parent.oid
  JOIN pg_catalog.pg_class part ON part.oid = i.inhrelid
  CROSS JOIN LATERAL pg_catalog.pg_get_expr(part.relpartbound, part.oid) AS bound
  WHERE parent.relkind = 'p' AND parent.relnamespace = 'public'::regnamespace AND parent.relname LIKE 'wizard\_%';
REVOKE ALL ON wizard_private.months FROM PUBLIC, anon, authenticated, service_role;
GRANT SELECT ON wizard_private.months TO service_role;
COMMENT ON VIEW wizard_private.months IS
  'The parts of the tables that are divided by month, each from `starts` to before `ends`.';

-- For an alarm: this month and the next must be there before they begin.
CREATE VIEW wizard_private.missing_months WITH (security_invoker = true) AS
  SELECT c.relname::text AS parent, month AT TIME ZONE 'UTC' AS month
  FROM pg_catalog.pg_class c
  CROSS JOIN (VALUES (date_trunc('month', now() AT TIME ZONE 'UTC')),
    (date_trunc('month', now() AT TIME ZONE 'UTC') + interval '1 month')) AS due (month)
  WHERE c.relkind = 'p' AND c.relnamespace = 'public'::regnamespace AND c.relname LIKE 'wizard\_%'
    AND NOT EXISTS (
      SELECT FROM wizard_private.months m
      WHERE m.parent = c.relname AND m.starts <= month AT TIME ZONE 'UTC' AND m.ends > month AT TIME ZONE 'UTC');
REVOKE ALL ON wizard_private.missing_months FROM PUBLIC, anon, authenticated, service_role;
GRANT SELECT ON wizard_private.missing_months TO service_role;
COMMENT ON VIEW wizard_private.missing_months IS
  'Tables that have no part for this month or the next: without it every write fails from its first day on. Alarm when it has a row.';

-- Calls at the same time take turns. lock_timeout: while it waits for a long transaction, everyone
-- else who uses the table waits behind it, so it gives up early; the next call does the rest.
CREATE FUNCTION wizard_private.make_months(ahead integer DEFAULT 3) RETURNS SETOF text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET lock_timeout = '2s'
AS $$
DECLARE
  divided text;
  month timestamptz;
  month_after timestamptz;
  part text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('wizard_private.make_months', 0));
  FOR divided IN
    SELECT c.relname FROM pg_class c
      WHERE c.relkind = 'p' AND c.relnamespace = 'public'::regnamespace AND c.relname LIKE 'wizard\_%'
      ORDER BY c.relname
  LOOP
    FOR n IN 0..ahead LOOP
      month := (date_trunc('month', now() AT TIME ZONE 'UTC') + n * interval '1 month') AT TIME ZONE 'UTC';
      month_after := (date_trunc('month', now() AT TIME ZONE 'UTC') + (n + 1) * interval '1 month') AT TIME ZONE 'UTC';
      CONTINUE WHEN EXISTS (
        SELECT FROM wizard_private.months m WHERE m.parent = divided AND m.starts < month_after AND m.ends > month);
      part := divided || to_char(month AT TIME ZONE 'UTC', '_YYYY_MM');
      EXECUTE format('CREATE TABLE wizard_private.%I PARTITION OF public.%I FOR VALUES FROM (%L) TO (%L)',
        part, divided, month, month_after);
      EXECUTE format('ALTER TABLE wizard_private.%I ENABLE ROW LEVEL SECURITY', part);
      EXECUTE format('REVOKE ALL ON TABLE wizard_private.%I FROM PUBLIC, anon, authenticated, service_role', part);
      RETURN NEXT part;
    END LOOP;
  END LOOP;
END
$$;
REVOKE ALL ON FUNCTION wizard_private.make_months(integer) FROM PUBLIC;
COMMENT ON FUNCTION wizard_private.make_months(integer) IS
  'Makes the parts for this month and as many ahead, for every table that is divided by month, and returns the names of those that were missing. To be called every day.';

ALTER TABLE wizard_private.wizard_actions_first VALIDATE CONSTRAINT first_part_ends;
ALTER TABLE wizard_actions DETACH PARTITION wizard_private.wizard_actions_first;
DO $$
BEGIN
  EXECUTE format(
    'ALTER TABLE public.wizard_actions ATTACH PARTITION wizard_private.wizard_actions_first FOR VALUES FROM (MINVALUE) TO (%L)',
    (SELECT substring(pg_catalog.pg_get_constraintdef(c.oid) FROM '''([^'']+)''') FROM pg_catalog.pg_constraint c
      WHERE c.conrelid = 'wizard_private.wizard_actions_first'::regclass AND c.conname = 'first_part_ends'));
END
$$;
ALTER TABLE wizard_private.wizard_actions_first DROP CONSTRAINT first_part_ends;
SELECT wizard_private.make_months(3);
