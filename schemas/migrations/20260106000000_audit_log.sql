-- What was changed in sessions and actions, by whom, and proof that nobody has changed the record of it.
-- Every entry is linked to the one before it about the same record: its hash covers that entry's hash.
-- The hash covers a digest of the content and not the content, so that a person's data can be erased and
-- the chain still verifies; the digest is salted and the salt erased too, so that it cannot be guessed.
-- Rows that exist get no entry; their first is about their next change. Locks: SHARE ROW EXCLUSIVE on
-- wizard_sessions and wizard_actions, for the moment that the catalogue takes.

CREATE TABLE wizard_audit_log (
  id UUID NOT NULL DEFAULT gen_random_uuid(),
  session_id VARCHAR(255) NOT NULL,
  table_name TEXT NOT NULL,
  record_id UUID NOT NULL,
  operation TEXT NOT NULL,
  user_id UUID,
  actor_id UUID,
  actor_role TEXT NOT NULL,
  old_data JSONB,
  new_data JSONB,
  salt UUID,
  content_digest BYTEA NOT NULL,
  sequence BIGINT NOT NULL,
  previous_hash BYTEA,
  hash BYTEA NOT NULL,
  erased_at TIMESTAMPTZ,
  created_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (session_id, created_at, id)
) PARTITION BY RANGE (created_at);
-- For owners who read their history, and for erasure.
CREATE INDEX idx_audit_log_user ON wizard_audit_log(user_id) WHERE user_id IS NOT NULL;
-- Only the trigger function below writes. Row level security comes with its policies.
REVOKE ALL ON TABLE wizard_audit_log FROM PUBLIC, anon, authenticated, service_role;
GRANT SELECT ON TABLE wizard_audit_log TO service_role;

COMMENT ON TABLE wizard_audit_log IS
  'Every change of wizard_sessions and wizard_actions. Written by triggers alone; divided by month of created_at.';
COMMENT ON COLUMN wizard_audit_log.session_id IS 'The session concerned; empty for TRUNCATE.';
COMMENT ON COLUMN wizard_audit_log.record_id IS 'The id of the row; zeros for TRUNCATE.';
COMMENT ON COLUMN wizard_audit_log.operation IS 'INSERT, UPDATE, DELETE or TRUNCATE.';
COMMENT ON COLUMN wizard_audit_log.user_id IS 'Whose session it was.';
COMMENT ON COLUMN wizard_audit_log.actor_id IS 'The user who made the change through the API.';
COMMENT ON COLUMN wizard_audit_log.actor_role IS
  'anon, authenticated or service_role for a change through the API; otherwise the database user who logged in.';
COMMENT ON COLUMN wizard_audit_log.old_data IS 'For UPDATE, the columns that changed, as they were; for DELETE, the row.';
COMMENT ON COLUMN wizard_audit_log.new_data IS 'For UPDATE, the columns that changed, as they are; for INSERT, the row.';
COMMENT ON COLUMN wizard_audit_log.salt IS 'Part of what content_digest covers, so that erased content cannot be guessed from it.';
COMMENT ON COLUMN wizard_audit_log.content_digest IS 'SHA-256 of user, actor, data and salt.';
COMMENT ON COLUMN wizard_audit_log.sequence IS 'The entry''s place among those about the same record, from 1.';
COMMENT ON COLUMN wizard_audit_log.hash IS 'SHA-256 of previous_hash, content_digest and the other columns.';
COMMENT ON COLUMN wizard_audit_log.erased_at IS 'When user, actor, data and salt were erased.';

-- The last entry about each record. Its row lock makes those who change one record at the same time
-- take turns, and an entry missing at the end of a chain is noticed.
CREATE TABLE wizard_private.audit_heads (
  record_id UUID PRIMARY KEY,
  sequence BIGINT NOT NULL,
  previous_hash BYTEA,
  hash BYTEA NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  retired_sequence BIGINT NOT NULL DEFAULT 0,
  retired_hash BYTEA
) WITH (fillfactor = 70);
ALTER TABLE wizard_private.audit_heads ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON TABLE wizard_private.audit_heads FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE wizard_private.audit_heads IS 'The last entry of the audit log about each record.';
COMMENT ON COLUMN wizard_private.audit_heads.retired_sequence IS
  'The last entry that went with a month that was retired: the first that is left links to it.';

-- JSON as PostgreSQL prints it has no line break, so the parts cannot be mistaken for each other.
CREATE FUNCTION wizard_private.audit_content_digest(
  user_id uuid, actor_id uuid, old_data jsonb, new_data jsonb, salt uuid
) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN sha256(convert_to(
    coalesce(user_id::text, '') || E'\n' || coalesce(actor_id::text, '') || E'\n'
      || coalesce(old_data::text, '') || E'\n' || coalesce(new_data::text, '') || E'\n' || salt::text, 'UTF8'));
END
$$;
REVOKE ALL ON FUNCTION wizard_private.audit_content_digest(uuid, uuid, jsonb, jsonb, uuid) FROM PUBLIC;
COMMENT ON FUNCTION wizard_private.audit_content_digest(uuid, uuid, jsonb, jsonb, uuid) IS
  'What content_digest of an entry must be.';

CREATE FUNCTION wizard_private.audit_hash(
  previous_hash bytea, content_digest bytea, id uuid, session_id text, table_name text, record_id uuid, operation text,
  actor_role text, sequence bigint, created_at timestamptz
) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN sha256(coalesce(previous_hash, '') || content_digest || convert_to(
    id::text || E'\n' || to_jsonb(session_id)::text || E'\n' || table_name || E'\n' || record_id::text || E'\n'
      || operation || E'\n' || to_jsonb(actor_role)::text || E'\n' || sequence::text || E'\n' || extract(epoch FROM created_at)::text, 'UTF8'));
END
$$;
REVOKE ALL ON FUNCTION wizard_private.audit_hash(bytea, bytea, uuid, text, text, uuid, text, text, bigint, timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION wizard_private.audit_hash(bytea, bytea, uuid, text, text, uuid, text, text, bigint, timestamptz) IS
  'What hash of an entry must be.';

-- Appends an entry to the chain of its record.
CREATE FUNCTION wizard_private.append_to_audit_log(
  the_session text, the_table text, the_record uuid, the_operation text, the_user uuid, was jsonb, becomes jsonb
) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  the_role text := current_setting('role');
  actor uuid;
  entry uuid := gen_random_uuid();
  salt uuid := gen_random_uuid();
  digest bytea;
  moment timestamptz := clock_timestamp();
  head wizard_private.audit_heads;
BEGIN
  -- PostgREST sets role and claims for each request. Without such a role nobody vouches for the claims.
  IF the_role IN ('anon', 'authenticated', 'service_role') THEN
    actor := auth.uid();
  ELSE
    the_role := session_user;
  END IF;
  digest := wizard_private.audit_content_digest(the_user, actor, was, becomes, salt);

  -- Whoever had to wait for another's entry is not earlier than it: times are in the order of the chain.
  INSERT INTO wizard_private.audit_heads AS h (record_id, sequence, hash, created_at)
    VALUES (
      the_record, 1,
      wizard_private.audit_hash(
        NULL, digest, entry, the_session, the_table, the_record, the_operation, the_role, 1, moment),
      moment)
    ON CONFLICT (record_id) DO UPDATE SET
      sequence = h.sequence + 1,
      previous_hash = h.hash,
      hash = wizard_private.audit_hash(
        h.hash, digest, entry, the_session, the_table, the_record, the_operation, the_role, h.sequence + 1,
        greatest(moment, h.created_at)),
      created_at = greatest(moment, h.created_at)
    RETURNING * INTO head;
  INSERT INTO public.wizard_audit_log VALUES (
    entry, the_session, the_table, the_record, the_operation, the_user, actor, the_role, was, becomes, salt,
    digest, head.sequence, head.previous_hash, head.hash, NULL, head.created_at);
END
$$;
REVOKE ALL ON FUNCTION wizard_private.append_to_audit_log(text, text, uuid, text, uuid, jsonb, jsonb) FROM PUBLIC;
COMMENT ON FUNCTION wizard_private.append_to_audit_log(text, text, uuid, text, uuid, jsonb, jsonb) IS
  'Appends an entry to the audit log. For trigger functions alone.';

-- The first argument is the table's name, since the trigger of a month would tell the month's; the
-- others are columns that are no change if they change alone.
-- SECURITY DEFINER: whoever changes a row must not be able to write to the log directly.
CREATE FUNCTION wizard_private.audit_row() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  old_row jsonb;
  new_row jsonb;
  was jsonb;
  becomes jsonb;
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM wizard_private.append_to_audit_log(
      NEW.session_id, TG_ARGV[0], NEW.id, TG_OP, NEW.user_id, NULL, to_jsonb(NEW));
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM wizard_private.append_to_audit_log(
      OLD.session_id, TG_ARGV[0], OLD.id, TG_OP, OLD.user_id, to_jsonb(OLD), NULL);
  ELSE
    old_row := to_jsonb(OLD);
    new_row := to_jsonb(NEW);
    SELECT jsonb_object_agg(n.key, old_row -> n.key), jsonb_object_agg(n.key, n.value) INTO was, becomes
      FROM jsonb_each(new_row) n WHERE n.value <> old_row -> n.key;
    IF was - TG_ARGV[1:] <> '{}' THEN
      PERFORM wizard_private.append_to_audit_log(
        OLD.session_id, TG_ARGV[0], OLD.id, TG_OP, NEW.user_id, was, becomes);
    END IF;
  END IF;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION wizard_private.audit_row() FROM PUBLIC;
COMMENT ON FUNCTION wizard_private.audit_row() IS 'Writes the change of a row to the audit log.';

CREATE FUNCTION wizard_private.audit_truncate() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM wizard_private.append_to_audit_log(
    '', TG_ARGV[0], '00000000-0000-0000-0000-000000000000', TG_OP, NULL, NULL, NULL);
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION wizard_private.audit_truncate() FROM PUBLIC;
COMMENT ON FUNCTION wizard_private.audit_truncate() IS 'Writes to the audit log that a table was emptied.';

-- What is wrong with the log, or with what it says about one session. Empty if nothing is.
CREATE FUNCTION wizard_private.verify_audit_log(the_session text DEFAULT NULL)
RETURNS TABLE (record_id uuid, sequence bigint, id uuid, fault text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
  WITH entries AS (
    SELECT l.*, lag(l.sequence) OVER chain AS sequence_before, lag(l.hash) OVER chain AS hash_before,
      lead(l.sequence) OVER chain IS NULL AS is_last
    FROM public.wizard_audit_log l
    WHERE the_session IS NULL OR l.session_id = the_session
    WINDOW chain AS (PARTITION BY l.record_id ORDER BY l.sequence, l.created_at, l.id)
  ),
  heads AS (
    SELECT h.* FROM wizard_private.audit_heads h
    WHERE the_session IS NULL OR h.record_id IN (SELECT e.record_id FROM entries e)
  )
  SELECT record_id, e.sequence, e.id, f.fault
  FROM entries e FULL JOIN heads h USING (record_id)
  CROSS JOIN LATERAL (VALUES
    (CASE
      WHEN e.id IS NULL THEN NULL
      WHEN e.erased_at IS NOT NULL AND num_nonnulls(e.user_id, e.actor_id, e.old_data, e.new_data, e.salt) > 0
        THEN 'the content is not erased, although it is said to be'
      WHEN e.erased_at IS NULL AND e.content_digest IS DISTINCT FROM
        wizard_private.audit_content_digest(e.user_id, e.actor_id, e.old_data, e.new_data, e.salt)
        THEN 'the content was changed'
    END),
    (CASE WHEN e.hash <> wizard_private.audit_hash(
        e.previous_hash, e.content_digest, e.id, e.session_id, e.table_name, e.record_id, e.operation, e.actor_role,
        e.sequence, e.created_at)
      THEN 'the entry was changed' END),
    (CASE WHEN e.sequence > coalesce(e.sequence_before, h.retired_sequence, 0) + 1
      THEN 'entries before this one are missing' END),
    (CASE WHEN e.sequence <= coalesce(e.sequence_before, h.retired_sequence, 0)
      THEN 'the entry was inserted: there is another in its place' END),
    (CASE WHEN e.sequence = coalesce(e.sequence_before, h.retired_sequence, 0) + 1
        AND e.previous_hash IS DISTINCT FROM coalesce(e.hash_before, h.retired_hash)
      THEN 'the entry does not follow the one before it' END),
    (CASE WHEN coalesce(e.is_last, true)
        AND coalesce(e.sequence, h.retired_sequence) < h.sequence
      THEN 'entries at the end are missing' END),
    (CASE WHEN e.is_last AND (h.record_id IS NULL OR e.sequence > h.sequence OR (e.sequence = h.sequence AND e.hash <> h.hash))
      THEN 'the entry was added at the end' END)
  ) AS f (fault)
  WHERE f.fault IS NOT NULL
  ORDER BY 1, 2, 3, 4
$$;
REVOKE ALL ON FUNCTION wizard_private.verify_audit_log(text) FROM PUBLIC;
COMMENT ON FUNCTION wizard_private.verify_audit_log(text) IS
  'Lists what is wrong with the audit log (entries changed, removed, inserted or reordered), or with what it says about one session. That the whole log of a record is gone shows only without an argument.';

-- To be called after the person's sessions are gone: their last entries have the whole rows. Sessions
-- that began as a guest's are found by their later entries. What the person did in somebody else's
-- session is that one's history, and stays. Months that were retired and not dropped are included.
CREATE FUNCTION wizard_private.erase_person(person uuid) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  part regclass;
  erased bigint := 0;
  here bigint;
BEGIN
  FOR part IN
    SELECT c.oid::regclass FROM pg_class c
      WHERE c.oid = 'public.wizard_audit_log'::regclass
        OR (c.relnamespace = 'wizard_private'::regnamespace AND c.relkind = 'r' AND c.relname LIKE 'retired\_wizard\_audit\_log\_%')
  LOOP
    EXECUTE format(
      'UPDATE %s SET old_data = NULL, new_data = NULL, salt = NULL, user_id = NULL, actor_id = NULL, erased_at = now()
        WHERE erased_at IS NULL AND (user_id = $1 OR user_id IS NULL AND session_id IN (
          SELECT l.session_id FROM public.wizard_audit_log l WHERE l.user_id = $1
          UNION SELECT s.session_id FROM public.wizard_sessions s WHERE s.user_id = $1))', part)
      USING person;
    GET DIAGNOSTICS here = ROW_COUNT;
    erased := erased + here;
  END LOOP;
  DELETE FROM wizard_private.wizard_actions_mended m WHERE m.user_id = person;
  RETURN erased;
END
$$;
REVOKE ALL ON FUNCTION wizard_private.erase_person(uuid) FROM PUBLIC;
COMMENT ON FUNCTION wizard_private.erase_person(uuid) IS
  'Erases what the audit log has about a person, and returns how many entries that were. The chain still verifies.';

SELECT wizard_private.make_months(3);

-- AFTER, and late by name: the row as it is stored, whatever other triggers have made of it.
CREATE TRIGGER write_audit_log AFTER INSERT OR UPDATE OR DELETE ON wizard_sessions
  FOR EACH ROW EXECUTE FUNCTION wizard_private.audit_row('wizard_sessions', 'last_interaction', 'updated_at');
CREATE TRIGGER write_audit_log_of_truncate AFTER TRUNCATE ON wizard_sessions
  FOR EACH STATEMENT EXECUTE FUNCTION wizard_private.audit_truncate('wizard_sessions');
CREATE TRIGGER write_audit_log AFTER INSERT OR UPDATE OR DELETE ON wizard_actions
  FOR EACH ROW EXECUTE FUNCTION wizard_private.audit_row('wizard_actions', 'user_id');
CREATE TRIGGER write_audit_log_of_truncate AFTER TRUNCATE ON wizard_actions
  FOR EACH STATEMENT EXECUTE FUNCTION wizard_private.audit_truncate('wizard_actions');
