-- Lets users read the history of their sessions, deleted ones included. Only triggers write the audit log. Rows
-- that exist are not touched; wizard_audit_log is locked (ACCESS EXCLUSIVE) for some milliseconds.
SET LOCAL lock_timeout = '2s';

ALTER TABLE public.wizard_audit_log ENABLE ROW LEVEL SECURITY;
CREATE POLICY audit_log_select ON public.wizard_audit_log FOR SELECT TO authenticated
  USING (user_id = (SELECT auth.uid()));
GRANT SELECT ON TABLE public.wizard_audit_log TO authenticated;
