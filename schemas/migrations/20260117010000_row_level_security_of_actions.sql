-- Who may do what with actions: as for sessions, with the same reasons. Rows that exist are not touched.
-- wizard_actions is locked (ACCESS EXCLUSIVE) for some milliseconds; if a long transaction is in the way this
-- file gives up: run it again. The parts in wizard_private have row level security, no policy and no grant.
SET LOCAL lock_timeout = '2s';

-- Sessions that the caller has deleted. Row level security hides them, so their actions could not be
-- recognised without this function. SECURITY DEFINER: it reads what the caller no longer may.
CREATE FUNCTION wizard_private.own_deleted_sessions() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT coalesce(array_agg(s.session_id::text), '{}')
  FROM public.wizard_sessions s
  WHERE s.user_id = (SELECT auth.uid()) AND s.deleted_at IS NOT NULL
$$;
COMMENT ON FUNCTION wizard_private.own_deleted_sessions() IS 'The session_id of each session that the caller has deleted; for policies.';
REVOKE ALL ON FUNCTION wizard_private.own_deleted_sessions() FROM PUBLIC, anon, authenticated, service_role;
-- A policy runs with the caller's rights. Without USAGE on the schema nobody can call it elsewhere.
GRANT EXECUTE ON FUNCTION wizard_private.own_deleted_sessions() TO authenticated;

-- Actions: a user logs and reads what happened in live sessions of their own. A log is not rewritten.
ALTER TABLE public.wizard_actions ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON TABLE public.wizard_actions FROM PUBLIC, anon, authenticated, service_role;

CREATE POLICY actions_select ON public.wizard_actions FOR SELECT TO authenticated
  USING (user_id = (SELECT auth.uid()) AND session_id <> ALL ((SELECT wizard_private.own_deleted_sessions())::text[]));
CREATE POLICY actions_insert ON public.wizard_actions FOR INSERT TO authenticated
  WITH CHECK (user_id = (SELECT auth.uid()) AND session_id <> ALL ((SELECT wizard_private.own_deleted_sessions())::text[]));

GRANT SELECT ON TABLE public.wizard_actions TO authenticated, service_role;
-- The server sets the rest: user_id is the session's, created_at chooses the partition.
GRANT INSERT (session_id, action_name, action_data, response_time_ms) ON TABLE public.wizard_actions
  TO authenticated, service_role;
