-- Takes back 20260117000000_row_level_security. Every table is open again to the API's roles, as Supabase's
-- default privileges leave it.
SET LOCAL lock_timeout = '2s';
REVOKE ALL ON TABLE public.wizard_actions FROM authenticated, service_role;
DROP POLICY actions_insert ON public.wizard_actions;
DROP POLICY actions_select ON public.wizard_actions;
ALTER TABLE public.wizard_actions DISABLE ROW LEVEL SECURITY;
GRANT ALL ON TABLE public.wizard_actions TO anon, authenticated, service_role;

REVOKE ALL ON TABLE public.wizard_sessions FROM authenticated, service_role;
DROP POLICY sessions_update ON public.wizard_sessions;
DROP POLICY sessions_insert ON public.wizard_sessions;
DROP POLICY sessions_select ON public.wizard_sessions;
ALTER TABLE public.wizard_sessions DISABLE ROW LEVEL SECURITY;
GRANT ALL ON TABLE public.wizard_sessions TO anon, authenticated, service_role;

DROP TRIGGER refuse_session_id_change ON public.wizard_sessions;
DROP FUNCTION wizard_private.refuse_session_id_change();
DROP FUNCTION wizard_private.own_deleted_sessions();
GRANT EXECUTE ON FUNCTION public.update_updated_at_column() TO anon, authenticated, service_role;
