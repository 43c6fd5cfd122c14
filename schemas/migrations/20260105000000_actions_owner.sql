-- First of five steps that divide wizard_actions by month. It gives actions what the months need: a
-- session, a time, and the session's owner beside each action (row level security compares it).
-- Rows that exist are not read. Locks: ACCESS EXCLUSIVE on wizard_actions and SHARE ROW EXCLUSIVE on
-- wizard_sessions, both for the moment that the catalogue takes.

-- A partitioned table needs both in its primary key. From here on new actions are held to it.
ALTER TABLE wizard_actions
  ADD CONSTRAINT session_and_time_known CHECK (session_id IS NOT NULL AND created_at IS NOT NULL) NOT VALID;

-- What the next step changes or moves is kept here as it was.
CREATE TABLE wizard_private.wizard_actions_mended (LIKE wizard_actions);
ALTER TABLE wizard_private.wizard_actions_mended ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON TABLE wizard_private.wizard_actions_mended FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE wizard_private.wizard_actions_mended IS
  'Actions as they were before the migration to months: those without a session, which are nowhere else now, and those that had no time or one in the future.';

-- Overwrites what a client sends. The lock is the one that the foreign key takes anyway; taken here, it
-- waits for an owner who is changing just now, and keeps the owner from changing until this transaction
-- ends. The owner is read by a statement after it, which sees what was committed while it waited.
-- SECURITY DEFINER: it must find the session whoever writes; row level security judges the result.
CREATE FUNCTION wizard_private.fill_action_owner() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM FROM public.wizard_sessions s WHERE s.session_id = NEW.session_id FOR KEY SHARE;
  NEW.user_id := (SELECT s.user_id FROM public.wizard_sessions s WHERE s.session_id = NEW.session_id);
  RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION wizard_private.fill_action_owner() FROM PUBLIC;
COMMENT ON FUNCTION wizard_private.fill_action_owner() IS 'Gives a new action the owner of its session.';

CREATE TRIGGER fill_action_owner BEFORE INSERT ON wizard_actions
  FOR EACH ROW EXECUTE FUNCTION wizard_private.fill_action_owner();

-- A guest who signs in takes the session over, and with it the actions. Waiting for FOR UPDATE lets
-- actions that are being inserted commit first, so that the UPDATE sees them.
-- SECURITY DEFINER: who may change a session may not change its actions.
CREATE FUNCTION wizard_private.follow_session_owner() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM FROM public.wizard_sessions s WHERE s.id = NEW.id FOR UPDATE;
  UPDATE public.wizard_actions a SET user_id = NEW.user_id
    WHERE a.session_id = NEW.session_id AND a.user_id IS DISTINCT FROM NEW.user_id;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION wizard_private.follow_session_owner() FROM PUBLIC;
COMMENT ON FUNCTION wizard_private.follow_session_owner() IS 'Gives the actions of a session its new owner.';

CREATE TRIGGER follow_session_owner AFTER UPDATE ON wizard_sessions
  FOR EACH ROW WHEN (OLD.user_id IS DISTINCT FROM NEW.user_id)
  EXECUTE FUNCTION wizard_private.follow_session_owner();
