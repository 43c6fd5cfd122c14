-- Takes back 20260120010000_archival: what was archived is put back first. It fails if another session has taken
-- the name of an archived one, and nothing has changed then.
SELECT wizard_private.restore_archived_session(session_id) FROM wizard_private.archived_sessions;
DROP FUNCTION wizard_private.restore_archived_session(text);
DROP FUNCTION wizard_private.archive_abandoned_sessions(interval, integer);
DROP TABLE wizard_private.archived_sessions;
