-- Takes back 20260118000000_soft_delete. Deleted sessions stay marked and hidden; what was purged is gone.
DROP FUNCTION wizard_private.purge_wizard_sessions(interval, integer);
DROP VIEW public.live_wizard_sessions;
DROP FUNCTION public.restore_wizard_session(text);
DROP FUNCTION public.delete_wizard_session(text);
