// `validateSessions`: rows are judged as supabase-js would send them, including keys whose value JSON omits.
// tests/libraries/supabase checks the same against a server.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { validateActions, validateSession, validateSessions } from 'event-wizard-validator';

const a = { session_id: 'a' };
const NULL = 'not_null_violation';

/** Rows, with the code and path of the first issue: if a missing value means NULL, and if it means the default. */
const ROWS = {
  'undefined where NULL is refused': [[{ ...a, id: undefined }], [NULL, [0, 'id']], undefined],
  'a function': [[{ ...a, id() {} }], [NULL, [0, 'id']], undefined],
  'a symbol': [[{ ...a, id: Symbol('x') }], [NULL, [0, 'id']], undefined],
  'toJSON that gives undefined': [[{ ...a, id: { toJSON() {} } }], [NULL, [0, 'id']], undefined],
  'undefined in one row of two': [[a, { ...a, id: undefined }], [NULL, [0, 'id']], undefined],
  'what is needed': [[{ session_id: undefined }], [NULL, [0, 'session_id']], [NULL, [0, 'session_id']]],
  'undefined where there is NULL': [[{ ...a, user_id: undefined }], undefined, undefined],
  'a column that is none': [
    [a, { ...a, nosuch: undefined }],
    ['PGRST204', [1, 'nosuch']],
    ['PGRST204', [1, 'nosuch']],
  ],
  'a long name': [[{ ...a, [`x${'y'.repeat(100)}`]() {} }], ['PGRST204'], ['PGRST204']],
  'the first by name': [[{ ...a, z: undefined, b: undefined }], ['PGRST204', [0, 'b']], ['PGRST204', [0, 'b']]],
  'a key that is not enumerable': [[Object.defineProperty({ ...a }, 'nosuch', { value: 1 })], undefined, undefined],
  'a key that is inherited': [[Object.assign(Object.create({ nosuch: 1 }), a)], undefined, undefined],
  'a key that is a symbol': [[{ ...a, [Symbol('x')]: 1 }], undefined, undefined],
  'toJSON with other keys': [[{ __proto__: { toJSON: () => ({ ...a, nosuch: 1 }) }, ...a }], undefined, undefined],
  'toJSON without a key': [[{ __proto__: { toJSON: () => a }, ...a, id: 5 }], [NULL, [0, 'id']], undefined],
  'a hole': [Object.assign(Array(2), { 1: a }), ['invalid_parameter_value', [0]], ['invalid_parameter_value', [0]]],
  'no keys, and other keys in JSON': [
    [{ __proto__: { toJSON: () => a } }, { __proto__: { toJSON: () => ({ ...a, status: 'draft' }) } }],
    ['PGRST102', [1]],
    ['PGRST102', [1]],
  ],
  'no rows': [[], undefined, undefined],
};

test('keys that JSON omits are sent as columns', () => {
  for (const [description, [rows, ...expected]] of Object.entries(ROWS)) {
    for (const [index, defaultToNull] of [true, false].entries()) {
      const { issues, persistable } = validateSessions(rows, { stages: 'skip', defaultToNull });
      assert.equal(persistable, expected[index] === undefined, description);
      const [code, path] = expected[index] ?? [];
      assert.equal(issues[0]?.code, code, description);
      if (path !== undefined) assert.deepEqual(issues[0].path, path, description);
    }
  }
  assert.equal(validateActions([{ action_name: 'save', id: undefined }]).issues[0].code, NULL);
  assert.equal(validateActions([{ action_name: 'save', nosuch: undefined }]).issues[0].code, 'PGRST204');
});

test('a single row is sent without columns', () => {
  assert.equal(validateSession({ ...a, id: undefined, nosuch: undefined }).persistable, true);
});

test('each row is read once', () => {
  const reads = [];
  const counted = (name) => ({
    get session_id() {
      reads.push(name);
      return name;
    },
    id: undefined,
  });
  validateSessions([counted('a'), counted('b')]);
  assert.deepEqual(reads, ['a', 'b']);
});

test('rows whose keys cannot be read throw a TypeError', () => {
  const unreadable = new Proxy(
    {},
    {
      ownKeys() {
        throw { toString: null };
      },
    },
  );
  const isClear = (error) =>
    error instanceof TypeError && /^rows cannot be made into JSON: it throws$/.test(error.message);
  assert.throws(() => validateSessions([unreadable]), isClear);
});
