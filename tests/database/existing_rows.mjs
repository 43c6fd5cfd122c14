// Files 07 to 10 on a database that has rows already: each wrong row is mended as 20260107000000 says, also one that an
// old client writes between the files, no other row is touched, and NOT NULL is set without reading the table.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import process from 'node:process';
import { attempt, query, start } from './harness/psql.mjs';
import { sqlFiles } from './harness/servers.mjs';

const name = `existing_rows_${process.pid}`;
const admin = Object.assign(new URL(process.env.DATABASE_URL), { pathname: '/template1' }).href;
const url = Object.assign(new URL(admin), { pathname: `/${name}` }).href;

const files = [...sqlFiles('stubs'), ...sqlFiles('migrations')];
const stamp = (file) => basename(file).slice(0, 8);
const apply = (from, to, before = '') => {
  let told = '';
  for (const file of files) {
    const at = stamp(file);
    if ((at === 'supabase' ? '0' : at) >= from && (at === 'supabase' ? '0' : at) < to)
      told += query(url, `${before}${readFileSync(file, 'utf8')}`, '-1');
  }
  return told;
};

/** Waits until a condition holds on the server. */
async function until(condition) {
  for (let tries = 0; tries < 200; tries += 1) {
    if (query(url, `SELECT ${condition}`) === 't') return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`it never came to: ${condition}`);
}
/** Whether a session of that name waits for what the condition says. */
const waits = (session, condition) =>
  `EXISTS (SELECT FROM pg_stat_activity WHERE application_name = '${session}' AND ${condition})`;

/** While a long transaction has written to a table, each file gives up soon, and so makes nobody queue behind it. */
async function blocked(...stamps) {
  const long = start(
    url,
    `SET application_name = 'long'; BEGIN; LOCK TABLE wizard_sessions, wizard_actions IN ROW EXCLUSIVE MODE; SELECT pg_sleep(60);`,
  );
  await until(waits('long', `wait_event = 'PgSleep'`));
  for (const file of files.filter((each) => stamps.includes(basename(each).slice(0, 14)))) {
    check(`${basename(file)} gives up while a long transaction is in the way`, () => {
      const begun = performance.now();
      const { error } = attempt(url, readFileSync(file, 'utf8'), '-1');
      assert.match(error ?? '', /canceling statement due to lock timeout/);
      assert.ok(performance.now() - begun < 2000);
    });
  }
  query(url, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'long'`);
  await long;
}

const ALL = ['organizerSetup', 'eventSetup', 'ticketSetup', 'venueSetup', 'paymentSetup'];
const T1 = '2026-01-01T00:00:00+00:00';
const T2 = '2026-01-02T00:00:00+00:00';
const T3 = '2026-01-03T00:00:00+00:00';
// What is in the table, and what of it changes: `null` where nothing may.
const SESSIONS = {
  'good draft': [{}, null],
  'good, some stages': [
    { completed_stages: ['venueSetup', 'eventSetup'], completion_percentage: 40, status: 'active' },
    null,
  ],
  'good, completed': [{ completed_stages: ALL, completion_percentage: 100, status: 'completed' }, null],
  'good, published': [
    { completed_stages: ALL, completion_percentage: 100, status: 'published', published_at: T3 },
    null,
  ],
  'unknown name': [
    { completed_stages: ['eventSetup', 'review'], completion_percentage: 40 },
    { completed_stages: ['eventSetup'], completion_percentage: 20 },
  ],
  'NULL among names': [
    { completed_stages: [null, 'eventSetup'], completion_percentage: 20 },
    { completed_stages: ['eventSetup'] },
  ],
  'repeated, in order': [
    { completed_stages: ['venueSetup', 'eventSetup', 'venueSetup'], completion_percentage: 60 },
    { completed_stages: ['venueSetup', 'eventSetup'], completion_percentage: 40 },
  ],
  'two dimensions': [
    {
      completed_stages: [
        ['venueSetup', 'eventSetup'],
        ['venueSetup', 'review'],
      ],
      completion_percentage: 40,
    },
    { completed_stages: ['venueSetup', 'eventSetup'] },
  ],
  'no stages': [
    { completed_stages: null, completion_percentage: 20 },
    { completed_stages: [], completion_percentage: 0 },
  ],
  'wrong percentage': [{ completion_percentage: 100 }, { completion_percentage: 0 }],
  'no percentage': [{ completion_percentage: null }, { completion_percentage: 0 }],
  'no status': [{ status: null }, { status: 'draft' }],
  'completed too early': [
    { completed_stages: ['eventSetup'], completion_percentage: 20, status: 'completed' },
    { status: 'active' },
  ],
  'published too early': [
    { completed_stages: ['eventSetup'], completion_percentage: 100, status: 'published', published_at: T3 },
    { completion_percentage: 20, status: 'active', published_at: null },
  ],
  'completed but for a repetition': [
    { completed_stages: [...ALL.slice(0, 4), ALL[0]], completion_percentage: 100, status: 'completed' },
    { completed_stages: ALL.slice(0, 4), completion_percentage: 80, status: 'active' },
  ],
  'published without a date': [
    { completed_stages: ALL, completion_percentage: 100, status: 'published' },
    { published_at: T2 },
  ],
  'a date without being published': [{ published_at: T3 }, { published_at: null }],
  'abandoned with a date': [{ status: 'abandoned', published_at: T3 }, { published_at: null }],
  'unknown stage': [{ current_stage: 'review' }, { current_stage: 'organizerSetup' }],
  'no data': [
    { organizer_data: null, event_data: null, ticket_data: null, venue_data: null, payment_data: null },
    { organizer_data: {}, event_data: {}, ticket_data: {}, venue_data: {}, payment_data: {} },
  ],
  'no data in one': [{ ticket_data: null, event_data: { title: 'Fair' } }, { ticket_data: {} }],
  'never created': [{ created_at: null }, { created_at: T2 }],
  'never updated': [{ updated_at: null }, {}],
  'no interaction': [{ last_interaction: null }, { last_interaction: T2 }],
  'no times': [
    { created_at: null, updated_at: null, last_interaction: null },
    { created_at: 'now', last_interaction: 'now' },
  ],
};
const GOOD = {
  current_stage: 'eventSetup',
  completed_stages: [],
  organizer_data: {},
  event_data: {},
  ticket_data: {},
  venue_data: {},
  payment_data: {},
  status: 'draft',
  completion_percentage: 0,
  created_at: T1,
  updated_at: T2,
  last_interaction: T3,
  published_at: null,
};

// As before the triggers of file 04, which would set what these rows lack.
const insert = (rows) => `
  ALTER TABLE wizard_sessions DISABLE TRIGGER USER;
  INSERT INTO wizard_sessions (session_id, ${Object.keys(GOOD)})
    SELECT session_id, ${Object.keys(GOOD)} FROM json_populate_recordset(NULL::wizard_sessions, $json$${JSON.stringify(rows)}$json$);
  ALTER TABLE wizard_sessions ENABLE TRIGGER USER;`;
const stored = () =>
  Object.fromEntries(
    JSON.parse(
      query(url, `SET timezone = 'UTC'; SELECT json_agg(to_json(s)) FROM (SELECT *, xmin FROM wizard_sessions) s`),
    ).map((row) => [row.session_id, row]),
  );

const count = { passed: 0, failed: 0 };
function check(title, body) {
  try {
    body();
    count.passed += 1;
  } catch (error) {
    count.failed += 1;
    console.log(`${title}: ${error.message}`);
  }
}

query(admin, `CREATE DATABASE ${name}`);
try {
  apply('0', '20260104');
  await blocked('20260104000000');
  apply('20260104', '20260107');
  const rows = Object.entries(SESSIONS).map(([session_id, [columns]]) => ({ session_id, ...GOOD, ...columns }));
  query(url, insert(rows));
  query(
    url,
    `INSERT INTO wizard_actions (session_id, action_name, response_time_ms) VALUES ('good draft', 'negative', -1), ('good draft', 'zero', 0), ('good draft', 'none', NULL)`,
  );
  const before = stored();
  // A save of a row that is being mended is not committed yet: it is not lost, and what it wrote is mended.
  const saver = start(
    url,
    `SET application_name = 'saver'; BEGIN; UPDATE wizard_sessions SET completed_stages = '{ticketSetup,review}', event_data = '{"title": "Fair"}'
     WHERE session_id = 'wrong percentage'; SELECT pg_sleep(1); COMMIT;`,
  );
  await until(waits('saver', `wait_event = 'PgSleep'`));
  SESSIONS['wrong percentage'][1] = {
    completed_stages: ['ticketSetup'],
    completion_percentage: 20,
    event_data: { title: 'Fair' },
  };
  check('what is mended is counted', () => {
    const wrong = Object.values(SESSIONS).filter(([, mended]) => mended !== null).length;
    assert.equal(apply('20260107', '20260108').trim(), `${wrong}|1`);
  });
  assert.equal((await saver).error, undefined);
  const after = stored();
  const now = query(url, `SET timezone = 'UTC'; SELECT to_json(now())#>>'{}'`).slice(0, 10);
  for (const [title, [, mended]] of Object.entries(SESSIONS)) {
    check(title, () => {
      if (mended === null) return assert.deepEqual(after[title], before[title]);
      const { xmin: _, updated_at, ...found } = after[title];
      const { xmin: __, updated_at: ___, ...old } = before[title];
      for (const column of ['created_at', 'last_interaction']) {
        if (mended[column] === 'now') {
          assert.equal(found[column].slice(0, 10), now);
          mended[column] = found[column];
        }
      }
      assert.deepEqual(found, { ...old, ...mended });
      assert.equal(updated_at.slice(0, 10), now);
    });
  }
  check('actions', () =>
    assert.equal(
      query(
        url,
        `SELECT string_agg(action_name || coalesce(response_time_ms::text, ' NULL'), ', ' ORDER BY action_name) FROM wizard_actions`,
      ),
      'negative NULL, none NULL, zero0',
    ),
  );
  check('what is mended is not mended again', () =>
    assert.equal(query(url, 'SELECT * FROM wizard_private.mend_existing_rows()'), '0|0'),
  );
  if (query(url, `SELECT to_regclass('public.wizard_audit_log')`) !== '') {
    check('the audit log keeps the old values', () => {
      const old = `SELECT old_data FROM wizard_audit_log WHERE session_id = 'repeated, in order' AND operation = 'UPDATE' ORDER BY created_at DESC, sequence DESC LIMIT 1`;
      const { completed_stages, completion_percentage } = JSON.parse(query(url, old));
      assert.deepEqual([completed_stages, completion_percentage], [['venueSetup', 'eventSetup', 'venueSetup'], 60]);
    });
  }

  // An old client, after the rows were mended and before the CHECKs are there.
  query(
    url,
    `UPDATE wizard_sessions SET status = 'completed', completed_stages = '{{eventSetup},{eventSetup}}' WHERE session_id = 'no status';
    INSERT INTO wizard_sessions (session_id, event_data) VALUES ('late', NULL);
    INSERT INTO wizard_actions (session_id, action_name, response_time_ms) VALUES ('late', 'late', -5)`,
  );
  await blocked('20260108000000', '20260108010000');
  apply('20260108', '20260109');
  for (const [wrong, constraint] of [
    [`INSERT INTO wizard_sessions (session_id, current_stage) VALUES ('later', 'review')`, 'known_current_stage'],
    [`INSERT INTO wizard_sessions (session_id, status) VALUES ('later', NULL)`, 'needed_columns_not_null'],
    [`UPDATE wizard_sessions SET event_id = NULL WHERE session_id = 'late'`, 'needed_columns_not_null'],
    [
      `INSERT INTO wizard_actions (session_id, action_name, response_time_ms) VALUES ('late', 'later', -5)`,
      'response_time_not_negative',
    ],
  ]) {
    check(`after file 08: ${wrong}`, () =>
      assert.match(attempt(url, wrong).error ?? '', new RegExp(`violates check constraint "${constraint}"`)),
    );
  }
  check('what was written in between is mended', () => assert.equal(apply('20260109', '20260110').trim(), '2|1'));
  check('as by the first mend', () => {
    const { 'no status': updated, late } = stored();
    assert.deepEqual(
      [updated.status, updated.completed_stages, updated.completion_percentage],
      ['active', ['eventSetup'], 20],
    );
    assert.deepEqual(late.event_data, {});
  });
  check('the function that mends is gone', () =>
    assert.equal(query(url, `SELECT count(*) FROM pg_proc WHERE proname = 'mend_existing_rows'`), '0'),
  );
  await blocked('20260110000000');
  check('NOT NULL is set without reading the table', () => {
    const file = files.find((each) => stamp(each) === '20260110');
    const options = `SET client_min_messages = debug1;\n${readFileSync(file, 'utf8')}`;
    // A scan of the table for NULL would be told as well: `verifying table "wizard_sessions"`.
    const told = attemptTold(options);
    assert.equal(told.match(/are sufficient to prove that it does not contain nulls/g)?.length, 11, told);
    assert.doesNotMatch(told, /verifying table/);
  });
  check('the files that follow take the mended rows', () => apply('20260111', '20260116'));
  await blocked('20260116000000', '20260116010000');
  check('and those after them', () => apply('20260116', '3'));
  check('no row is lost', () => assert.equal(Object.keys(stored()).length, Object.keys(SESSIONS).length + 1));
} finally {
  query(admin, `DROP DATABASE ${name} WITH (FORCE)`);
}
console.log(`${count.passed} passed, ${count.failed} failed`);

/** Applies SQL in one transaction and gives what the server told about it. */
function attemptTold(sql) {
  const { status, stderr } = spawnSync('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-1', '-f', '-', url], {
    input: sql,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stderr;
}
