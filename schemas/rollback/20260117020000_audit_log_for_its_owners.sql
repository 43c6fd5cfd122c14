-- Takes back 20260117020000_audit_log_for_its_owners: users cannot read the audit log.
SET LOCAL lock_timeout = '2s';
REVOKE ALL ON TABLE public.wizard_audit_log FROM authenticated;
DROP POLICY audit_log_select ON public.wizard_audit_log;
ALTER TABLE public.wizard_audit_log DISABLE ROW LEVEL SECURITY;
