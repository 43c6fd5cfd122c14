// How much a verdict contains: as many issues as asked for, each of bounded size. `valid` and `persistable` do not
// depend on how much is reported.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as wizard from 'event-wizard-validator';
import { session as sound } from './documents.js';

const { completion, stageSchemas, validateAction, validateActionJson, validateActions } = wizard;
const { validateSession, validateSessionJson, validateSessions, validateStage } = wizard;

const tiers = (count) => ({ currency: 'GBP', tiers: Array(count).fill({}) });
const unknown = (count) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, i]));
const badRows = (count) => Array(count).fill({ session_id: null, completion_percentage: 101 });

/** Every validating call, on data in which much is wrong. */
const CALLS = {
  validateSession: (options) => validateSession({ session_id: 'a', event_data: unknown(150) }, options),
  'validateSession, not persistable': (options) =>
    validateSession({ ...unknown(150), ticket_data: tiers(60) }, options),
  'validateSession, update': (options) =>
    validateSession({ event_data: unknown(150) }, { ...options, operation: 'update', current: { session_id: 'a' } }),
  validateAction: (options) => validateAction(unknown(150), options),
  validateSessions: (options) => validateSessions(badRows(90), options),
  validateActions: (options) => validateActions(badRows(150), options),
  validateSessionJson: (options) => validateSessionJson(JSON.stringify({ event_data: unknown(150) }), options),
  validateActionJson: (options) => validateActionJson(JSON.stringify(badRows(150)), options),
  validateStage: (options) => validateStage('ticketSetup', tiers(60), { mode: 'complete', ...options }),
};

describe('a verdict has as many issues as asked for', () => {
  for (const [name, call] of Object.entries(CALLS)) {
    test(name, () => {
      const all = call({ maxIssues: Infinity });
      assert.ok(all.issues.length > 101 && all.truncated === false);
      assert.deepEqual(call(undefined), call({ maxIssues: 100 }), '100 unless said otherwise');
      assert.deepEqual(call({ maxIssues: undefined }), call({ maxIssues: 100 }));
      const count = all.issues.length;
      for (const maxIssues of [1, 2, 100, count - 1, count, count + 1, 1e15]) {
        const { issues, ...verdict } = call({ maxIssues });
        assert.deepEqual(issues, all.issues.slice(0, maxIssues), `the first ${maxIssues}`);
        const { valid, persistable } = all;
        const truncated = maxIssues < count;
        assert.deepEqual(verdict, { valid, persistable, advice: [], truncated }, `${maxIssues} of ${count}`);
      }
      for (const maxIssues of [0, -1, 1.5, Number.NaN, -Infinity, '5', null, true, {}, 5n]) {
        assert.throws(() => call({ maxIssues }), /^TypeError: maxIssues must be a positive integer or Infinity, not /);
      }
    });
  }

  test('completion is exact however few issues are reported', () => {
    const session = {
      session_id: 'a',
      organizer_data: { name: 'x' },
      event_data: unknown(150),
      ticket_data: tiers(60),
    };
    const { payment_data } = sound;
    const all = completion({ ...session, payment_data }, { maxIssues: Infinity });
    assert.ok(all.missing.length > 101 && !all.truncated);
    for (const maxIssues of [undefined, 1, 100, all.missing.length]) {
      const { missing, truncated, ...rest } = completion({ ...session, payment_data }, { maxIssues });
      assert.deepEqual(missing, all.missing.slice(0, maxIssues ?? 100));
      assert.equal(truncated, missing.length < all.missing.length);
      const { percentage, completedStages, nextStage } = all;
      assert.deepEqual(rest, { percentage, completedStages, nextStage, conflicts: [] }, `${maxIssues}`);
    }
    assert.deepEqual(all.completedStages, ['paymentSetup']);
    assert.throws(() => completion(session, { maxIssues: 0 }), TypeError);
    assert.throws(() => completion(session, { most: 1 }), /unknown option 'most'; allowed are 'maxIssues'/);
  });

  test('Standard Schema reports 100', () => {
    const { issues } = stageSchemas.ticketSetup['~standard'].validate(tiers(1000));
    assert.equal(issues.length, 100);
  });
});

/** Every text in the value that may come from the data, at any depth. */
function* texts(value) {
  if (typeof value === 'string') yield value;
  else if (value !== null && typeof value === 'object') {
    for (const [key, member] of Object.entries(value)) {
      yield key;
      yield* texts(member);
    }
  }
}

/** Long texts, each made of one kind of character, and as a JSON text for those that must be escaped. */
const LONG = ['x', 'é', '漢', '😀', '"', '\\', '\n', '\u0001', '~', '/'].map((unit) => unit.repeat(5_000));

describe('every text from the data is cut at 200 code points', () => {
  const shapes = {
    column: (long) => validateSession({ [long]: 1 }),
    value: (long) => validateSession({ session_id: 'a', completion_percentage: long }),
    text: (long) => validateSession({ session_id: long }),
    'status, as an update': (long) =>
      validateSession({ status: long }, { operation: 'update', current: { status: 'draft' } }),
    'a list of values': (long) =>
      validateSession({ session_id: 'a', completion_percentage: [long, { [long]: [long] }] }),
    'a number of many digits': () => validateSessionJson(`{"completion_percentage":${'9'.repeat(5000)}}`),
    'stage names': (long) => validateSession({ session_id: 'a', completed_stages: [long], current_stage: long }),
    'rows of other keys': (long) => validateSessions([{ session_id: 'a' }, { session_id: 'b', [long]: 1 }]),
    'an unknown member': (long) => validateStage('eventSetup', { [long]: { [long]: 1 } }, { mode: 'draft' }),
    'an unknown member of a tier with a long name': (long) =>
      validateStage(
        'ticketSetup',
        { tiers: [{ name: long, kind: 'free', price_minor: 5, [long]: 1 }] },
        { mode: 'draft' },
      ),
    'names twice': (long) =>
      validateStage('ticketSetup', { tiers: [{ name: long }, { name: long }] }, { mode: 'draft' }),
    'tags twice': (long) => validateStage('eventSetup', { tags: [long, `${long} `] }, { mode: 'draft' }),
    transition: (long) => wizard.checkTransition(long, long),
    completion: (long) => ({ issues: completion({ event_data: { [long]: long } }).missing }),
    'nested deeply': () =>
      validateSessionJson(`${'{"a":'.repeat(3000)}"\\u0000"${'}'.repeat(3000)}`, { stages: 'skip' }),
  };
  for (const [name, judge] of Object.entries(shapes)) {
    test(name, () => {
      let cut = 0;
      for (const long of LONG) {
        const { issues } = judge(long);
        assert.ok(issues.length > 0);
        for (const { path, params, pointer, message: _, text: __, ...rest } of issues) {
          for (const text of texts({ path, params, rest })) {
            const points = [...text].length;
            assert.ok(points <= 201, `${points} code points: ${text.slice(0, 80)}`);
            assert.ok(points < 201 || text.endsWith('…'));
            cut += points === 201 ? 1 : 0;
          }
          assert.ok(path.length <= 200 && pointer.length < 200 * 410);
        }
      }
      assert.ok(cut > 0 || /text|deeply/.test(name), 'nothing was long');
    });
  }

  test('a text that is no longer than that is kept', () => {
    for (const unit of ['x', '😀', '"']) {
      const key = unit.repeat(200);
      assert.deepEqual(validateSession({ [key]: 1 }).issues[0].path, [key]);
      assert.deepEqual(validateSession({ [`${key}!`]: 1 }).issues[0].path, [`${key}…`]);
    }
  });
});

test('a value whose JSON would be too long to write is an issue', () => {
  const { issues, ...verdict } = validateStage('eventSetup', { title: '\u0001'.repeat(2 ** 27) }, { mode: 'draft' });
  assert.deepEqual(verdict, { valid: false, persistable: false, advice: [], truncated: false });
  const [{ code, path, params, message }, ...rest] = issues;
  assert.deepEqual([code, path, params, rest], ['program_limit_exceeded', [], { type: 'json', unknowable: true }, []]);
  assert.equal(message, 'Event is more than the database can hold');
});
