-- Indexes for foreign keys and for the queries of docs/queries.md, and for nothing else: each one is written
-- with every new row, and no index may hold a column that an ordinary save changes (updated_at,
-- last_interaction, the stages), because PostgreSQL would then write all of them anew with each save.
--
-- Each CREATE INDEX reads the table once and lets no one write meanwhile (SHARE). On a large table build
-- them before, outside of a transaction, and this file finds them made. For example:
--   CREATE INDEX CONCURRENTLY wizard_sessions_user_id_created_at_idx ON wizard_sessions (user_id, created_at DESC);
-- and for actions on each part in wizard_private, under any name.

-- A user's sessions, newest first; also finds the sessions that go with a deleted user (foreign key).
CREATE INDEX IF NOT EXISTS wizard_sessions_user_id_created_at_idx ON public.wizard_sessions (user_id, created_at DESC);
DROP INDEX IF EXISTS public.idx_sessions_user;

-- Sessions by status, and those of one status by age: monitoring and archival.
CREATE INDEX IF NOT EXISTS wizard_sessions_status_created_at_idx ON public.wizard_sessions (status, created_at)
  WHERE deleted_at IS NULL;
DROP INDEX IF EXISTS public.idx_sessions_status;

-- The sessions of an event (foreign key). Few sessions have one.
CREATE INDEX IF NOT EXISTS wizard_sessions_event_id_idx ON public.wizard_sessions (event_id) WHERE event_id IS NOT NULL;

-- Nothing asks for sessions by stage alone, and every step of the wizard would write it.
DROP INDEX IF EXISTS public.idx_sessions_stage;

-- What a user did lately, over all sessions. Policies compare user_id in every query, so without this one a
-- query without a condition would read everybody's actions.
CREATE INDEX IF NOT EXISTS wizard_actions_user_id_created_at_idx ON public.wizard_actions (user_id, created_at DESC);
