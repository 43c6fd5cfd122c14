-- Takes back 20260105000000_actions_owner. Its table is empty by now: the step after it has put the rows back.
DROP TRIGGER follow_session_owner ON wizard_sessions;
DROP FUNCTION wizard_private.follow_session_owner();
DROP TRIGGER fill_action_owner ON wizard_actions;
DROP FUNCTION wizard_private.fill_action_owner();
DROP TABLE wizard_private.wizard_actions_mended;
ALTER TABLE wizard_actions DROP CONSTRAINT session_and_time_known;
