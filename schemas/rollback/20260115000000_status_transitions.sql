-- Takes back 20260115000000_status_transitions.
SET LOCAL lock_timeout = '50ms';

DROP TRIGGER check_status_transition_on_insert ON wizard_sessions;
DROP TRIGGER check_status_transition_on_update ON wizard_sessions;
DROP FUNCTION wizard_private.check_status_transition();
