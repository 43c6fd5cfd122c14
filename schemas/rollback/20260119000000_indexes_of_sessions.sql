-- Takes back 20260119000000_indexes_of_sessions.
SET LOCAL lock_timeout = '2s';
DROP INDEX public.wizard_sessions_deleted_at_idx;
DROP INDEX public.wizard_sessions_event_id_idx;
DROP INDEX public.wizard_sessions_status_created_at_idx;
DROP INDEX public.wizard_sessions_user_id_created_at_idx;
