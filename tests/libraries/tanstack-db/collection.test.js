// A collection of sessions over a real PostgreSQL (PGlite) with the project's migrations: what the schema accepts is
// stored, and what it refuses would have been refused.

import assert from 'node:assert/strict';
import process from 'node:process';
import { before, test } from 'node:test';
import { validateSession } from 'event-wizard-validator';
import { createRowSchemas, rowSchemas } from 'event-wizard-validator/rows';
import { database } from './database.js';
import { data, session } from './documents.js';
import { document } from './dom.js';
import { sessionsIn } from './quick-starts/tanstack-db.js';
import { random } from './random.js';

/** How many inserts and updates are tried. */
const MUTATIONS = Number(process.env.MUTATIONS ?? 400);
/** What only the server knows: that a key is taken, or that no such row is referred to. */
const SERVERS_OWN = ['23505', '23503'];

let db;
before(async () => {
  db = await database();
});

const next = random(18);
const below = (n) => Math.floor(next() * n);
const one = (list) => list[below(list.length)];

const STAGES = Object.keys(data);
const UUID = '0190aa00-0000-7000-8000-000000000001';
const ODD = [
  null,
  '',
  'x',
  0,
  -1,
  1.5,
  true,
  [],
  {},
  '\u0000',
  '\ud800',
  1e300,
  'x'.repeat(300),
  ['x'],
  [null],
  new Date(0),
  NaN,
];
/** For each column, a good value; often a good one, sometimes one of another kind. */
const COLUMNS = {
  id: () => one([UUID, UUID.toUpperCase(), `{${UUID}}`, 'x']).replace(/1$/, () => String(below(10))),
  user_id: () => one([null, null, UUID]),
  current_stage: () => one([...STAGES, 'nextSetup']),
  completed_stages: () =>
    one([[], STAGES, STAGES.slice(0, 2), ['eventSetup'], ['eventSetup', 'eventSetup'], ['x'], '{}', '{eventSetup}']),
  completion_percentage: () => one([0, 0, 20, 40, 100, 150, '20', 20.5, 2 ** 31]),
  organizer_data: () => one([{}, data.organizerSetup, { name: 'N' }, { nam: 'N' }]),
  event_data: () =>
    one([{}, data.eventSetup, { ...data.eventSetup, ends_at: '2027-06-12T18:00:00+01:00' }, { title: 5 }]),
  ticket_data: () => one([{}, data.ticketSetup, { tiers: [] }, { currency: 'EURO' }, { tiers: [{ price_minor: -1 }] }]),
  venue_data: () => one([{}, data.venueSetup, { name: '' }]),
  payment_data: () => one([{}, data.paymentSetup, { account_id: 5 }]),
  status: () => one(['draft', 'active', 'completed', 'published', 'abandoned', 'open', 'draft ']),
  event_id: () => one([null, null, UUID, 'x']),
  created_at: () => one(['2027-01-01T00:00:00Z', '2027-01-01', 'yesterday', '2027-02-30', new Date(0)]),
  published_at: () => one([null, '2027-01-01T00:00:00Z', 'x']),
  deleted_at: () => one([null, '2027-01-01T00:00:00Z', '24:61']),
  nosuch: () => 1,
};

/** Some columns with values. */
function some(most) {
  const columns = {};
  for (let count = 1 + below(most); count > 0; count--) {
    const name = one(next() < 0.02 ? ['nosuch'] : Object.keys(COLUMNS).filter((each) => each !== 'nosuch'));
    columns[name] = next() < 0.05 ? one(ODD) : COLUMNS[name]();
  }
  if (next() < 0.4 && columns.completed_stages !== undefined && Array.isArray(columns.completed_stages)) {
    columns.completion_percentage = 20 * columns.completed_stages.length;
  }
  if (next() < 0.15) return { ...session, ...columns };
  return columns;
}

/** A row of the collection, without what TanStack DB adds to it (`$synced` …). */
const columnsOf = (row) => Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith('$')));

/** The error of a statement that the database is given in any case, and that leaves no trace. */
async function errorOf(columns, key) {
  const names = Object.keys(columns)
    .map((name) => `"${name}"`)
    .join(', ');
  const row = `(SELECT ${names} FROM json_populate_record(NULL::wizard_sessions, $1::text::json))`;
  const sql =
    key === undefined
      ? `INSERT INTO wizard_sessions (${names}) ${row}`
      : `UPDATE wizard_sessions SET (${names}) = ${row} WHERE session_id = $2`;
  await db.exec('BEGIN');
  try {
    await db.query(sql, key === undefined ? [JSON.stringify(columns)] : [JSON.stringify(columns), key]);
    return undefined;
  } catch (error) {
    return error;
  } finally {
    await db.exec('ROLLBACK');
  }
}

test(`${MUTATIONS} inserts and updates: what is accepted is stored, and what is refused would be`, async () => {
  const sessions = sessionsIn(db);
  await sessions.preload();
  const counts = { stored: 0, refused: 0, onlyServer: 0 };
  const keys = [];
  for (let round = 0; round < MUTATIONS; round++) {
    const isInsert = keys.length === 0 || next() < 0.3;
    const key = isInsert ? `s${round}` : one(keys);
    const columns = some(isInsert ? 4 : 3);
    delete columns.session_id;
    if (isInsert) columns.session_id = key;
    const shown = JSON.stringify(columns);
    let sent = columns;
    let transaction;
    try {
      transaction = isInsert
        ? sessions.insert(columns)
        : sessions.update(key, (draft) => {
            Object.assign(draft, columns);
          });
    } catch (error) {
      assert.equal(error.name, 'SchemaValidationError', `${error.stack} ${shown}`);
      assert.ok(error.issues.length > 0);
      const refusal = await errorOf(columns, isInsert ? undefined : key);
      assert.notEqual(
        refusal,
        undefined,
        `refused, but the database takes it: ${isInsert ? 'insert' : 'update'} ${shown} ${JSON.stringify(error.issues)} ${JSON.stringify(sessions.get(key))}`,
      );
      counts.refused++;
      continue;
    }
    sent = transaction.mutations[0]?.changes;
    const failure = await transaction.isPersisted.promise.then(
      () => undefined,
      (error) => error,
    );
    if (failure === undefined) {
      counts.stored++;
      if (isInsert) keys.push(key);
      const [{ stored }] = (
        await db.query('SELECT to_jsonb(t) AS stored FROM wizard_sessions t WHERE session_id = $1', [key])
      ).rows;
      if (sent !== undefined) assert.deepEqual(columnsOf(sessions.get(key)), stored);
      const whole = rowSchemas.wizard_sessions.stored['~standard'].validate(stored);
      assert.equal(whole.issues, undefined, JSON.stringify(whole));
    } else {
      assert.ok(SERVERS_OWN.includes(failure.code), `accepted, but ${failure.code} ${failure.message}: ${shown}`);
      counts.onlyServer++;
    }
  }
  console.log(JSON.stringify(counts));
  assert.ok(counts.stored > MUTATIONS / 10 && counts.refused > MUTATIONS / 10, JSON.stringify(counts));
});

test('with `refuse: invalid` a row that could be stored is refused for the wizard’s own rules', () => {
  const row = { session_id: 'a', organizer_data: { email: 'info@club.1' } };
  assert.ok(validateSession(row).persistable);
  assert.equal(rowSchemas.wizard_sessions.insert['~standard'].validate(row).issues, undefined);
  const strict = createRowSchemas({ refuse: 'invalid' }).wizard_sessions.insert['~standard'].validate(row);
  assert.deepEqual(
    strict.issues.map(({ path }) => path),
    [['organizer_data', 'email']],
  );
});

test('the quick start shows what is stored', async () => {
  const { act, createElement } = await import('react');
  const { createRoot } = await import('react-dom/client');
  const { Titles } = await import('./quick-starts/tanstack-db.js');
  await db.exec('DELETE FROM wizard_sessions');
  const sessions = sessionsIn(db);
  await sessions.preload();
  const root = createRoot(document.body.appendChild(document.createElement('div')));
  await act(() => root.render(createElement(Titles, { sessions })));
  await act(() => sessions.insert({ session_id: 'a', event_data: { title: 'Night' } }).isPersisted.promise);
  assert.equal(document.querySelector('li').textContent, 'Night');
  assert.throws(
    () =>
      sessions.update('a', (draft) => {
        draft.event_data = { title: 5 };
      }),
    { name: 'SchemaValidationError', message: /text/ },
  );
  assert.equal(document.querySelector('li').textContent, 'Night');
  await act(() => root.unmount());
});
