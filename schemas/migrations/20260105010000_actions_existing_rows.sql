-- Second of five steps that divide wizard_actions by month: the rows that exist get a session's owner
-- and a time.
--   no session:                  moved to wizard_private.wizard_actions_mended; nobody can own them
--   no time, or one to come:     the last time that the session is known to have been used; the row
--                                as it was is kept in wizard_private.wizard_actions_mended
--   owner:                       copied from the session
-- Locks: the rows that change, until the end; new actions and changes of sessions do not wait. The
-- validation takes SHARE UPDATE EXCLUSIVE, which reads and writes do not notice.

INSERT INTO wizard_private.wizard_actions_mended
  SELECT * FROM wizard_actions WHERE session_id IS NULL OR created_at IS NULL OR created_at > now();

DELETE FROM wizard_actions WHERE session_id IS NULL;

UPDATE wizard_actions a
  SET created_at = least(coalesce(s.last_interaction, s.updated_at, s.created_at, now()), now())
  FROM wizard_sessions s
  WHERE s.session_id = a.session_id AND (a.created_at IS NULL OR a.created_at > now());

UPDATE wizard_actions a SET user_id = s.user_id
  FROM wizard_sessions s
  WHERE s.session_id = a.session_id AND a.user_id IS DISTINCT FROM s.user_id;

ALTER TABLE wizard_actions VALIDATE CONSTRAINT session_and_time_known;
