-- Two schemas that PostgREST must not expose, and a safe search_path for the given trigger function.
-- Nothing that exists is read or locked.

-- What CHECKs call. A CHECK runs with the rights of whoever writes the row, so the API's roles may
-- execute these functions, and need no other right.
CREATE SCHEMA wizard_checks;
REVOKE ALL ON SCHEMA wizard_checks FROM PUBLIC;
GRANT USAGE ON SCHEMA wizard_checks TO anon, authenticated, service_role;
COMMENT ON SCHEMA wizard_checks IS 'Functions that the CHECKs of wizard tables call. Not to be exposed through the API.';

-- Trigger functions, partitions, housekeeping and monitoring.
CREATE SCHEMA wizard_private;
REVOKE ALL ON SCHEMA wizard_private FROM PUBLIC;
GRANT USAGE ON SCHEMA wizard_private TO service_role;
COMMENT ON SCHEMA wizard_private IS 'Inside of the wizard''s database: trigger functions, partitions, housekeeping, monitoring. Not to be exposed through the API.';

-- Without this, a caller's search_path decides which now() the trigger calls.
ALTER FUNCTION update_updated_at_column() SET search_path = pg_catalog, pg_temp;
REVOKE ALL ON FUNCTION update_updated_at_column() FROM PUBLIC;
