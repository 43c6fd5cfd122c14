-- Takes back 20260116000000_last_interaction_of_actions. The times stay as they are.
SET LOCAL lock_timeout = '50ms';
DROP TRIGGER touch_last_interaction ON wizard_actions;
DROP FUNCTION wizard_private.touch_last_interaction();
