// An action that touches `last_interaction` waits for nobody: neither for a save that is not committed yet, nor for another
// bulk insert that touches the same sessions the other way round.
import assert from 'node:assert/strict';
import process from 'node:process';
import { query, start } from './harness/psql.mjs';

const url = process.env.DATABASE_URL;
const count = { passed: 0, failed: 0 };
async function check(title, body) {
  try {
    await body();
    count.passed += 1;
  } catch (error) {
    count.failed += 1;
    console.log(`${title}: ${error.message}`);
  }
}
/** Waits until a session of that name does what the condition says. */
async function until(name, condition) {
  for (let tries = 0; tries < 200; tries += 1) {
    if (query(url, `SELECT count(*) FROM pg_stat_activity WHERE application_name = '${name}' AND ${condition}`) === '1')
      return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${name} never came to: ${condition}`);
}
const stop = (name) =>
  query(url, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '${name}'`);
const touched = (name) =>
  query(
    url,
    `SELECT last_interaction > now() - interval '1 minute' FROM wizard_sessions WHERE session_id = '${name}'`,
  ) === 't';
const sleeps = "wait_event = 'PgSleep'";

query(
  url,
  `INSERT INTO wizard_sessions (session_id, last_interaction) VALUES ('a', '2026-01-01Z'), ('b', '2026-01-01Z'), ('c', '2026-01-01Z')`,
);

const saver = start(
  url,
  `SET application_name = 'saver'; BEGIN; UPDATE wizard_sessions SET event_data = '{"title": "Fair"}' WHERE session_id = 'a'; SELECT pg_sleep(60);`,
);
await until('saver', sleeps);
await check('an action does not wait for a save, and is stored', () => {
  query(url, `SET lock_timeout = '2s'; INSERT INTO wizard_actions (session_id, action_name) VALUES ('a', 'one')`);
  assert.equal(query(url, `SELECT count(*) FROM wizard_actions WHERE session_id = 'a'`), '1');
});
stop('saver');
await saver;
await check('nor is the session touched behind the back of the save', () => assert.equal(touched('a'), false));
await check('the next action touches it', () => {
  query(url, `INSERT INTO wizard_actions (session_id, action_name) VALUES ('a', 'two')`);
  assert.equal(touched('a'), true);
});

const bulk = (name, first, second) =>
  start(
    url,
    `SET application_name = '${name}'; BEGIN; INSERT INTO wizard_actions (session_id, action_name) VALUES ('${first}', 'x');
     SELECT pg_sleep(1); INSERT INTO wizard_actions (session_id, action_name) VALUES ('${second}', 'x'); COMMIT;`,
  );
await check('two transactions that touch the same sessions the other way round do not block each other', async () => {
  const [one, other] = await Promise.all([bulk('one', 'b', 'c'), bulk('other', 'c', 'b')]);
  assert.deepEqual([one.error, other.error], [undefined, undefined]);
  assert.deepEqual([touched('b'), touched('c')], [true, true]);
});

console.log(`${count.passed} passed, ${count.failed} failed`);
