-- Takes back 20260119020000_given_indexes_replaced. Each index is built anew: nobody writes sessions meanwhile.
SET LOCAL lock_timeout = '2s';
CREATE INDEX idx_sessions_stage ON public.wizard_sessions(current_stage);
CREATE INDEX idx_sessions_status ON public.wizard_sessions(status);
CREATE INDEX idx_sessions_user ON public.wizard_sessions(user_id);
