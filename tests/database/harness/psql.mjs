// Runs SQL by psql, for the tests that need a commit, several sessions or many rows.
export { attempt, query, start } from '../../../scripts/database/psql.mjs';
