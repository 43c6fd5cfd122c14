-- Takes back 20260104010000_last_interaction_of_actions. The times stay as they are.
SET LOCAL lock_timeout = '50ms';
DROP TRIGGER touch_last_interaction ON wizard_actions;
DROP FUNCTION wizard_private.touch_last_interaction();
