-- Drops given indexes that others have replaced, or that no query uses. No row is read; wizard_sessions is
-- locked (ACCESS EXCLUSIVE) for some milliseconds.
SET LOCAL lock_timeout = '2s';

-- wizard_sessions_user_id_created_at_idx begins with the same column.
DROP INDEX public.idx_sessions_user;
-- So does wizard_sessions_status_created_at_idx. Queries about sessions that are not deleted say so.
DROP INDEX public.idx_sessions_status;
-- Nothing asks for sessions by stage alone, and every step of the wizard would write it.
DROP INDEX public.idx_sessions_stage;
