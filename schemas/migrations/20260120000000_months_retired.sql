-- The other end of the months: what is old enough leaves the tables, month by month, and can be dropped.
-- Nothing that exists is read or locked; the function locks when it is called.

-- How long to keep what is the caller's decision, and the law's: there is no default. A month is detached
-- whole, so the cut is at the beginning of a month. It stays in wizard_private under the name retired_…
-- until it is called with `and_drop`; dump it before. Actions that were retired still go with their session.
-- For the audit log, the last entry that goes is remembered, so that what is left still verifies; writers
-- of the records concerned wait meanwhile.
CREATE FUNCTION wizard_private.retire_months(of_table text, keep interval, and_drop boolean DEFAULT false)
RETURNS SETOF text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET lock_timeout = '2s'
AS $$
DECLARE
  part text;
BEGIN
  IF keep < interval '1 month' THEN
    RAISE EXCEPTION 'keep is less than a month' USING errcode = 'invalid_parameter_value';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('wizard_private.make_months', 0));
  FOR part IN
    SELECT m.partition FROM wizard_private.months m
      WHERE m.parent = of_table AND m.ends <= now() - keep
      ORDER BY m.ends
  LOOP
    IF of_table = 'wizard_audit_log' THEN
      EXECUTE format(
        'UPDATE wizard_private.audit_heads h SET retired_sequence = l.sequence, retired_hash = l.hash
          FROM (SELECT DISTINCT ON (record_id) record_id, sequence, hash FROM wizard_private.%I ORDER BY record_id, sequence DESC) l
          WHERE l.record_id = h.record_id AND l.sequence > h.retired_sequence', part);
    END IF;
    EXECUTE format('ALTER TABLE public.%I DETACH PARTITION wizard_private.%I', of_table, part);
    EXECUTE format('ALTER TABLE wizard_private.%I RENAME TO %I', part, 'retired_' || part);
    RETURN NEXT 'retired_' || part;
  END LOOP;
  IF and_drop THEN
    FOR part IN
      SELECT c.relname FROM pg_class c
        WHERE c.relnamespace = 'wizard_private'::regnamespace AND c.relkind = 'r'
          AND starts_with(c.relname, 'retired_' || of_table || '_')
    LOOP
      EXECUTE format('DROP TABLE wizard_private.%I', part);
    END LOOP;
  END IF;
  -- A record that is gone, and all its entries with it, needs no head.
  IF of_table = 'wizard_audit_log' THEN
    DELETE FROM wizard_private.audit_heads h
      WHERE h.retired_sequence = h.sequence
        AND NOT EXISTS (SELECT FROM public.wizard_sessions s WHERE s.id = h.record_id)
        AND NOT EXISTS (SELECT FROM public.wizard_actions a WHERE a.id = h.record_id);
  END IF;
END
$$;
REVOKE ALL ON FUNCTION wizard_private.retire_months(text, interval, boolean) FROM PUBLIC;
COMMENT ON FUNCTION wizard_private.retire_months(text, interval, boolean) IS
  'Takes the months that ended longer ago than `keep` out of a table that is divided by month, and returns the names that they have then in wizard_private. With `and_drop`, drops them and those retired before.';
