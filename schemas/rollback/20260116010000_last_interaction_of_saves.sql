-- Takes back 20260116010000_last_interaction_of_saves. The times stay as they are.
SET LOCAL lock_timeout = '50ms';
DROP TRIGGER set_last_interaction ON wizard_sessions;
DROP FUNCTION wizard_private.set_last_interaction();
