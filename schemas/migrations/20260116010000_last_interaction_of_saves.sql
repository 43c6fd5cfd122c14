-- A save of what the organizer fills in touches `last_interaction`, and so does one that sends NULL for it. Not
-- the status: housekeeping sets that, too, when it abandons a session. It comes after the files that mend rows,
-- so that those do not count as interactions. Rows that exist stay as they are. CREATE TRIGGER keeps writers out
-- (SHARE ROW EXCLUSIVE) for
-- some milliseconds; if a long transaction is in the way, this file gives up at once: run it again.
SET LOCAL lock_timeout = '50ms';

CREATE FUNCTION wizard_private.set_last_interaction() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.last_interaction := now();
  RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION wizard_private.set_last_interaction() FROM PUBLIC;
COMMENT ON FUNCTION wizard_private.set_last_interaction() IS 'Sets last_interaction of a session that is saved to now.';

CREATE TRIGGER set_last_interaction BEFORE UPDATE ON wizard_sessions
  FOR EACH ROW
  WHEN (
    NEW.last_interaction IS NULL
    OR (
      NEW.current_stage, NEW.completed_stages,
      NEW.organizer_data, NEW.event_data, NEW.ticket_data, NEW.venue_data, NEW.payment_data
    ) IS DISTINCT FROM (
      OLD.current_stage, OLD.completed_stages,
      OLD.organizer_data, OLD.event_data, OLD.ticket_data, OLD.venue_data, OLD.payment_data
    )
  )
  EXECUTE FUNCTION wizard_private.set_last_interaction();
COMMENT ON TRIGGER set_last_interaction ON wizard_sessions IS 'A save of the stages touches last_interaction.';
