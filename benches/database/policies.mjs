// Measures what a policy costs, written in several ways, on the wizard's own tables. Times are medians of five.
//
// Usage (through scripts/db-policies): DATABASE_URL=… node policies.mjs ACTIONS
import { loadavg } from 'node:os';
import process from 'node:process';
import { query } from '../../tests/database/harness/psql.mjs';
import { fill } from './queries.mjs';

const url = process.env.DATABASE_URL;
const actions = Number(process.argv[2] ?? 200000);
fill(url, actions / 5);

const DELETED = 'session_id <> ALL ((SELECT wizard_private.own_deleted_sessions())::text[])';
const WAYS = [
  ['no row level security', undefined],
  ['user_id = auth.uid()', 'user_id = auth.uid()'],
  ['user_id = (SELECT auth.uid())', 'user_id = (SELECT auth.uid())'],
  ['… and not of a deleted session (as shipped)', `user_id = (SELECT auth.uid()) AND ${DELETED}`],
  [
    'EXISTS over sessions',
    'EXISTS (SELECT FROM wizard_sessions s WHERE s.session_id = wizard_actions.session_id AND s.user_id = (SELECT auth.uid()))',
  ],
];
const NO_INDEX = 'DROP INDEX wizard_actions_user_id_created_at_idx;';
const QUESTIONS = [
  ['all rows are read', NO_INDEX, 'SELECT count(*) FROM wizard_actions'],
  ['indexes may be used', '', 'SELECT count(*) FROM wizard_actions'],
  ['last 50', '', 'SELECT session_id, action_name FROM wizard_actions ORDER BY created_at DESC LIMIT 50'],
  ['a session', '', "SELECT action_name FROM wizard_actions WHERE session_id = 'session 0' ORDER BY created_at"],
];

/** The median time of a query as a user, in milliseconds. */
function time(settings, sql) {
  const once = `EXPLAIN (ANALYZE, TIMING off, SUMMARY) ${sql};`;
  const output = query(
    url,
    `BEGIN; ${settings}
     DO $$ BEGIN PERFORM set_config('request.jwt.claims', json_build_object('sub', md5('user 0')::uuid, 'role', 'authenticated')::text, true); END $$;
     SET LOCAL ROLE authenticated; ${once.repeat(6)} ROLLBACK;`,
  );
  const times = [...output.matchAll(/Execution Time: ([\d.]+)/g)].map(([, ms]) => Number(ms)).slice(1);
  return times.sort((a, b) => a - b)[2];
}

console.log(`${query(url, 'SHOW server_version')}: ${actions} actions, load ${loadavg()[0].toFixed(1)}`);
for (const [way, condition] of WAYS) {
  query(
    url,
    condition
      ? `ALTER TABLE wizard_actions ENABLE ROW LEVEL SECURITY; ALTER POLICY actions_select ON wizard_actions USING (${condition});`
      : 'ALTER TABLE wizard_actions DISABLE ROW LEVEL SECURITY;',
  );
  const times = QUESTIONS.map(([what, settings, sql]) => `${what} ${time(settings, sql).toFixed(2)} ms`);
  console.log(`${way.padEnd(46)} ${times.join(', ')}`);
}
