-- Takes back 20260102000000_schemas.
GRANT EXECUTE ON FUNCTION update_updated_at_column() TO PUBLIC;
ALTER FUNCTION update_updated_at_column() RESET search_path;
DROP SCHEMA wizard_private;
DROP SCHEMA wizard_checks;
