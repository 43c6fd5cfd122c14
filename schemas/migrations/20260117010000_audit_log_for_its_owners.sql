-- Lets users read the history of their sessions, deleted ones included, and the service role all of it. Only
-- triggers write the audit log. Rows that exist are not touched; the table is locked (ACCESS EXCLUSIVE) for
-- some milliseconds.
SET LOCAL lock_timeout = '2s';

ALTER TABLE public.wizard_audit_log ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON TABLE public.wizard_audit_log FROM PUBLIC, anon, authenticated, service_role;

CREATE POLICY audit_log_select ON public.wizard_audit_log FOR SELECT TO authenticated
  USING (user_id = (SELECT auth.uid()));

GRANT SELECT ON TABLE public.wizard_audit_log TO authenticated, service_role;
