-- Columns that later migrations need. A column without a default, or with one for new rows only, is
-- added without rewriting the table: rows that exist get NULL and keep the owner they have.

-- When the owner deleted the session; NULL while it is live.
ALTER TABLE wizard_sessions ADD COLUMN deleted_at TIMESTAMPTZ;
COMMENT ON COLUMN wizard_sessions.deleted_at IS 'When the owner deleted the session; NULL while it is live.';

-- A session belongs to whoever creates it, so that a client need not send the column.
ALTER TABLE wizard_sessions ALTER COLUMN user_id SET DEFAULT auth.uid();

-- The owner of the action's session, kept beside the action so that row level security compares a
-- column instead of looking the session up for each row.
ALTER TABLE wizard_actions ADD COLUMN user_id UUID;
COMMENT ON COLUMN wizard_actions.user_id IS 'The owner of the action''s session.';
