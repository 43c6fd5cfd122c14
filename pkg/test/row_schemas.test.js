// Rows as Standard Schemas. In TanStack DB, over a real database: tests/libraries/tanstack-db.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { es } from 'event-wizard-validator/locales/es';
import { createRowSchemas, rowSchemas } from 'event-wizard-validator/rows';
import { session } from './documents.js';

const { insert, update, stored, collection } = rowSchemas.wizard_sessions;
const judged = (schema, row) => schema['~standard'].validate(row);
const paths = (schema, row) => judged(schema, row).issues?.map(({ path }) => path.join('/'));

/** A row as the database returns it. */
const ROW = {
  ...session,
  id: '0190aa00-0000-7000-8000-000000000001',
  user_id: null,
  event_id: null,
  created_at: '2027-01-01T00:00:00+00:00',
  updated_at: '2027-01-01T00:00:00+00:00',
  last_interaction: '2027-01-01T00:00:00+00:00',
  published_at: null,
  deleted_at: null,
};

test('sound rows are returned as they are, synchronously', () => {
  for (const [schema, row] of [
    [insert, { session_id: 'a' }],
    [update, { status: 'published' }],
    [stored, ROW],
    [stored, { ...ROW, status: 'published', published_at: '2027-01-01T00:00:00Z' }],
    [collection(() => undefined), { session_id: 'a' }],
    [rowSchemas.wizard_actions.insert, { session_id: 'a', action_name: 'open' }],
  ]) {
    const result = judged(schema, row);
    assert.equal(result.value, row);
    assert.ok(!('issues' in result));
  }
});

test('what the database would reject is refused, with the reason', () => {
  assert.deepEqual(paths(insert, {}), ['session_id']);
  assert.deepEqual(paths(insert, { session_id: 'a', nosuch: 1 }), ['nosuch']);
  assert.deepEqual(paths(update, { status: 'open', session_id: null }), ['session_id', 'status']);
  assert.deepEqual(paths(insert, { session_id: 'a', ticket_data: { currency: 'EURO' } }), [
    'ticket_data',
    'ticket_data/currency',
  ]);
  const { issues, ...rest } = judged(insert, {});
  assert.deepEqual(rest, {});
  assert.deepEqual(issues, [{ message: 'Session id must be given', path: ['session_id'] }]);
});

test('a stored row has every column, even those that may be null', () => {
  for (const name of Object.keys(ROW)) {
    const { [name]: _, ...row } = ROW;
    assert.deepEqual(paths(stored, row), [name]);
  }
  assert.deepEqual(paths(stored, { ...ROW, nosuch: 1 }), ['nosuch']);
  assert.deepEqual(paths(rowSchemas.wizard_actions.stored, { session_id: 'a', action_name: 'b' }).sort(), [
    'action_data',
    'created_at',
    'id',
    'response_time_ms',
    'user_id',
  ]);
});

test('a collection judges a new row as such, and any other as a change of the one that is stored', () => {
  const rows = new Map([['a', ROW]]);
  const schema = collection(({ session_id }) => rows.get(session_id));
  assert.deepEqual(paths(schema, { session_id: 'new', status: 'published' })[0], 'status');
  assert.equal(paths(schema, { ...ROW, session_id: 'a', status: 'completed' }), undefined);
  assert.deepEqual(paths(schema, { ...ROW, session_id: 'a', status: 'published' }), ['status']);
  assert.throws(() => collection(), { name: 'TypeError', message: /must be a function/ });
});

test('in another language, with your own labels, and stricter', () => {
  const spanish = createRowSchemas({ locale: es, refuse: 'invalid' }).wizard_sessions;
  assert.match(judged(spanish.insert, {}).issues[0].message, /sesión/);
  const named = createRowSchemas({ labels: { 'Session id': 'Wizard' } }).wizard_sessions;
  assert.equal(judged(named.insert, {}).issues[0].message, 'Wizard must be given');
  assert.match(judged(named.stored, {}).issues.find(({ path }) => path[0] === 'session_id').message, /^Wizard/);
  const row = { session_id: 'a', organizer_data: { email: 'info@club.1' } };
  assert.equal(paths(insert, row), undefined);
  assert.deepEqual(paths(spanish.insert, row), ['organizer_data/email']);
  const complete = createRowSchemas({ refuse: 'invalid', stages: 'complete' }).wizard_sessions;
  assert.ok(paths(complete.insert, { session_id: 'a', organizer_data: {} }).includes('organizer_data/name'));
});

describe('what is no row', () => {
  const circle = {};
  circle.self = circle;
  const trap = () => {
    throw new Error('trap');
  };
  const throwing = new Proxy({}, { get: trap, ownKeys: trap });
  for (const [title, value] of Object.entries({
    null: null,
    'a number': 5,
    'a list': [ROW],
    undefined: undefined,
    'a circle': circle,
    'a BigInt': { session_id: 1n },
    'a proxy': throwing,
  })) {
    test(`${title} is refused by every schema`, () => {
      for (const schema of [
        insert,
        update,
        stored,
        collection(() => undefined),
        collection(() => ROW),
        collection(trap),
      ]) {
        assert.ok(judged(schema, value).issues.length > 0);
      }
    });
  }
});

test('a wrong option is a TypeError that says what is allowed', () => {
  assert.throws(() => createRowSchemas({ refuse: 'nothing' }), {
    name: 'TypeError',
    message: /'unpersistable', 'invalid'/,
  });
  assert.throws(() => createRowSchemas({ stages: 'all' }), {
    name: 'TypeError',
    message: /'draft', 'complete', 'skip'/,
  });
  assert.throws(() => createRowSchemas({ operation: 'insert' }), { name: 'TypeError', message: /unknown option/ });
  assert.throws(() => createRowSchemas({ locale: 'es' }), TypeError);
});
