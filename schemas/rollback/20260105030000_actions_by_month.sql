-- Takes back 20260105030000_actions_by_month: the first part, which has all rows, is the whole table
-- again. The primary key is built anew while writes wait.
ALTER TABLE wizard_actions DETACH PARTITION wizard_private.wizard_actions_first;
DROP TABLE wizard_actions;
ALTER TABLE wizard_private.wizard_actions_first DROP CONSTRAINT first_part_ends;
ALTER TABLE wizard_private.wizard_actions_first DISABLE ROW LEVEL SECURITY;
ALTER TABLE wizard_private.wizard_actions_first SET SCHEMA public;
ALTER TABLE wizard_actions_first RENAME TO wizard_actions;
GRANT ALL ON TABLE wizard_actions TO anon, authenticated, service_role;
ALTER TABLE wizard_actions DROP CONSTRAINT wizard_actions_first_pkey;
ALTER TABLE wizard_actions ADD CONSTRAINT wizard_actions_pkey PRIMARY KEY (id);
ALTER TABLE wizard_actions
  ADD CONSTRAINT session_and_time_known CHECK (session_id IS NOT NULL AND created_at IS NOT NULL);
ALTER TABLE wizard_actions ALTER COLUMN session_id DROP NOT NULL, ALTER COLUMN created_at DROP NOT NULL;
CREATE INDEX idx_actions_session ON wizard_actions(session_id);
CREATE UNIQUE INDEX wizard_actions_first_pkey ON wizard_actions (session_id, created_at, id);
CREATE TRIGGER fill_action_owner BEFORE INSERT ON wizard_actions
  FOR EACH ROW EXECUTE FUNCTION wizard_private.fill_action_owner();
