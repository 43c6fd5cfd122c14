// What several sessions do at once: one chain for a record that many change, actions that arrive while their session
// changes its owner, months that two callers make, and archival that is stopped and run twice.
import process from 'node:process';
import { check, done } from './harness/count.mjs';
import { query, start } from './harness/psql.mjs';

const url = process.env.DATABASE_URL;
const all = (count, sql) => Promise.all(Array.from({ length: count }, (_, i) => start(url, sql(i))));
const errors = (answers) => answers.map(({ error }) => error).filter((error) => error !== undefined);

// One record, eight writers of 25 changes each.
query(url, `INSERT INTO wizard_sessions (session_id) VALUES ('shared')`);
const changes = (writer) =>
  Array.from(
    { length: 25 },
    (_, i) => `UPDATE wizard_sessions SET event_data = '{"title": "${writer}-${i}"}' WHERE session_id = 'shared';`,
  ).join('\n');
const wrote = await all(8, changes);
check(errors(wrote).length === 0, 'eight writers of one session', errors(wrote));
const chain = query(
  url,
  `SELECT count(*), max(sequence), count(DISTINCT sequence), count(DISTINCT previous_hash),
     bool_and(created_at >= before) FROM (
       SELECT *, lag(created_at, 1, '-infinity') OVER (ORDER BY sequence) AS before FROM wizard_audit_log) l
   WHERE session_id = 'shared'`,
);
check(chain === '201|201|201|200|t', 'they keep one chain, in the order of time', [chain]);

// A record that two write about first: the same id in both tables' logs.
const firsts = await all(
  6,
  () =>
    `SELECT wizard_private.append_to_audit_log('x', 'probe', '00000000-0000-4000-8000-0000000000ff', 'INSERT', NULL, NULL, '{}')`,
);
check(errors(firsts).length === 0, 'six first entries of one record', errors(firsts));
const sound = query(url, 'SELECT * FROM wizard_private.verify_audit_log()');
check(sound === '', 'the log is sound', sound.split('\n'));

// An action that is being inserted while the owner changes: the change waits, and takes the action with it.
const user = '00000000-0000-4000-8000-0000000000aa';
query(
  url,
  `INSERT INTO auth.users (id) VALUES ('${user}'); INSERT INTO wizard_sessions (session_id, user_id) VALUES ('guest', NULL)`,
);
const inserted = start(
  url,
  `BEGIN; INSERT INTO wizard_actions (session_id, action_name) VALUES ('guest', 'early'); SELECT pg_sleep(1.5); COMMIT`,
);
await new Promise((resolve) => setTimeout(resolve, 500));
const taken = await start(url, `UPDATE wizard_sessions SET user_id = '${user}' WHERE session_id = 'guest'`);
check(
  errors([await inserted, taken]).length === 0,
  'an owner changes while an action arrives',
  errors([await inserted, taken]),
);
const changing = start(
  url,
  `BEGIN; UPDATE wizard_sessions SET user_id = NULL WHERE session_id = 'guest'; SELECT pg_sleep(1.5); COMMIT`,
);
await new Promise((resolve) => setTimeout(resolve, 500));
const late = await start(url, `INSERT INTO wizard_actions (session_id, action_name) VALUES ('guest', 'late')`);
check(
  errors([await changing, late]).length === 0,
  'an action arrives while an owner changes',
  errors([await changing, late]),
);
const owners = query(
  url,
  `SELECT action_name, user_id IS NULL FROM wizard_actions WHERE session_id = 'guest' ORDER BY 1`,
);
check(owners === 'early|t\nlate|t', 'both have the owner of their session', [owners]);

// Two callers make the same months.
const made = await all(4, () => 'SELECT wizard_private.make_months(6)');
check(errors(made).length === 0, 'four callers make months', errors(made));
const months = made
  .map(({ output }) => output)
  .join('')
  .split('\n')
  .filter((line) => line !== '');
check(months.length > 0 && months.length === new Set(months).size, 'each month is made once', months);

// Archival in batches: four callers, the first of which is stopped in the middle.
query(
  url,
  `INSERT INTO wizard_sessions (session_id, status) SELECT 'idle-' || n, 'abandoned' FROM generate_series(1, 200) n;
   SET session_replication_role = replica;
   UPDATE wizard_sessions SET created_at = now() - interval '2 years', last_interaction = now() - interval '2 years' WHERE session_id LIKE 'idle-%'`,
);
await start(url, `BEGIN; SELECT wizard_private.archive_abandoned_sessions('1 year', 50); ROLLBACK`);
check(
  query(url, 'SELECT count(*) FROM wizard_private.archived_sessions') === '0',
  'a batch that is stopped has done nothing',
  [],
);
const batches = await all(4, () => `SELECT wizard_private.archive_abandoned_sessions('1 year', 30);`.repeat(3));
check(errors(batches).length === 0, 'four callers archive at once', errors(batches));
query(url, `SELECT wizard_private.archive_abandoned_sessions('1 year', 1000)`);
const archived = query(
  url,
  `SELECT (SELECT count(*) FROM wizard_private.archived_sessions), (SELECT count(*) FROM wizard_sessions WHERE session_id LIKE 'idle-%')`,
);
check(archived === '200|0', 'each session is archived once', [archived]);
const still = query(url, 'SELECT * FROM wizard_private.verify_audit_log()');
// Ages were set behind the log's back, which does not touch the chain.
check(still === '', 'and the log is sound', still.split('\n'));
done();
