-- Takes back 20260117010000_row_level_security_of_actions: actions are open again to the API's roles.
SET LOCAL lock_timeout = '2s';
REVOKE ALL ON TABLE public.wizard_actions FROM authenticated, service_role;
DROP POLICY actions_insert ON public.wizard_actions;
DROP POLICY actions_select ON public.wizard_actions;
ALTER TABLE public.wizard_actions DISABLE ROW LEVEL SECURITY;
GRANT ALL ON TABLE public.wizard_actions TO anon, authenticated, service_role;
DROP FUNCTION wizard_private.own_deleted_sessions();
