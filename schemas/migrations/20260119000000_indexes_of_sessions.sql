-- Indexes for foreign keys and for the queries of docs/queries.md, and for nothing else: each one is written
-- with every new row, and none may hold a column that an ordinary save changes (updated_at, last_interaction,
-- the stages), because PostgreSQL would then write all of them anew with each save.
--
-- wizard_sessions is read once for each, and nobody writes meanwhile (SHARE). schemas/before has a file of this
-- name that builds them outside of a transaction, while others write; db-up runs it first, and this file finds
-- them made.
SET LOCAL lock_timeout = '2s';

-- A user's sessions, newest first; also finds the sessions that go with a deleted user (foreign key).
CREATE INDEX IF NOT EXISTS wizard_sessions_user_id_created_at_idx ON public.wizard_sessions (user_id, created_at DESC);

-- Sessions by status, and those of one status by age: monitoring and archival.
CREATE INDEX IF NOT EXISTS wizard_sessions_status_created_at_idx ON public.wizard_sessions (status, created_at)
  WHERE deleted_at IS NULL;

-- The sessions of an event (foreign key). Few sessions have one.
CREATE INDEX IF NOT EXISTS wizard_sessions_event_id_idx ON public.wizard_sessions (event_id) WHERE event_id IS NOT NULL;

-- The deleted sessions, which purge looks for. Few rows, so it is small, and saves of live sessions do not touch it.
CREATE INDEX IF NOT EXISTS wizard_sessions_deleted_at_idx ON public.wizard_sessions (deleted_at) WHERE deleted_at IS NOT NULL;
