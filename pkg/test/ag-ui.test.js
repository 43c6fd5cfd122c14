// The subscriber without its library: which issues are new, whatever is moved; and input that is no JSON. With the real
// client, and random patches: tests/libraries/ag-ui.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { stages } from 'event-wizard-validator';
import { validateResume, wizardSubscriber } from 'event-wizard-validator/ag-ui';
import { de } from 'event-wizard-validator/locales/de';
import { random } from './random.js';

/** What the subscriber answers and is told, for one event. */
function asked(event, state, options = {}) {
  const changes = [];
  const subscriber = wizardSubscriber({ onChange: (change) => changes.push(change), ...options });
  const answer =
    'snapshot' in event
      ? subscriber.onStateSnapshotEvent({ event, state })
      : subscriber.onStateDeltaEvent({ event, state });
  return { answer, changes, change: changes[0] };
}
const pointers = ({ introduced }) =>
  introduced
    .filter(({ source }) => source === 'schema')
    .map(({ pointer }) => pointer.replace('/ticket_data/tiers', ''));
const at = (rest) => `/ticket_data/tiers${rest}`;

describe('issues that are new', () => {
  const next = random(7);
  const below = (n) => Math.floor(next() * n);
  const good = () => ({ name: `Good ${below(1e9)}`, kind: 'free', price_minor: 0, quantity: 1 });
  const bad = () => ({
    ...good(),
    ...[{ price_minor: -1 }, { nosuch: 1 }, { quantity: 'many' }, { name: 5, kind: 'x' }][below(4)],
  });
  const tiers = () => Array.from({ length: 1 + below(6) }, () => (next() < 0.5 ? bad() : good()));

  test('moving, inserting and removing items introduces none', () => {
    for (let round = 0; round < 300; round++) {
      const list = tiers();
      let count = list.length;
      const delta = Array.from({ length: 1 + below(4) }, () => {
        const roll = below(count > 1 ? 3 : 1);
        if (roll === 0) return { op: 'add', path: at(`/${below(++count)}`), value: good() };
        if (roll === 1) return { op: 'move', from: at(`/${below(count)}`), path: at(`/${below(count)}`) };
        return { op: 'remove', path: at(`/${below(count--)}`) };
      });
      const { change, answer } = asked({ delta }, { ticket_data: { tiers: list } });
      // Nothing at all may have changed.
      if (change === undefined) continue;
      assert.deepEqual(pointers(change), [], JSON.stringify({ list, delta }));
      assert.equal(change.refused, false);
      assert.equal(answer.stopPropagation, true);
    }
  });

  test('a bad item among bad ones introduces its own, and no others', () => {
    for (let round = 0; round < 300; round++) {
      const list = tiers();
      const index = below(list.length + 1);
      const { change } = asked(
        { delta: [{ op: 'add', path: at(`/${index}`), value: bad() }] },
        { ticket_data: { tiers: list } },
      );
      assert.ok(pointers(change).length > 0);
      for (const pointer of pointers(change))
        assert.ok(pointer.startsWith(`/${index}/`), `${pointer} ${JSON.stringify(list)}`);
      assert.equal(change.refused, true);
    }
  });

  test('a snapshot with the items in another order introduces none', () => {
    for (let round = 0; round < 300; round++) {
      const list = tiers();
      const other = list
        .map((tier) => [next(), tier])
        .sort(([a], [b]) => a - b)
        .map(([, tier]) => structuredClone(tier));
      const { change } = asked(
        { snapshot: { ticket_data: { tiers: [good(), ...other] } } },
        { ticket_data: { tiers: list } },
      );
      assert.deepEqual(pointers(change), [], JSON.stringify({ list, other }));
    }
  });
});

test('more than a hundred new issues are too many to tell, and are refused', () => {
  const event_data = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`k${i}`, 1]));
  for (const refuse of ['unpersistable', 'invalid']) {
    const { change } = asked({ snapshot: { event_data } }, {}, { refuse });
    assert.deepEqual([change.refused, change.verdict.truncated], [true, true]);
  }
  // All that was there before is known, so that it can be mended one by one.
  const mended = asked({ delta: [{ op: 'remove', path: '/event_data/k500' }] }, { event_data });
  assert.deepEqual([mended.change.refused, mended.change.introduced], [false, []]);
});

test('the subscriber remembers what it has judged, but only that', () => {
  const subscriber = wizardSubscriber();
  const delta = [{ op: 'add', path: '/current_stage', value: stages[0] }];
  assert.deepEqual(subscriber.onStateDeltaEvent({ event: { delta }, state: {} }).state, { current_stage: stages[0] });
  const refused = subscriber.onStateDeltaEvent({
    event: { delta: [{ op: 'add', path: '/status', value: 'open' }] },
    state: { current_stage: stages[0] },
  });
  assert.deepEqual(refused, { stopPropagation: true });
  // The state was set by the application in the meantime.
  const kept = subscriber.onStateDeltaEvent({ event: { delta }, state: { status: 'open' } });
  assert.deepEqual(kept.state, { status: 'open', current_stage: stages[0] });
});

const nested = (depth) => JSON.parse('['.repeat(depth) + ']'.repeat(depth));
const circle = {};
circle.self = circle;
const throwing = new Proxy(
  {},
  {
    ownKeys: () => {
      throw new Error('trap');
    },
  },
);
for (const [title, value, reason] of [
  ['nested too deeply', nested(100_000), 'depth'],
  ['a circle', circle, 'error'],
  ['a BigInt', { a: 1n }, 'error'],
  ['a proxy that throws', throwing, 'error'],
]) {
  test(`what is no JSON is refused, and poisons nothing: ${title}`, () => {
    for (const event of [{ snapshot: { event_data: value } }, { delta: [{ op: 'add', path: '/event_data', value }] }]) {
      const { answer, change } = asked(event, {});
      assert.deepEqual(answer, { stopPropagation: true });
      assert.deepEqual([change.introduced[0].code, change.introduced[0].params.reason], ['notJudged', reason]);
      const let_ = asked(event, {}, { refuse: 'nothing' });
      assert.deepEqual([let_.answer, let_.change.refused], [undefined, false]);
    }
    assert.equal(asked({ snapshot: { status: 'draft' } }, {}).change.refused, false);
  });
}

test('secrets are not repeated', () => {
  const secret = 'sk_live_51H8xQ2eZvKYlo2C';
  const delta = [{ op: 'add', path: '/payment_data', value: { account_id: secret } }];
  const { change } = asked({ delta }, {}, { refuse: 'invalid' });
  assert.equal(change.refused, true);
  assert.ok(!JSON.stringify(change).includes(secret));
  const failed = asked({ delta: [...delta, { op: 'test', path: '/payment_data/account_id', value: 'x' }] }, {});
  assert.ok(!JSON.stringify(failed.change).includes(secret));
});

test('what is told of a patch or an answer is bounded', () => {
  const long = 'x'.repeat(1_000_000);
  const { change } = asked({ delta: [{ op: 'remove', path: `/${long}` }] }, {});
  const thrown = asked(
    { snapshot: {} },
    { status: 'draft' },
    {
      judge: () => {
        throw new Error(long);
      },
    },
  );
  const verdict = validateResume([], [{ interruptId: long, status: 'resolved' }]);
  for (const told of [change, thrown.change, verdict]) assert.ok(JSON.stringify(told).length < 3000);
});

test('a wrong call is a TypeError that says what is allowed', () => {
  for (const [options, message] of [
    [{ pointer: '/a' }, /unknown option 'pointer'; allowed are 'at'/],
    [{ at: 'session' }, /`at` must be a JSON Pointer/],
    [{ at: '/a~2' }, /`at` must be a JSON Pointer/],
    [{ refuse: 'all' }, /refuse must be one of 'unpersistable', 'invalid', 'nothing'/],
    [{ judge: {} }, /`judge` must be a function/],
    [{ onChange: true }, /`onChange` must be a function/],
    [{ labels: { Nosuch: 'x' } }, /no field/],
  ]) {
    assert.throws(() => wizardSubscriber(options), { name: 'TypeError', message });
  }
  assert.throws(() => validateResume({}, []), { name: 'TypeError', message: /interrupts must be an array of objects/ });
  assert.throws(() => validateResume([], [5]), { name: 'TypeError', message: /resume must be an array of objects/ });
});

test('answers to interrupts: unknown, missing, late, of another form, or to a question that cannot be used', () => {
  const open = [
    { id: 'a', responseSchema: { type: 'boolean', title: 'Publish' } },
    { id: 'b', responseSchema: { type: 'nothing' } },
    { id: 'c', expiresAt: '2020-01-01T00:00:00Z' },
    { id: 'd' },
    { id: '__proto__' },
  ];
  const resume = [
    { interruptId: 'a', status: 'resolved', payload: 'yes' },
    { interruptId: 'b', status: 'resolved', payload: 1 },
    { interruptId: 'c', status: 'resolved' },
    { interruptId: 'x', status: 'resolved' },
    { interruptId: 'd', status: 'done' },
    { interruptId: 'a', status: 'resolved' },
    { interruptId: 'b', status: 'cancelled' },
  ];
  const { issues } = validateResume(open, resume);
  assert.deepEqual(
    issues.map(({ pointer, code, params }) => [pointer, code, params.reason]),
    [
      ['/0/payload', 'type', undefined],
      ['/1/payload', 'interrupt', 'schema'],
      ['/2', 'interrupt', 'expired'],
      ['/3/interruptId', 'interrupt', 'unknown'],
      ['/4/status', 'enum', undefined],
      ['/5/payload', 'required', undefined],
      ['', 'interrupt', 'unanswered'],
    ],
  );
  assert.equal(issues[0].message, 'Publish must be true or false');
  assert.match(validateResume(open, resume, { locale: de }).issues[6].message, /^Die Frage .* ist nicht beantwortet$/);
  const cancelled = open.map(({ id }) => ({ interruptId: id, status: 'cancelled' }));
  assert.ok(validateResume(open, cancelled).valid);
});
