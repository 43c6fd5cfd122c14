// The plans of the queries of docs/queries.md, over few rows: each uses its index, as each of its roles. And what an index
// on JSON would be worth under row level security. `make db-explain` does the same over many rows.
import process from 'node:process';
import { documentedQueries, explain, fill, indexAndParts } from '../../benches/database/queries.mjs';
import { query } from './harness/psql.mjs';

const url = process.env.DATABASE_URL;
const SESSIONS = 2000;
const count = { passed: 0, failed: 0 };
function ok(passed, description, diagnosis) {
  count[passed ? 'passed' : 'failed'] += 1;
  if (!passed) console.log(`not ok - ${description}\n  ${diagnosis}`);
}

fill(url, SESSIONS);
const queries = documentedQueries();
for (const { name, roles, index, sql } of queries) {
  const expected = indexAndParts(url, index);
  for (const role of roles) {
    const { indexes, full, plan } = explain(url, role, sql, SESSIONS, 'SET LOCAL enable_seqscan = off;');
    const uses = indexes.some((used) => expected.includes(used)) && full.length === 0;
    ok(uses, `${role}: ${name} uses ${index}`, `${[...indexes, ...full]}: ${JSON.stringify(plan).slice(0, 2000)}`);
  }
}

// Every index is unique, serves a foreign key or is named on the page.
const unnamed = query(
  url,
  `SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
   WHERE (t.relnamespace = 'public'::regnamespace AND t.relname LIKE 'wizard\\_%' OR t.relname = 'old_rows_imported') AND NOT i.indisunique
   ORDER BY c.relname`,
)
  .split('\n')
  .filter((name) => !queries.some(({ index }) => index === name));
ok(unnamed.length === 0, 'no index that no documented query uses', unnamed);

// An index on JSON: the server's own role uses it, a user's query cannot.
const json = `SELECT session_id FROM wizard_sessions WHERE organizer_data @> '{"name": "nobody"}'`;
const gin =
  'CREATE INDEX json_for_a_moment ON wizard_sessions USING gin (organizer_data); SET LOCAL enable_seqscan = off;';
const served = explain(url, 'service_role', json, SESSIONS, gin);
ok(served.indexes.includes('json_for_a_moment'), 'service_role: @> uses a GIN index', served.indexes);
const hidden = explain(url, 'authenticated', json, SESSIONS, gin);
ok(!hidden.indexes.includes('json_for_a_moment'), 'authenticated: @> uses no GIN index', hidden.indexes);
ok(hidden.indexes.includes('wizard_sessions_user_id_created_at_idx'), 'it filters the own sessions', hidden.indexes);

// A usual save writes no index: it is a HOT update where the page has room.
query(
  url,
  "DELETE FROM wizard_sessions WHERE session_id <> 'session 20'; VACUUM wizard_sessions; SELECT pg_stat_reset();",
);
query(
  url,
  `UPDATE wizard_sessions SET organizer_data = organizer_data || '{"name": "Another"}', current_stage = 'eventSetup', last_interaction = now()
   WHERE session_id = 'session 20'; SELECT pg_sleep(0.2);`,
);
const [updated, hot] = query(
  url,
  `SELECT pg_stat_force_next_flush() FROM generate_series(1, 1);
   SELECT n_tup_upd, n_tup_hot_upd FROM pg_stat_user_tables WHERE relname = 'wizard_sessions'`,
)
  .trim()
  .split('\n')
  .at(-1)
  .split('|');
ok(updated === '1' && hot === '1', 'a save is a HOT update', `${updated} updated, ${hot} of them HOT`);

console.log(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed === 0 ? 0 : 1;
