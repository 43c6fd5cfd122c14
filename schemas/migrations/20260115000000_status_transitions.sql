-- A session's status goes only where schemas/lifecycle.json lets it. Made from there by `make stage-migrations`.
-- Rows that exist stay as they are. CREATE TRIGGER keeps writers out (SHARE ROW EXCLUSIVE) for some milliseconds;
-- if a long transaction is in the way, this file gives up at once instead of making every writer queue.
--
-- PostgreSQL fires triggers in the order of their names: these come before set_published_at and update_updated_at,
-- so a refused status has no effect. As BEFORE triggers they come before NOT NULL and CHECKs, too.
SET LOCAL lock_timeout = '50ms';

CREATE FUNCTION wizard_private.check_status_transition()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  -- NULL is left to NOT NULL, and an unknown status to valid_status.
  IF NEW.status IS NULL OR NEW.status NOT IN ('draft', 'active', 'completed', 'published', 'abandoned') THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' THEN
    -- An upsert comes here first, whether or not its row exists: the trigger on UPDATE judges that.
    IF NEW.status IN ('draft', 'active', 'completed', 'abandoned')
      OR EXISTS (SELECT FROM public.wizard_sessions AS existing WHERE existing.session_id = NEW.session_id)
    THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a new session cannot be %', NEW.status
      USING ERRCODE = 'check_violation', CONSTRAINT = 'status_transition', COLUMN = 'status',
        TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
  END IF;
  IF OLD.status IS NULL OR OLD.status = NEW.status THEN
    RETURN NEW;
  END IF;
  IF NOT (CASE OLD.status
    WHEN 'draft' THEN NEW.status IN ('active', 'abandoned')
    WHEN 'active' THEN NEW.status IN ('completed', 'abandoned')
    WHEN 'completed' THEN NEW.status IN ('active', 'published', 'abandoned')
    WHEN 'published' THEN NEW.status IN ('completed')
    WHEN 'abandoned' THEN NEW.status IN ('active')
    ELSE false
  END) THEN
    RAISE EXCEPTION 'a session that is % cannot become %', OLD.status, NEW.status
      USING ERRCODE = 'check_violation', CONSTRAINT = 'status_transition', COLUMN = 'status',
        TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
  END IF;
  RETURN NEW;
END;
$$;
REVOKE ALL ON FUNCTION wizard_private.check_status_transition() FROM PUBLIC;
COMMENT ON FUNCTION wizard_private.check_status_transition() IS 'Refuses a status that may not follow the one before.';

CREATE TRIGGER check_status_transition_on_insert
BEFORE INSERT ON public.wizard_sessions
FOR EACH ROW EXECUTE FUNCTION wizard_private.check_status_transition();

-- Not UPDATE OF status: that looks at the statement, and would miss what another trigger changes.
CREATE TRIGGER check_status_transition_on_update
BEFORE UPDATE ON public.wizard_sessions
FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status)
EXECUTE FUNCTION wizard_private.check_status_transition();
