-- Lets the database keep `updated_at` and `published_at` of sessions. Rows that exist stay as they are.
-- CREATE TRIGGER keeps writers out (SHARE ROW EXCLUSIVE) for some milliseconds; if a long transaction is in
-- the way, this file gives up at once instead of making every writer queue: run it again.
SET LOCAL lock_timeout = '50ms';

-- A session has the date of its publication exactly while it is published. Whoever publishes may give a date
-- (an import does); else it is now. A save that sends NULL does not lose it, not even an upsert, which comes
-- here as an INSERT first, and takes over what this leaves. Leaving the status clears it.
CREATE FUNCTION wizard_private.set_published_at() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.status IS DISTINCT FROM 'published' THEN
    NEW.published_at := NULL;
  ELSIF NEW.published_at IS NULL THEN
    NEW.published_at := coalesce(
      OLD.published_at,
      (SELECT s.published_at FROM public.wizard_sessions AS s WHERE s.session_id = NEW.session_id),
      now()
    );
  END IF;
  RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION wizard_private.set_published_at() FROM PUBLIC;
COMMENT ON FUNCTION wizard_private.set_published_at() IS 'Sets published_at while a session is published, and clears it when it no longer is.';

CREATE TRIGGER set_published_at BEFORE INSERT OR UPDATE ON wizard_sessions
  FOR EACH ROW EXECUTE FUNCTION wizard_private.set_published_at();
COMMENT ON TRIGGER set_published_at ON wizard_sessions IS 'published_at is set exactly while the status is published.';

-- A saver sends the `updated_at` that it has read as the condition of its UPDATE. So it changes with whatever
-- a saver could overwrite, and not when only `last_interaction` was touched. PostgreSQL fires triggers in the
-- order of their names: this one is the last, and sees what the others have changed.
CREATE TRIGGER update_updated_at BEFORE UPDATE ON wizard_sessions
  FOR EACH ROW
  WHEN (
    (
      NEW.updated_at, NEW.status, NEW.current_stage, NEW.completed_stages, NEW.completion_percentage,
      NEW.organizer_data, NEW.event_data, NEW.ticket_data, NEW.venue_data, NEW.payment_data,
      NEW.id, NEW.user_id, NEW.session_id, NEW.event_id, NEW.created_at, NEW.published_at, NEW.deleted_at
    ) IS DISTINCT FROM (
      OLD.updated_at, OLD.status, OLD.current_stage, OLD.completed_stages, OLD.completion_percentage,
      OLD.organizer_data, OLD.event_data, OLD.ticket_data, OLD.venue_data, OLD.payment_data,
      OLD.id, OLD.user_id, OLD.session_id, OLD.event_id, OLD.created_at, OLD.published_at, OLD.deleted_at
    )
  )
  EXECUTE FUNCTION update_updated_at_column();
COMMENT ON TRIGGER update_updated_at ON wizard_sessions IS 'updated_at is the time of the last change of anything but last_interaction.';
