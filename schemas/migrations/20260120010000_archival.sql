-- Sessions that were abandoned long ago move out of the way: each becomes one row of an archive, with its
-- actions. Nothing that exists is read; SHARE ROW EXCLUSIVE on auth.users, for the moment that the
-- catalogue takes to add the foreign key. (A person's archive goes with the person, as sessions do.)
CREATE TABLE wizard_private.archived_sessions (
  session_id VARCHAR(255) PRIMARY KEY,
  user_id UUID REFERENCES auth.users(id) ON DELETE CASCADE,
  archived_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  session JSONB NOT NULL,
  actions JSONB NOT NULL
);
CREATE INDEX idx_archived_sessions_user ON wizard_private.archived_sessions(user_id);
ALTER TABLE wizard_private.archived_sessions ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON TABLE wizard_private.archived_sessions FROM PUBLIC, anon, authenticated, service_role;
GRANT SELECT ON TABLE wizard_private.archived_sessions TO service_role;
COMMENT ON TABLE wizard_private.archived_sessions IS
  'Abandoned sessions, each with its actions in order. wizard_private.restore_archived_session() puts one back.';

-- One call is one batch. Whoever calls commits, so a run can be stopped after any batch and resumed at any
-- time: what is archived is no longer abandoned. Sessions that somebody is saving just now are left for
-- another time. Sessions that their owner deleted are the purge's.
CREATE FUNCTION wizard_private.archive_abandoned_sessions(idle interval, batch integer DEFAULT 500) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  chosen uuid[];
  done integer;
BEGIN
  IF idle < interval '1 day' OR batch < 1 THEN
    RAISE EXCEPTION 'idle is less than a day, or batch less than 1' USING errcode = 'invalid_parameter_value';
  END IF;
  chosen := ARRAY(
    SELECT s.id FROM public.wizard_sessions s
      -- A session is older than its last use. By created_at an index finds the next ones in order.
      WHERE s.status = 'abandoned' AND s.deleted_at IS NULL AND s.created_at < now() - idle AND s.last_interaction < now() - idle
        -- Somebody used the name of an archived session again, and abandoned that one too: the first stays.
        AND NOT EXISTS (SELECT FROM wizard_private.archived_sessions a WHERE a.session_id = s.session_id)
      ORDER BY s.created_at LIMIT batch
      FOR UPDATE SKIP LOCKED);
  INSERT INTO wizard_private.archived_sessions (session_id, user_id, session, actions)
    SELECT s.session_id, s.user_id, to_jsonb(s), coalesce(
      (SELECT jsonb_agg(to_jsonb(a) ORDER BY a.created_at, a.id) FROM public.wizard_actions a WHERE a.session_id = s.session_id),
      '[]')
    FROM public.wizard_sessions s WHERE s.id = ANY (chosen);
  DELETE FROM public.wizard_sessions s WHERE s.id = ANY (chosen);
  GET DIAGNOSTICS done = ROW_COUNT;
  RETURN done;
END
$$;
REVOKE ALL ON FUNCTION wizard_private.archive_abandoned_sessions(interval, integer) FROM PUBLIC;
COMMENT ON FUNCTION wizard_private.archive_abandoned_sessions(interval, integer) IS
  'Moves up to `batch` sessions that were abandoned and not used for `idle` to wizard_private.archived_sessions, and returns how many. To be called until it returns 0.';

-- The actions come back with their times, so the months of their days must be there.
CREATE FUNCTION wizard_private.restore_archived_session(the_session text) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  archived wizard_private.archived_sessions;
BEGIN
  DELETE FROM wizard_private.archived_sessions a WHERE a.session_id = the_session RETURNING * INTO archived;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  INSERT INTO public.wizard_sessions
    SELECT * FROM jsonb_populate_record(NULL::public.wizard_sessions, archived.session);
  INSERT INTO public.wizard_actions
    SELECT * FROM jsonb_populate_recordset(NULL::public.wizard_actions, archived.actions);
  RETURN true;
END
$$;
REVOKE ALL ON FUNCTION wizard_private.restore_archived_session(text) FROM PUBLIC;
COMMENT ON FUNCTION wizard_private.restore_archived_session(text) IS
  'Puts an archived session back with its actions; false if there is none. It fails if another session has taken its name.';
