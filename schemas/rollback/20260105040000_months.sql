-- Takes back 20260105040000_months: the rows of all months are moved into the first part, while writes
-- wait. Months that have been detached stay where they are.
DO $$
DECLARE
  part text;
BEGIN
  FOR part IN
    SELECT m.partition FROM wizard_private.months m
      WHERE m.parent = 'wizard_actions' AND m.partition <> 'wizard_actions_first'
  LOOP
    EXECUTE format('ALTER TABLE public.wizard_actions DETACH PARTITION wizard_private.%I', part);
  END LOOP;
END
$$;
ALTER TABLE wizard_actions DETACH PARTITION wizard_private.wizard_actions_first;
ALTER TABLE wizard_actions
  ATTACH PARTITION wizard_private.wizard_actions_first FOR VALUES FROM (MINVALUE) TO (MAXVALUE);
DO $$
DECLARE
  part text;
BEGIN
  FOR part IN
    SELECT c.relname FROM pg_catalog.pg_class c
      WHERE c.relnamespace = 'wizard_private'::regnamespace AND c.relkind = 'r' AND NOT c.relispartition
        AND c.relname ~ '^wizard_actions_[0-9]{4}_[0-9]{2}$'
  LOOP
    EXECUTE format('INSERT INTO public.wizard_actions SELECT * FROM wizard_private.%I', part);
    EXECUTE format('DROP TABLE wizard_private.%I', part);
  END LOOP;
  EXECUTE format(
    'ALTER TABLE wizard_private.wizard_actions_first ADD CONSTRAINT first_part_ends CHECK (created_at < %L) NOT VALID',
    (date_trunc('month', now() AT TIME ZONE 'UTC' + interval '7 days') + interval '1 month') AT TIME ZONE 'UTC');
END
$$;
DROP FUNCTION wizard_private.make_months(integer);
DROP VIEW wizard_private.missing_months;
DROP VIEW wizard_private.months;
