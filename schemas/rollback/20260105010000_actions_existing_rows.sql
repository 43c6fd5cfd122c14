-- Takes back 20260105010000_actions_existing_rows: the rows that it mended are as they were. The
-- owners that it copied stay until their column goes.
ALTER TABLE wizard_actions DROP CONSTRAINT session_and_time_known;

UPDATE wizard_actions a SET created_at = m.created_at
  FROM wizard_private.wizard_actions_mended m
  WHERE m.id = a.id;

-- A time without a session belongs to nobody, so the trigger that looks for an owner finds none.
INSERT INTO wizard_actions SELECT * FROM wizard_private.wizard_actions_mended WHERE session_id IS NULL;

DELETE FROM wizard_private.wizard_actions_mended;

ALTER TABLE wizard_actions
  ADD CONSTRAINT session_and_time_known CHECK (session_id IS NOT NULL AND created_at IS NOT NULL) NOT VALID;
