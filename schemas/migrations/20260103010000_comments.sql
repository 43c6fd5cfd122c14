-- Says in the database what the given table and function are for, where an owner of the database meets them.
-- Nothing is read; COMMENT keeps nobody out (SHARE UPDATE EXCLUSIVE).
COMMENT ON TABLE wizard_sessions IS
  'One row for each run of the wizard: where it stands, and the data of its five stages.';
COMMENT ON FUNCTION update_updated_at_column() IS 'Sets updated_at to the time of the transaction. For triggers.';
