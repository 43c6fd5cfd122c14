// Bad arguments are programming errors and throw, saying what is allowed; bad data never throws, and nothing traps.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  completion,
  explainDatabaseError,
  stageSchemas,
  validateAction,
  validateSession,
  validateSessionJson,
  validateSessions,
  validateStage,
} from 'event-wizard-validator';
import { session } from './documents.js';

const isClear = (error, message) =>
  error instanceof TypeError && message.test(error.message) && !/wasm|unreachable/.test(error.message);
const throwsType = (run, message) => assert.throws(run, (error) => isClear(error, message));

function attempt(run) {
  try {
    return run();
  } catch (error) {
    return String(error);
  }
}

const cycle = {};
cycle.self = cycle;
const NOT_JSON = {
  undefined: undefined,
  'a function': () => 1,
  'a symbol': Symbol('s'),
  'a BigInt': { session_id: 1n },
  'a cycle': cycle,
  'a throwing getter': {
    get session_id() {
      throw new Error('not today');
    },
  },
  'a getter that throws a RangeError': {
    get session_id() {
      return new Date(Number.NaN).toISOString();
    },
  },
  'a throwing toJSON': {
    toJSON() {
      throw 'a string';
    },
  },
};

test('a value that cannot be JSON throws a TypeError', () => {
  for (const [name, value] of Object.entries(NOT_JSON)) {
    throwsType(() => validateSession(value), /^row (cannot be made into JSON|must be a value that JSON has)/);
    throwsType(() => validateAction(value), /^row /);
    throwsType(() => validateStage('eventSetup', value, { mode: 'draft' }), /^data /);
    const result = stageSchemas.eventSetup['~standard'].validate(value);
    assert.equal(result.issues?.length, 1, `${name} is an issue for Standard Schema`);
    assert.ok(!('value' in result));
  }
  throwsType(() => validateSession(NOT_JSON['a throwing getter']), /not today/);
  throwsType(() => validateSession({ session_id: 'a' }, { operation: 'update', current: cycle }), /`current`/);
});

test('deep data gets an answer, and the module keeps working', () => {
  let deep = {};
  for (let i = 0; i < 200_000; i++) deep = { deep };
  const brackets = '['.repeat(20_000) + ']'.repeat(20_000);
  const [expected] = validateSessionJson(`{"session_id":"a","event_data":${brackets}}`).issues;
  assert.deepEqual([expected.source, expected.code, expected.path], ['database', 'statement_too_complex', []]);
  const ofStage = { ...expected, message: 'Event is nested too deeply for the database' };
  const list = [{ session_id: 'a', venue_data: deep }];
  for (const [name, judge] of Object.entries({
    validateSession: () => validateSession(deep),
    'validateSession, update': () => validateSession({ event_data: [deep] }, { operation: 'update' }),
    validateAction: () => validateAction({ action_data: deep }),
    validateSessions: () => validateSessions(list),
    'validateSessions, defaults': () => validateSessions([...list, { id: 1 }], { defaultToNull: false }),
    validateStage: () => validateStage('eventSetup', { title: deep }, { mode: 'draft' }),
  })) {
    // A stage's data is named by the stage's title.
    const issues = [name === 'validateStage' ? ofStage : expected];
    assert.deepEqual(judge(), { valid: false, persistable: false, issues, advice: [], truncated: false }, name);
  }
  const { missing, ...rest } = completion({ event_data: deep });
  assert.deepEqual(missing, [expected]);
  assert.deepEqual(rest, {
    percentage: 0,
    completedStages: [],
    nextStage: 'organizerSetup',
    conflicts: [],
    truncated: false,
  });
  const { issues } = stageSchemas.eventSetup['~standard'].validate(deep);
  assert.deepEqual(issues, [{ message: ofStage.message, path: [] }]);
  const told = { code: '22P02', message: 'invalid input syntax for type uuid: "x"' };
  assert.deepEqual(explainDatabaseError(told, { user_id: 'x', event_data: deep }), explainDatabaseError(told));
  // Options come from the programmer.
  throwsType(() => validateSession({}, { operation: 'update', current: { event_data: deep } }), /^`current` cannot be/);
  throwsType(() => validateSession(deep, { operation: 'merge' }), /operation must be one of/);
  const text = `{"session_id":"a","event_data":${'['.repeat(300_000)}${']'.repeat(300_000)}}`;
  assert.equal(validateSessionJson(text, { stages: 'skip' }).issues[0].sqlstate, '54001');
  assert.equal(validateSession(session).valid, true);
});

test('errors for unknown stages, modes and options say what is allowed', () => {
  const update = { operation: 'update' };
  throwsType(() => validateStage('ticket', {}, { mode: 'draft' }), /'organizerSetup', 'eventSetup',.*not 'ticket'/);
  throwsType(() => validateStage('toString', {}, { mode: 'draft' }), /stage must be one of/);
  throwsType(
    () => validateStage('eventSetup', {}, { mode: 'done' }),
    /mode must be one of 'draft', 'complete', not 'done'/,
  );
  throwsType(() => validateStage('eventSetup', {}), /options must be an object/);
  throwsType(() => validateStage('eventSetup', {}, { mode: 'draft', more: 1 }), /unknown option 'more'/);
  throwsType(
    () => validateSession({}, { operation: 'merge' }),
    /operation must be one of 'insert', 'update', 'upsert'/,
  );
  throwsType(() => validateSession({}, { stages: 'all' }), /stages must be one of 'draft', 'complete', 'skip'/);
  throwsType(
    () => validateSession({}, { stage: 'draft' }),
    /unknown option 'stage'; allowed are 'operation', 'current'/,
  );
  throwsType(() => validateSession({}, 'update'), /options must be an object/);
  throwsType(() => validateSession({}, null), /options must be an object, not null/);
  throwsType(() => validateSession({}, []), /options must be an object, not an array/);
  throwsType(() => explainDatabaseError({}, undefined, { operations: 'update' }), /unknown option 'operations'/);
  throwsType(() => validateSession({}, { current: {} }), /operation: 'update'/);
  throwsType(() => validateSession({}, { ...update, current: [] }), /`current` must be/);
  throwsType(() => validateSessionJson({}), /text must be a string, not object/);
  throwsType(() => validateSessionJson(), /text must be a string/);
  throwsType(() => explainDatabaseError(null), /error must be an object/);
});

/** The name of an option, a value that would change the answer, and a call without that option. */
const POLLUTED = [
  ['operation', 'update', () => validateSession({})],
  ['operation', 'update', () => validateSessions([{}])],
  ['operation', 'update', () => explainDatabaseError({ code: '22P02', message: '' }, { user_id: 'x' })],
  ['current', { session_id: 'a', status: 'open' }, () => validateSession({}, { operation: 'update' })],
  ['stages', 'complete', () => validateSession({ session_id: 'a', event_data: {} })],
  ['stages', 'skip', () => validateSessions([{ session_id: 'a', event_data: { title: 5 } }])],
  ['defaultToNull', false, () => validateSessions([{ session_id: 'a', id: null }, { session_id: 'b' }])],
  ['mode', 'draft', () => attempt(() => validateStage('eventSetup', {}, {}))],
  ['target', 'draft-07', () => attempt(() => stageSchemas.eventSetup['~standard'].jsonSchema.input({}))],
  ['colour', 'red', () => validateSession({ session_id: 'a' }, {})],
];

test('options are read as own properties only', () => {
  for (const [name, value, call] of POLLUTED) {
    const before = call();
    Object.defineProperty(Object.prototype, name, { value, enumerable: true, configurable: true });
    let after;
    try {
      after = call();
    } finally {
      delete Object.prototype[name];
    }
    assert.deepEqual(after, before, name);
  }
});

test('each option is read once', () => {
  const reads = {};
  const once = (options) => {
    const counted = {};
    for (const [name, value] of Object.entries(options)) {
      const get = () => {
        reads[name] = (reads[name] ?? 0) + 1;
        return value;
      };
      Object.defineProperty(counted, name, { get, enumerable: true });
    }
    return counted;
  };
  const current = once({ status: 'draft', session_id: 'a' });
  validateSession({ status: 'active' }, once({ operation: 'update', current, stages: 'draft' }));
  assert.deepEqual(reads, { operation: 1, current: 1, stages: 1, status: 1, session_id: 1 });
  for (const name of Object.keys(reads)) delete reads[name];
  const error = { code: '22P02', message: 'invalid input syntax for type uuid: "x"' };
  explainDatabaseError(error, once({ user_id: 'x' }), once({ operation: 'update', current }));
  assert.deepEqual(reads, { user_id: 1, operation: 1, current: 1, status: 1, session_id: 1 });
});

test('a session is read once, and messages use what was read', () => {
  const tier = { kind: 'paid', price_minor: -1, name: 'VIP' };
  let reads = 0;
  const row = {
    get ticket_data() {
      if (reads++) throw new Error('read twice');
      return { toJSON: () => ({ tiers: [tier] }) };
    },
  };
  const { missing } = completion(row);
  assert.equal(reads, 1);
  assert.ok(missing.some(({ message }) => message.includes('VIP')));
});

test('odd text is judged, and throws nothing', () => {
  const odd = [
    '',
    ' ',
    'nul',
    '{',
    '{"a":1,}',
    '\u{feff}{}',
    '"\ud800"',
    '{"session_id":"\ud800"}',
    '\0',
    'x'.repeat(1e5),
  ];
  for (const text of odd) assert.equal(typeof validateSessionJson(text).valid, 'boolean');
  for (const value of [null, true, 1, 'x', []])
    assert.equal(validateSession(value).persistable, true, 'no row, no error');
});

test('long and non-ASCII text passes through the buffer unchanged', () => {
  for (const unit of ['x', 'é', '漢', '😀']) {
    for (const length of [10, 70_000, 1_500_000]) {
      const key = unit.repeat(length);
      const [issue] = validateSession({ session_id: 'a', [key]: 1 }).issues;
      assert.equal(issue.code, 'PGRST204');
      const told = length > 200 ? `${unit.repeat(200)}…` : key;
      assert.ok(issue.path[0] === told, `${length} times ${unit}`);
    }
  }
  assert.equal(validateSession(session).valid, true);
});

test('a stored row of any length fits after the row', () => {
  const description = 'x'.repeat(100_000);
  const current = { session_id: 'é'.repeat(200), status: 'draft', organizer_data: { description } };
  const update = (row) => validateSession(row, { operation: 'update', current });
  assert.equal(update({ status: 'active' }).valid, true);
  assert.equal(update({ status: 'published' }).valid, false);
});
