-- Who may do what with sessions. Everything is taken from the API's roles (Supabase grants them ALL on every
-- new table of `public`, TRUNCATE included, which ignores policies), and what the wizard needs is granted, by
-- column where a column is not the client's. Rows that exist are not touched; whoever used the open grants
-- until now is refused from here on. wizard_sessions is locked (ACCESS EXCLUSIVE) for some milliseconds; this
-- file locks no other table, and takes its strongest lock first, so that it cannot deadlock with writers. If a
-- long transaction is in the way it gives up: run it again.
--
-- Policies are written so that they cost nothing per row: `(SELECT auth.uid())` is computed once a
-- statement, and every table has its own user_id to compare it with.
--
-- The owner of the tables is not bound by the policies (no FORCE ROW LEVEL SECURITY): trigger functions
-- and SECURITY DEFINER functions run as the owner and must see every row, and FORCE would make them
-- silently see none where the owner has no BYPASSRLS.
SET LOCAL lock_timeout = '2s';

-- Sessions: a user reads, creates and saves live sessions of their own. Nobody deletes: see soft_delete.
ALTER TABLE public.wizard_sessions ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON TABLE public.wizard_sessions FROM PUBLIC, anon, authenticated, service_role;

CREATE POLICY sessions_select ON public.wizard_sessions FOR SELECT TO authenticated
  USING (user_id = (SELECT auth.uid()) AND deleted_at IS NULL);
CREATE POLICY sessions_insert ON public.wizard_sessions FOR INSERT TO authenticated
  WITH CHECK (user_id = (SELECT auth.uid()) AND deleted_at IS NULL);
CREATE POLICY sessions_update ON public.wizard_sessions FOR UPDATE TO authenticated
  USING (user_id = (SELECT auth.uid()) AND deleted_at IS NULL)
  WITH CHECK (user_id = (SELECT auth.uid()) AND deleted_at IS NULL);

GRANT SELECT ON TABLE public.wizard_sessions TO authenticated, service_role;
-- The server sets id and all timestamps. user_id may be sent with a new row, but is never updated.
GRANT INSERT (
  user_id, session_id, current_stage, completed_stages, organizer_data, event_data, ticket_data, venue_data,
  payment_data, status, completion_percentage, event_id
) ON TABLE public.wizard_sessions TO authenticated;
GRANT UPDATE (
  session_id, current_stage, completed_stages, organizer_data, event_data, ticket_data, venue_data,
  payment_data, status, completion_percentage, event_id
) ON TABLE public.wizard_sessions TO authenticated;
-- The service role also hands a guest's session to a user (user_id), imports and supports (timestamps).
GRANT INSERT ON TABLE public.wizard_sessions TO service_role;
GRANT UPDATE (
  user_id, session_id, current_stage, completed_stages, organizer_data, event_data, ticket_data, venue_data,
  payment_data, status, completion_percentage, event_id, updated_at, last_interaction, published_at, deleted_at
) ON TABLE public.wizard_sessions TO service_role;

-- Upserts write every column that they name, session_id included, so its UPDATE must be granted; but
-- actions and the audit log know a session by it, so it never changes.
CREATE FUNCTION wizard_private.refuse_session_id_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RAISE EXCEPTION USING
    ERRCODE = 'insufficient_privilege',
    MESSAGE = 'session_id of a session cannot be changed',
    SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME, COLUMN = 'session_id';
END
$$;
COMMENT ON FUNCTION wizard_private.refuse_session_id_change() IS 'Raises 42501: a session keeps its session_id.';
REVOKE ALL ON FUNCTION wizard_private.refuse_session_id_change() FROM PUBLIC, anon, authenticated, service_role;
CREATE TRIGGER refuse_session_id_change BEFORE UPDATE ON public.wizard_sessions
  FOR EACH ROW WHEN (OLD.session_id IS DISTINCT FROM NEW.session_id)
  EXECUTE FUNCTION wizard_private.refuse_session_id_change();

REVOKE ALL ON FUNCTION public.update_updated_at_column() FROM PUBLIC, anon, authenticated, service_role;
