-- Takes back 20260119000000_indexes: the given indexes return.
DROP INDEX public.wizard_actions_user_id_created_at_idx;
CREATE INDEX idx_sessions_stage ON public.wizard_sessions(current_stage);
DROP INDEX public.wizard_sessions_event_id_idx;
CREATE INDEX idx_sessions_status ON public.wizard_sessions(status);
DROP INDEX public.wizard_sessions_status_created_at_idx;
CREATE INDEX idx_sessions_user ON public.wizard_sessions(user_id);
DROP INDEX public.wizard_sessions_user_id_created_at_idx;
