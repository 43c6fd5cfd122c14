CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS wizard_actions_first_pkey ON public.wizard_actions (session_id, created_at, id);
