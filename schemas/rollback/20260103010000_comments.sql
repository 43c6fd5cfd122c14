-- Takes back 20260103010000_comments.
COMMENT ON FUNCTION update_updated_at_column() IS NULL;
COMMENT ON TABLE wizard_sessions IS NULL;
