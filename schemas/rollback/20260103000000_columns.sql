-- Takes back 20260103000000_columns. Which sessions were deleted is lost: they are live again.
ALTER TABLE wizard_actions DROP COLUMN user_id;
ALTER TABLE wizard_sessions ALTER COLUMN user_id DROP DEFAULT;
ALTER TABLE wizard_sessions DROP COLUMN deleted_at;
