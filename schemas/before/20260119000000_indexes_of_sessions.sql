CREATE INDEX CONCURRENTLY IF NOT EXISTS wizard_sessions_user_id_created_at_idx ON public.wizard_sessions (user_id, created_at DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS wizard_sessions_status_created_at_idx ON public.wizard_sessions (status, created_at)
  WHERE deleted_at IS NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS wizard_sessions_event_id_idx ON public.wizard_sessions (event_id) WHERE event_id IS NOT NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS wizard_sessions_deleted_at_idx ON public.wizard_sessions (deleted_at)
  WHERE deleted_at IS NOT NULL;
