-- An action touches `last_interaction` of its session. Rows that exist stay as they are. The trigger stands on
-- the whole of wizard_actions: each month has a copy of it, and a new month gets one.
-- CREATE TRIGGER keeps writers out of wizard_actions (SHARE ROW EXCLUSIVE) for some milliseconds; if a long
-- transaction is in the way, this file gives up at once: run it again.
SET LOCAL lock_timeout = '50ms';

-- At most once a minute for each session, because an UPDATE of a session judges all its CHECKs anew. A session
-- that another transaction is changing is left alone: it is being saved or touched just now, so the action
-- need not wait, and two bulk inserts cannot block each other.
-- SECURITY DEFINER: row level security and grants may hide the session from whoever logs the action.
CREATE FUNCTION wizard_private.touch_last_interaction() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.wizard_sessions SET last_interaction = now()
  WHERE id = (
    SELECT id FROM public.wizard_sessions
    WHERE session_id = NEW.session_id AND last_interaction < now() - interval '1 minute'
    FOR NO KEY UPDATE SKIP LOCKED
  );
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION wizard_private.touch_last_interaction() FROM PUBLIC;
COMMENT ON FUNCTION wizard_private.touch_last_interaction() IS 'Sets last_interaction of an action''s session to now, at most once a minute.';

CREATE TRIGGER touch_last_interaction AFTER INSERT ON wizard_actions
  FOR EACH ROW EXECUTE FUNCTION wizard_private.touch_last_interaction();
COMMENT ON TRIGGER touch_last_interaction ON wizard_actions IS 'An action touches last_interaction of its session, at most once a minute.';
