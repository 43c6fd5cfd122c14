// Reads docs/queries.md, and explains its queries as each role. Knows no index by itself.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { query } from '../../tests/database/harness/psql.mjs';

const root = join(import.meta.dirname, '../..');

/** The queries of docs/queries.md: their names, roles, the index that each is to use, and their SQL. */
export function documentedQueries() {
  const page = readFileSync(join(root, 'docs/queries.md'), 'utf8');
  const found = [...page.matchAll(/^### (.+)\n\n(.+) · `(\w+)`\n\n```sql\n([^`]+)\n```$/gm)];
  const headings = [...page.matchAll(/^### /gm)].length;
  if (found.length !== headings) throw new Error(`docs/queries.md: ${headings} queries, ${found.length} were read`);
  return found.map(([, name, roles, index, sql]) => ({ name, roles: roles.split(', '), index, sql }));
}

/** Fills the database with this many sessions. */
export function fill(url, sessions) {
  const document = readFileSync(join(root, 'tests/fixtures/sessions/complete.json'), 'utf8');
  const sql = readFileSync(join(root, 'benches/database/fill.sql'), 'utf8');
  query(url, sql, '-v', `sessions=${sessions}`, '-v', `document=${document}`);
}

const user = (number) => `md5('user ${number}')::uuid`;

/** The values that stand for the parameters: a session of a user in the middle. */
function parameters(sessions) {
  const users = Math.max(Math.floor(sessions / 5), 1);
  const session = Math.floor(sessions / 2) - (Math.floor(sessions / 2) % 20);
  return {
    user: user(session % users),
    values: {
      user_id: user(session % users),
      session_id: `'session ${session}'`,
      record_id: `(SELECT id FROM wizard_sessions WHERE session_id = 'session ${session}')`,
      event_id: `md5('event ${session + 16}')::uuid`,
      updated_at: `(SELECT updated_at FROM wizard_sessions WHERE session_id = 'session ${session}')`,
    },
  };
}

/** Every node of a plan. */
function* nodes(plan) {
  yield plan;
  for (const child of plan.Plans ?? []) yield* nodes(child);
}

/**
 * Runs a query once to warm the cache, and then explains it, as a role; nothing that it writes stays.
 * @returns the time in milliseconds, the indexes used, the tables read in full, and the plan
 */
export function explain(url, role, sql, sessions, before = '') {
  const { user: sub, values } = parameters(sessions);
  const filled = sql.replace(/(?<!:):(\w+)/g, (_, name) => values[name]);
  const output = query(
    url,
    `BEGIN;
     ${before}
     DO $$ BEGIN PERFORM set_config('request.jwt.claims', json_build_object('sub', ${sub}, 'role', '${role}')::text, true); END $$;
     ${role === 'owner' ? '' : `SET LOCAL ROLE ${role};`}
     SAVEPOINT first;
     DO $do$ BEGIN EXECUTE $sql$ EXPLAIN ANALYZE ${filled} $sql$; END $do$;
     ROLLBACK TO first;
     EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${filled};
     ROLLBACK;`,
  );
  const [{ Plan, 'Execution Time': time }] = JSON.parse(output);
  const all = [...nodes(Plan)].filter((node) => node['Actual Loops'] > 0);
  return {
    time,
    indexes: [...new Set(all.flatMap((node) => node['Index Name'] ?? []))],
    full: [...new Set(all.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name']))],
    indexOnly: all.some((node) => node['Node Type'] === 'Index Only Scan'),
    plan: Plan,
  };
}

/** The indexes that belong to an index of a partitioned table, or the index itself. */
export function indexAndParts(url, index) {
  const sql = `SELECT relid::regclass FROM pg_partition_tree(to_regclass('${index}'))
    UNION SELECT oid::regclass FROM pg_class WHERE relname = '${index}' AND relkind = 'i'`;
  return query(url, sql)
    .split('\n')
    .map((name) => name.replace(/^.*\./, ''));
}
