// The subscriber in the real client: what reaches the state, and what it is told.

import assert from 'node:assert/strict';
import process from 'node:process';
import { describe, mock, test } from 'node:test';
import { buildResumeArray, EventType, HttpAgent } from '@ag-ui/client';
import { toToolResult, validateSession } from 'event-wizard-validator';
import { validateResume, wizardSubscriber } from 'event-wizard-validator/ag-ui';
import { de } from 'event-wizard-validator/locales/de';
import jsonpatch from 'fast-json-patch';
import { delta, PlayedAgent, patches, snapshot } from './agent.js';
import { session as complete } from './documents.js';

/** A session that is still being filled in. */
const session = { ...complete, completed_stages: [], completion_percentage: 0, status: 'draft' };
/** How many random patches are tried. */
const PATCHES = Number(process.env.PATCHES ?? 1000);

/** Runs an agent on a state with these events, and returns the last state and what the subscriber was told. */
async function played(initialState, events, options = {}) {
  const changes = [];
  const agent = new PlayedAgent([events], { initialState });
  agent.subscribe(wizardSubscriber({ onChange: (change) => changes.push(change), ...options }));
  await agent.runAgent();
  return { state: agent.state, changes, agent };
}

test('a bad delta does not reach the state, and the run goes on', async () => {
  const { state, changes } = await played(
    { session },
    [
      delta({ op: 'replace', path: '/session/status', value: 'open' }),
      delta({ op: 'add', path: '/note', value: 'on' }),
      delta({ op: 'replace', path: '/session/ticket_data/currency', value: 'EUR' }),
    ],
    { at: '/session' },
  );
  assert.deepEqual(state, {
    session: { ...session, ticket_data: { ...session.ticket_data, currency: 'EUR' } },
    note: 'on',
  });
  assert.deepEqual(
    changes.map(({ event, refused }) => [event, refused]),
    [
      ['delta', true],
      ['delta', false],
    ],
  );
  assert.deepEqual(
    changes[0].introduced.map(({ pointer, code }) => [pointer, code]),
    [['/status', 'valid_status']],
  );
});

test('a bad snapshot does not replace the state', async () => {
  const { state, changes } = await played({ session }, [snapshot({ session: { ...session, status: 'open' } })], {
    at: '/session',
  });
  assert.deepEqual(state, { session });
  assert.equal(changes[0].refused, true);
  const good = await played({}, [snapshot({ session })], { at: '/session' });
  assert.deepEqual(good.state, { session });
  assert.equal(good.changes[0].refused, false);
});

test('a patch at the pointer of an issue mends it', async () => {
  const bad = {
    session: {
      ...session,
      ticket_data: { currency: 'GBP', tiers: [{ name: 'A', kind: 'free', price_minor: 5, quantity: 1 }] },
    },
  };
  const [issue] = validateSession(bad.session).issues.filter(({ source }) => source === 'schema');
  assert.equal(issue.pointer, '/ticket_data/tiers/0/price_minor');
  const { state } = await played(bad, [delta({ op: 'replace', path: `/session${issue.pointer}`, value: 0 })], {
    at: '/session',
  });
  assert.ok(validateSession(state.session).valid);
});

const INTRODUCED = [
  ['an item is inserted before a bad one', [{ op: 'add', path: '/0', value: { name: 'New' } }], []],
  [
    'a bad item is inserted before a bad one',
    [{ op: 'add', path: '/0', value: { price_minor: -1, name: 'C' } }],
    ['/0/price_minor'],
  ],
  ['a bad item is appended by -', [{ op: 'add', path: '/-', value: { price_minor: -1 } }], ['/2/price_minor']],
  ['a bad item is moved', [{ op: 'move', from: '/0', path: '/1' }], []],
  ['a bad item is copied', [{ op: 'copy', from: '/0', path: '/-' }], ['/2/price_minor']],
  ['a bad item is removed', [{ op: 'remove', path: '/0' }], []],
  [
    'a bad item is removed, and the next becomes bad',
    [
      { op: 'remove', path: '/0' },
      { op: 'add', path: '/0/price_minor', value: -1 },
    ],
    ['/0/price_minor'],
  ],
  ['a bad value is exchanged for another', [{ op: 'replace', path: '/0/price_minor', value: -2 }], []],
  ['a bad item is exchanged for another', [{ op: 'replace', path: '/0', value: { price_minor: -2, name: 'C' } }], []],
  [
    'all items are exchanged, and the bad one moves',
    [{ op: 'replace', path: '', value: [{ name: 'B' }, { price_minor: -1 }] }],
    [],
  ],
  [
    'all items are exchanged, and another is bad',
    [{ op: 'replace', path: '', value: [{ price_minor: -1 }, { price_minor: -3 }] }],
    ['/1/price_minor'],
  ],
  ['an unknown key with a slash', [{ op: 'add', path: '/1/a~1b', value: 1 }], ['/1/a~1b']],
  [
    'the bad item is mended and another breaks',
    [
      { op: 'replace', path: '/0/price_minor', value: 0 },
      { op: 'add', path: '/1/price_minor', value: -1 },
    ],
    ['/1/price_minor'],
  ],
];

describe('issues that are new are told from those that were there', () => {
  const tiers = [{ price_minor: -1 }, { name: 'B' }];
  for (const [title, operations, pointers] of INTRODUCED) {
    for (const event of ['delta', 'snapshot']) {
      // A snapshot says nothing of what was mended or removed: a place keeps its issue.
      if (event === 'snapshot' && /removed, and|exchanged, and another/.test(title)) continue;
      test(`${title}: ${event}`, async () => {
        const at = '/ticket_data/tiers';
        const patch = operations.map((each) => ({
          ...each,
          path: at + each.path,
          ...(each.from && { from: at + each.from }),
        }));
        const before = { ticket_data: { tiers } };
        const after = jsonpatch.applyPatch(before, structuredClone(patch), true, false).newDocument;
        const { changes, state } = await played(before, [event === 'delta' ? delta(...patch) : snapshot(after)]);
        const [{ introduced, refused }] = changes;
        assert.deepEqual(
          introduced.filter(({ source }) => source === 'schema').map(({ pointer }) => pointer),
          pointers.map((each) => at + each),
        );
        assert.equal(refused, pointers.length > 0);
        assert.deepEqual(state, refused ? before : after);
      });
    }
  }
});

test('`refuse` says what is refused', async () => {
  const before = { event_data: session.event_data };
  const backwards = delta({ op: 'replace', path: '/event_data/ends_at', value: '2027-06-12T18:00:00+01:00' });
  const wrong = delta({ op: 'replace', path: '/event_data/title', value: 5 });
  for (const [refuse, event, refused] of [
    ['unpersistable', backwards, false],
    ['unpersistable', wrong, true],
    ['invalid', backwards, true],
    ['invalid', wrong, true],
    ['nothing', backwards, false],
    ['nothing', wrong, false],
  ]) {
    const { changes, state } = await played(before, [event], { refuse });
    assert.equal(changes[0].refused, refused, `${refuse} ${JSON.stringify(event)}`);
    assert.ok(changes[0].introduced.length > 0);
    assert.equal(JSON.stringify(state) === JSON.stringify(before), refused);
  }
});

describe('patches that cannot be applied', () => {
  const warn = mock.method(console, 'warn', () => {});
  for (const [title, operations, reason] of [
    ['a place that does not exist', [{ op: 'replace', path: '/session/nothing/x', value: 1 }], 'place'],
    ['an index beyond the end', [{ op: 'add', path: '/list/5', value: 1 }], 'place'],
    [
      'a failed test',
      [
        { op: 'add', path: '/x', value: 1 },
        { op: 'test', path: '/session/status', value: 'x' },
      ],
      'test',
    ],
    ['into itself', [{ op: 'move', from: '/session', path: '/session/inner' }], 'place'],
    ['the prototype of all objects', [{ op: 'add', path: '/__proto__/polluted', value: 1 }], 'name'],
    ['the prototype, from', [{ op: 'copy', from: '/__proto__', path: '/x' }], 'name'],
    ['by the constructor', [{ op: 'add', path: '/constructor/prototype/polluted', value: 1 }], 'name'],
    ['what is inherited', [{ op: 'copy', from: '/toString', path: '/x' }], 'place'],
    ['copies of copies', Array.from({ length: 40 }, (_, i) => ({ op: 'copy', from: '', path: `/k${i}` })), 'size'],
  ]) {
    test(`${title}: an issue, and the state stays as it was`, async () => {
      const before = { session, list: [1] };
      const { state, changes } = await played(
        before,
        [delta(...operations), delta({ op: 'add', path: '/after', value: 1 })],
        { at: '/session' },
      );
      assert.deepEqual(state, { ...before, after: 1 });
      assert.deepEqual([changes.length, changes[0].refused, changes[0].introduced[0].code], [1, true, 'patch']);
      assert.equal(changes[0].introduced[0].params.reason, reason);
      assert.equal({}.polluted, undefined);
      // The client's own warning would write the whole state to the console.
      assert.equal(warn.mock.callCount(), 0);
    });
  }
});

test('what cannot be judged is refused: a judge that throws, values that are no JSON', async () => {
  const error = mock.method(console, 'error', () => {});
  const judge = () => {
    throw new Error('no verdict');
  };
  const patch = delta({ op: 'replace', path: '/status', value: 'active' });
  const { state, changes } = await played({ status: 'draft' }, [patch], { judge });
  assert.deepEqual(
    [state, changes[0].refused, changes[0].introduced[0].code],
    [{ status: 'draft' }, true, 'notJudged'],
  );
  const big = await played({}, [snapshot({ status: 5n })]);
  assert.deepEqual([big.state, big.changes[0].refused], [{}, true]);
  // A callback that throws changes nothing.
  const onChange = () => {
    throw new Error('lost');
  };
  const told = await played({}, [snapshot({ status: 'open' })], { onChange });
  assert.deepEqual(told.state, {});
  assert.equal(error.mock.callCount(), 1);
  error.mock.restore();
});

test('a judge of your own, and another language', async () => {
  const judge = (row) => validateSession(row, { operation: 'update', current: { status: 'draft' } });
  const { changes, state } = await played(
    { status: 'draft' },
    [delta({ op: 'replace', path: '/status', value: 'completed' })],
    { judge },
  );
  assert.deepEqual([state.status, changes[0].introduced[0].code], ['draft', 'status_transition']);
  const german = await played({}, [snapshot({ status: 'open' }), delta({ op: 'remove', path: '/x' })], { locale: de });
  assert.match(german.changes[0].introduced[0].message, /^Status muss/);
  assert.match(german.changes[1].introduced[0].message, /^Die Änderung ist nicht möglich/);
});

test('a session that is no object, is null, or is not there', async () => {
  for (const [value, refused] of [
    [5, true],
    [[], true],
    ['x', true],
    [null, undefined],
    [{}, false],
  ]) {
    const { changes } = await played({}, [snapshot({ session: value, other: 1 })], { at: '/session' });
    assert.equal(changes[0]?.refused, refused, JSON.stringify(value));
  }
});

test(`${PATCHES} random patches: the verdict is that of the state, and no refused patch reaches it`, async () => {
  const values = [
    session,
    session.ticket_data,
    session.ticket_data.tiers[0],
    'x',
    0,
    -1,
    null,
    true,
    [],
    {},
    'draft',
    'open',
    { __proto__: null, 'a/b': { '~': [1, 2] } },
    ['organizerSetup'],
  ];
  // The client writes a run that it ended to the console.
  const error = mock.method(console, 'error', () => {});
  const make = patches(20261127, values);
  const start = { session, 'a/b': { 'x~y': [1, { z: [] }] }, list: [1, 2, 3] };
  const counts = { applied: 0, refused: 0, faults: 0, stricter: 0 };
  let state = start;
  for (let round = 0; round < PATCHES; round++) {
    // Else the state would grow, or be eaten up.
    if (round % 20 === 0 || state === null || JSON.stringify(state).length > 20_000) state = start;
    const patch = make(state);
    const changes = [];
    const subscriber = wizardSubscriber({ at: '/session', onChange: (change) => changes.push(change) });
    const agent = new PlayedAgent([[delta(...patch)]], { initialState: state });
    let delivered;
    agent.subscribe({
      onEvent: ({ event }) => {
        if (event.type === EventType.STATE_DELTA) delivered = structuredClone(event.delta);
      },
    });
    agent.subscribe(subscriber);
    const failed = await agent.runAgent().then(
      () => false,
      () => true,
    );
    // The client itself leaves out an operation that JSON Patch lacks, and ends a run whose patch has not the form of one.
    if (failed) continue;
    let expected;
    try {
      expected = jsonpatch.applyPatch(state, delivered, true, false).newDocument;
    } catch {
      expected = undefined;
    }
    const [change] = changes;
    const after = JSON.stringify(agent.state);
    if (change?.refused) assert.equal(after, JSON.stringify(state), JSON.stringify(patch));
    if (change?.introduced[0]?.code === 'patch') {
      counts.faults++;
      // What the client would have applied all the same: a move beyond the end of a list, a member of a text.
      if (expected !== undefined) counts.stricter++;
      continue;
    }
    assert.notEqual(expected, undefined, JSON.stringify(patch));
    if (change?.refused !== true)
      assert.deepEqual(agent.state, JSON.parse(JSON.stringify(expected)), JSON.stringify(patch));
    if (change === undefined) {
      assert.deepEqual(agent.state?.session, state.session, JSON.stringify(patch));
      continue;
    }
    const draft = expected?.session;
    const verdicts = [change.verdict];
    await played({}, [snapshot({ session: draft, new: 1 })], {
      at: '/session',
      onChange: ({ verdict }) => verdicts.push(verdict),
    });
    if (verdicts.length === 2) assert.deepEqual(verdicts[0].issues, verdicts[1].issues, JSON.stringify(patch));
    const isBad =
      draft !== null &&
      typeof draft === 'object' &&
      !Array.isArray(draft) &&
      !validateSession({ session_id: 'a', ...draft }, { operation: 'insert' }).persistable;
    if (change.refused) counts.refused++;
    else counts.applied++;
    if (change.refused && draft !== null && typeof draft === 'object' && !Array.isArray(draft))
      assert.ok(isBad, JSON.stringify(patch));
    state = agent.state;
  }
  error.mock.restore();
  console.log(JSON.stringify(counts));
  assert.ok(
    counts.applied > PATCHES / 20 && counts.refused > PATCHES / 20 && counts.faults > PATCHES / 20,
    JSON.stringify(counts),
  );
});

/** Not exported: applies a patch to a document of its own. */
const { applyPatch } = await import(new URL('json/patch.js', import.meta.resolve('event-wizard-validator')));

test('patches are applied as the client does it, except for what RFC 6902 does not allow', () => {
  const values = [session, session.ticket_data, 'x', 0, null, true, [], {}, { 'a/b': { '~': [1, 2] } }];
  const make = patches(5, values);
  const start = { session, 'a/b': { 'x~y': [1, { z: [] }] }, list: [1, 2, 3] };
  let state = start;
  let applied = 0;
  for (let round = 0; round < 10 * PATCHES; round++) {
    if (round % 20 === 0 || state === null || JSON.stringify(state).length > 20_000) state = start;
    const patch = JSON.parse(JSON.stringify(make(state)));
    const ours = applyPatch(structuredClone(state), structuredClone(patch));
    let theirs;
    try {
      theirs = jsonpatch.applyPatch(state, structuredClone(patch), true, false).newDocument;
    } catch {
      assert.ok('fault' in ours, JSON.stringify(patch));
    }
    if ('fault' in ours) continue;
    assert.deepEqual(ours.document, theirs, JSON.stringify(patch));
    applied++;
    state = ours.document;
  }
  assert.ok(applied > PATCHES);
});

test('in development, where the client freezes what its subscribers get', async (context) => {
  const { NODE_ENV } = process.env;
  context.after(() => {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  });
  for (const environment of ['development', 'test']) {
    process.env.NODE_ENV = environment;
    const { state } = await played(
      { session, list: [1] },
      [
        delta({ op: 'replace', path: '/session/status', value: 'active' }, { op: 'add', path: '/list/-', value: 2 }),
        delta({ op: 'replace', path: '/session/status', value: 'open' }),
        delta({ op: 'add', path: '/session/event_data/title', value: 'Day' }),
      ],
      { at: '/session' },
    );
    assert.deepEqual(state, {
      session: { ...session, status: 'active', event_data: { ...session.event_data, title: 'Day' } },
      list: [1, 2],
    });
  }
});

test('other subscribers: a change of the session is told by onStateChanged, all others by onStateDeltaEvent too', async () => {
  const agent = new PlayedAgent(
    [
      [
        delta({ op: 'add', path: '/note', value: 1 }),
        delta({ op: 'replace', path: '/session/status', value: 'active' }),
      ],
    ],
    { initialState: { session } },
  );
  const told = [];
  const watch = (name) => ({
    onStateDeltaEvent: () => void told.push(`${name} delta`),
    onStateChanged: ({ state }) => void told.push(`${name} ${state.session.status}`),
  });
  agent.subscribe(watch('first'));
  agent.subscribe(wizardSubscriber({ at: '/session' }));
  agent.subscribe(watch('later'));
  await agent.runAgent();
  assert.deepEqual(told, [
    'first delta',
    'later delta',
    'first draft',
    'later draft',
    'first delta',
    'first active',
    'later active',
  ]);
});

test('over HTTP', async () => {
  const events = [
    { type: EventType.RUN_STARTED, threadId: 't', runId: 'r' },
    snapshot({ session: { ticket_data: { currency: 'GBP' } } }),
    delta({ op: 'replace', path: '/session/ticket_data/currency', value: 'EURO' }),
    delta({ op: 'add', path: '/session/session_id', value: 'a' }),
    { type: EventType.RUN_FINISHED, threadId: 't', runId: 'r' },
  ];
  const body = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');
  const fetch = async () => new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  const agent = new HttpAgent({ url: 'http://agent.test', fetch });
  const changes = [];
  await agent.runAgent({}, wizardSubscriber({ at: '/session', onChange: (change) => changes.push(change) }));
  assert.deepEqual(agent.state, { session: { ticket_data: { currency: 'GBP' }, session_id: 'a' } });
  const told = toToolResult(changes[1].verdict);
  assert.deepEqual([told.ok, told.issues[1].params.suggestion], [false, 'EUR']);
});

test('an answer to an interrupt is judged by its schema', async () => {
  const responseSchema = {
    type: 'object',
    properties: { approved: { type: 'boolean', title: 'Approved' } },
    required: ['approved'],
  };
  const outcome = { type: 'interrupt', interrupts: [{ id: 'i', reason: 'confirm', responseSchema }] };
  const finished = { type: EventType.RUN_FINISHED, threadId: 'thread', runId: 'r', outcome };
  const agent = new PlayedAgent([[finished], []]);
  await agent.runAgent({ runId: 'r' });
  assert.equal(agent.pendingInterrupts.length, 1);
  const answer = (payload) => buildResumeArray(agent.pendingInterrupts, { i: { status: 'resolved', payload } });
  const bad = validateResume(agent.pendingInterrupts, answer({ approved: 'yes' }));
  assert.deepEqual(
    bad.issues.map(({ pointer, message }) => [pointer, message]),
    [['/0/payload/approved', 'Approved must be true or false']],
  );
  assert.ok(validateResume(agent.pendingInterrupts, answer({ approved: true })).valid);
  await agent.runAgent({ resume: answer({ approved: true }) });
  assert.deepEqual(agent.pendingInterrupts, []);
});

test('the quick start tells the agent what was refused, and judges answers', async () => {
  const { agent, answer, run } = await import('./quick-starts/ag-ui.js');
  const inputs = [];
  const bodies = [
    [snapshot({ session: { status: 'draft' } }), delta({ op: 'replace', path: '/session/status', value: 'open' })],
    [delta({ op: 'replace', path: '/session/status', value: 'active' })],
  ];
  const outcome = {
    type: 'interrupt',
    interrupts: [{ id: 'i', reason: 'confirm', responseSchema: { type: 'boolean', title: 'Publish' } }],
  };
  agent.fetch = async (_url, { body }) => {
    const input = JSON.parse(body);
    inputs.push(input);
    const { threadId, runId } = input;
    const events = bodies.shift() ?? [];
    const finished = { type: EventType.RUN_FINISHED, threadId, runId, ...(inputs.length === 2 && { outcome }) };
    const lines = [{ type: EventType.RUN_STARTED, threadId, runId }, ...events, finished];
    const text = lines.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');
    return new Response(text, { headers: { 'content-type': 'text/event-stream' } });
  };
  await run();
  assert.deepEqual(agent.state, { session: { status: 'draft' } });
  await run();
  assert.deepEqual(inputs[1].state, { session: { status: 'draft' } });
  assert.match(inputs[1].context[0].value, /Status must be/);
  assert.equal(inputs[0].context.length, 0);
  assert.deepEqual(agent.state, { session: { status: 'active' } });
  assert.equal((await answer('yes'))[0].message, 'Publish must be true or false');
  assert.equal(inputs.length, 2);
  assert.deepEqual(await answer(true), []);
  assert.deepEqual(inputs[2].resume, [{ interruptId: 'i', status: 'resolved', payload: true }]);
});
