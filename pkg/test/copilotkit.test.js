// The tools of /copilotkit without CopilotKit: what a call means for the session, what is told of it in how many bytes,
// and that no argument, session or answer makes a handler throw. tests/libraries/copilotkit has them in its core.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, test } from 'node:test';
import { draftSchemas, stages, validateSession } from 'event-wizard-validator';
import { wizardTools } from 'event-wizard-validator/copilotkit';
import { de } from 'event-wizard-validator/locales/de';
import { data as documents, session } from './documents.js';

const inside = (name) => import(new URL(`./${name}.js`, import.meta.resolve('event-wizard-validator')));
const { mergePatch } = await inside('json/merge_patch');

const bytes = (value) => new TextEncoder().encode(JSON.stringify(value)).length;
const clone = (value) => JSON.parse(JSON.stringify(value));

/** A session that is kept here, and the tools for it. */
function wizard(row = { session_id: 'a' }, options = {}) {
  const store = { row, writes: [] };
  const tools = wizardTools({
    session: {
      read: () => store.row,
      write(next) {
        store.row = next;
        store.writes.push(next);
      },
    },
    save: async () => ({ error: null }),
    ...options,
  });
  return { store, tools };
}

describe('JSON Merge Patch', () => {
  // RFC 7396, appendix A.
  for (const [target, patch, expected] of [
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ a: 'b' }, ['c'], ['c']],
    [{ a: 'foo' }, null, null],
    [{ a: 'foo' }, 'bar', 'bar'],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ]) {
    test(`${JSON.stringify(target)} and ${JSON.stringify(patch)}`, () => {
      const before = [clone(target), clone(patch)];
      assert.deepEqual(mergePatch(target, patch), expected);
      assert.deepEqual([target, patch], before);
    });
  }

  test('keys of the prototype are members like others', () => {
    const merged = mergePatch({ a: 1 }, JSON.parse('{"__proto__":{"polluted":1},"constructor":2}'));
    assert.deepEqual(Object.keys(merged), ['a', '__proto__', 'constructor']);
    assert.equal({}.polluted, undefined);
    assert.equal(merged.polluted, undefined);
  });
});

describe('fillStage', () => {
  test('merges, and stores a draft bit by bit', async () => {
    const { store, tools } = wizard();
    const fill = (data) => tools.fillStage.handler({ stage: 'venueSetup', data });
    assert.deepEqual(await fill({ name: 'Quay', address: { city: 'Whitby', country: 'GB' } }), {
      ok: true,
      changed: true,
    });
    assert.deepEqual(await fill({ name: null, address: { line1: '1 Quay' } }), { ok: true, changed: true });
    assert.deepEqual(store.row, {
      session_id: 'a',
      venue_data: { address: { city: 'Whitby', country: 'GB', line1: '1 Quay' } },
    });
    assert.deepEqual(await fill({ name: null }), { ok: true, changed: false });
    assert.equal(store.writes.length, 2);
  });

  test('changes nothing if the call brings about a fault in its stage', async () => {
    const { store, tools } = wizard();
    const result = await tools.fillStage.handler({
      stage: 'ticketSetup',
      data: { currency: 'EURO', waiting_list: true },
    });
    assert.equal(result.ok, false);
    assert.deepEqual(result.issues, [
      {
        stage: 'ticketSetup',
        path: ['currency'],
        code: 'enum',
        params: { count: 155, suggestion: 'EUR' },
        message: 'Currency must be a three-letter currency code, like EUR; did you mean “EUR” (Euro)?',
        new: true,
      },
    ]);
    assert.deepEqual(store.row, { session_id: 'a' });
  });

  test('stores what mends one of several old faults, and tells the others behind the new ones', async () => {
    const event_data = { ...documents.eventSetup, category: 'musik', visibility: 'all', capacity: 0 };
    const { store, tools } = wizard({ session_id: 'a', event_data });
    const worse = await tools.fillStage.handler({ stage: 'eventSetup', data: { category: 'music', minimum_age: -1 } });
    assert.deepEqual(
      worse.issues.map(({ path, new: isNew }) => [path[0], isNew]),
      [
        ['minimum_age', true],
        ['capacity', undefined],
        ['visibility', undefined],
      ],
    );
    const better = await tools.fillStage.handler({ stage: 'eventSetup', data: { category: 'music' } });
    assert.deepEqual([better.ok, better.issues.length], [true, 2]);
    assert.equal(store.row.event_data.category, 'music');
  });

  test('stores what contradicts another stage, and tells it', async () => {
    const { store, tools } = wizard(clone({ ...session, completed_stages: [], completion_percentage: 0 }));
    const result = await tools.fillStage.handler({ stage: 'eventSetup', data: { attendance_mode: 'online' } });
    assert.deepEqual([result.ok, result.changed], [true, true]);
    assert.deepEqual(
      result.issues.map(({ stage, path, code, new: isNew }) => [stage, path, code, isNew]),
      [['venueSetup', ['attendance_mode'], 'attendance_mode_agrees', true]],
    );
    assert.equal(store.row.event_data.attendance_mode, 'online');
  });

  test('marks a stage as complete, and opens it again', async () => {
    const { store, tools } = wizard();
    const lacking = await tools.fillStage.handler({ stage: 'ticketSetup', data: { currency: 'EUR' }, complete: true });
    assert.equal(lacking.ok, false);
    assert.deepEqual(
      lacking.issues.map(({ code }) => code),
      ['ticket_data_valid', 'required'],
    );
    assert.deepEqual(store.row, { session_id: 'a' });
    await tools.fillStage.handler({ stage: 'ticketSetup', data: documents.ticketSetup, complete: true });
    await tools.fillStage.handler({ stage: 'venueSetup', data: documents.venueSetup, complete: true });
    assert.deepEqual(store.row.completed_stages, ['ticketSetup', 'venueSetup']);
    assert.equal(store.row.completion_percentage, 40);
    // Complete data must stay so, unless the stage is opened.
    const emptied = { stage: 'ticketSetup', data: { tiers: null } };
    assert.equal((await tools.fillStage.handler(emptied)).ok, false);
    assert.equal((await tools.fillStage.handler({ ...emptied, complete: false })).ok, true);
    assert.deepEqual(store.row.completed_stages, ['venueSetup']);
    assert.equal(store.row.completion_percentage, 20);
    assert.equal(validateSession(store.row).valid, true);
  });

  test('claims nothing while an old fault is there, nor opens a stage of a finished session', async () => {
    const { tools } = wizard({ session_id: 'a', ticket_data: { ...documents.ticketSetup, currency: 'EURO' } });
    assert.equal((await tools.fillStage.handler({ stage: 'ticketSetup', complete: true })).ok, false);
    const finished = wizard({ ...clone(session), status: 'completed' });
    const { ok, issues } = await finished.tools.fillStage.handler({ stage: 'ticketSetup', complete: false });
    assert.deepEqual([ok, issues[0].code], [false, 'finished_when_all_completed']);
  });

  test('mode: complete', async () => {
    const { store, tools } = wizard({ session_id: 'a' }, { mode: 'complete' });
    const lacking = await tools.fillStage.handler({ stage: 'ticketSetup', data: { currency: 'EUR' } });
    assert.equal(lacking.issues.at(-1).code, 'required');
    const draft = await tools.fillStage.handler({ stage: 'ticketSetup', data: { currency: 'EUR' }, complete: false });
    assert.equal(draft.ok, true);
    await tools.fillStage.handler({ stage: 'ticketSetup', data: documents.ticketSetup });
    assert.deepEqual(store.row.completed_stages, ['ticketSetup']);
  });

  test('wrong arguments are issues, and not a change of nothing', async () => {
    const { store, tools } = wizard();
    const issuesOf = async (args) =>
      (await tools.fillStage.handler(args)).issues.map(({ path, code, message }) => [path.join(), code, message]);
    assert.deepEqual(await issuesOf({ stage: 'ticketSetup', currency: 'EUR', complete: 'yes' }), [
      ['currency', 'additionalProperties', '“currency” is not a known field here'],
      ['complete', 'type', 'Complete must be true or false'],
    ]);
    assert.deepEqual(await issuesOf({}), [['stage', 'required', 'Stage must be given']]);
    assert.match((await issuesOf({ stage: 'tickets' }))[0][2], /^Stage must be “organizerSetup”/);
    // Models send JSON within JSON at times.
    assert.deepEqual(await issuesOf({ stage: 'ticketSetup', data: '{"currency":"EUR"}' }), [
      ['', 'type', 'Tickets must be an object'],
    ]);
    assert.deepEqual(store.writes, []);
  });
});

describe('what was shown and comes back unchanged stays as it is', () => {
  const description = `A long night.\n\n${'Jazz on the quay. '.repeat(100)}\u200b`;
  const event_data = { ...documents.eventSetup, description, tags: ['jazz', 'live\u00ad music'] };
  const ticket_data = clone(documents.ticketSetup);
  ticket_data.tiers[0].description = 'x'.repeat(450);
  const row = { session_id: 'a', event_data, ticket_data };

  for (const maxBytes of [2048, 4096, 100_000]) {
    test(`in ${maxBytes} bytes`, async () => {
      const { store, tools } = wizard(clone(row), { maxBytes });
      let told = 0;
      for (const stage of ['eventSetup', 'ticketSetup']) {
        const { stages: shown, omitted } = await tools.getSession.handler({ stage });
        if (omitted !== undefined) continue;
        told++;
        assert.ok(bytes(shown) <= maxBytes);
        assert.deepEqual(await tools.fillStage.handler({ stage, data: shown[stage] }), { ok: true, changed: false });
      }
      assert.ok(told > 0);
      assert.deepEqual(store.row, row);
    });
  }

  test('texts are shown with their lines, and without what is hidden in them', async () => {
    const { tools } = wizard(clone(row));
    const { stages: shown } = await tools.getSession.handler({ stage: 'eventSetup' });
    assert.ok(shown.eventSetup.description.startsWith('A long night.\n\nJazz'));
    assert.ok(!/[\u200b\u00ad]/.test(JSON.stringify(shown)));
  });
});

describe('a result has no more bytes than allowed', () => {
  const wide = '漢字 “quoted” \u0007 😀 '.repeat(30);
  const rows = {
    'every tier wrong': {
      session_id: 'a',
      ticket_data: {
        tiers: Array.from({ length: 150 }, (_, i) => ({ name: wide + i, price_minor: -1, [wide + i]: wide })),
      },
    },
    'wide texts everywhere': {
      session_id: wide,
      status: wide,
      current_stage: wide,
      completed_stages: [wide, wide],
      ...Object.fromEntries(stages.map((stage) => [stage.replace('Setup', '_data'), { name: wide, [wide]: wide }])),
    },
    'a long description': { session_id: 'a', event_data: { ...documents.eventSetup, description: wide.repeat(300) } },
    'a complete session': session,
  };
  for (const [name, row] of Object.entries(rows)) {
    for (const maxBytes of [2048, 3000, 16_384, 200_000]) {
      test(`${name}, ${maxBytes}`, async () => {
        const { tools } = wizard(clone(row), { maxBytes });
        for (const [tool, args] of [
          ['getSession', {}],
          ['getSession', {}],
          ['getSession', { stage: 'ticketSetup' }],
          ['fillStage', { stage: 'ticketSetup', data: { currency: wide, [wide]: wide } }],
          ['setStatus', { status: 'published' }],
          ['save', {}],
        ]) {
          const result = await tools[tool].handler(args);
          assert.ok(bytes(result) <= maxBytes, `${tool}: ${bytes(result)}`);
          const count = (list) => list?.length ?? 0;
          if (!result.ok) assert.ok(count(result.issues) > 0 || maxBytes < 3000);
        }
      });
    }
  }

  test('the most important issues are told, and the others counted', async () => {
    const row = { ...clone(rows['every tier wrong']), status: 'open' };
    row.ticket_data.tiers.length = 80;
    const { issues } = validateSession(row, { operation: 'update', maxIssues: Infinity });
    const { tools } = wizard(row, { maxBytes: 8192 });
    const told = await tools.fillStage.handler({ stage: 'eventSetup', data: { capacity: 0 } });
    assert.deepEqual(
      told.issues.slice(0, 2).map(({ path, code }) => [path, code]),
      [
        [['status'], 'valid_status'],
        [['capacity'], 'minimum'],
      ],
    );
    assert.equal(told.issues.length + told.more, issues.length + 1);
    assert.ok(told.more > 100);
  });
});

describe('nothing makes a handler throw, or spoils the next call', () => {
  const deep = (levels) => JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);
  const cyclic = {};
  cyclic.self = cyclic;
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const values = {
    undefined: undefined,
    null: null,
    'a text': 'x',
    'a number': NaN,
    'an array': [[]],
    'a cycle': cyclic,
    'a BigInt': { stage: 1n },
    'a symbol': Symbol('x'),
    'a function': () => {},
    'a getter': {
      get stage() {
        throw new Error('no');
      },
    },
    'a proxy': new Proxy(
      {},
      {
        ownKeys() {
          throw null;
        },
      },
    ),
    'a revoked proxy': revoked.proxy,
    'lone surrogates': { stage: '\ud800', data: { '\udc00': '\ud800' } },
    'keys of the prototype': JSON.parse('{"__proto__":{"stage":"eventSetup"},"constructor":1,"toString":2}'),
    '5,000 levels': { stage: 'ticketSetup', data: deep(5000) },
    '100,000 levels': { stage: 'ticketSetup', data: deep(2000), complete: deep(2000) },
    '1 MB': { stage: 'eventSetup', data: { description: 'x'.repeat(1e6) } },
    '1 MB of keys': {
      stage: 'eventSetup',
      data: Object.fromEntries(Array.from({ length: 5e4 }, (_, i) => [`k${i}`, i])),
    },
  };
  for (const [name, value] of Object.entries(values)) {
    test(`as arguments: ${name}`, async () => {
      const { store, tools } = wizard();
      for (const tool of Object.values(tools)) {
        const result = await tool.handler(value);
        assert.ok(bytes(result) <= 16_384);
        const isNone = value === undefined || value === null;
        const takesNone = isNone && ['getSession', 'save'].includes(tool.name);
        assert.equal(result.ok, takesNone, tool.name);
        assert.ok(result.ok || result.issues.length > 0);
      }
      assert.deepEqual(store.writes, []);
      assert.deepEqual(await tools.fillStage.handler({ stage: 'eventSetup', data: { title: 'A' } }), {
        ok: true,
        changed: true,
      });
    });
    test(`as a session: ${name}`, async () => {
      const { store, tools } = wizard(value);
      for (const tool of Object.values(tools)) {
        const args = { fillStage: { stage: 'eventSetup', data: { title: 5 } }, setStatus: { status: 'published' } }[
          tool.name
        ];
        const result = await tool.handler(args ?? {});
        assert.ok(bytes(result) <= 16_384);
        if (args !== undefined) assert.equal(result.ok, false, tool.name);
      }
      store.row = { session_id: 'a' };
      assert.deepEqual(await tools.fillStage.handler({ stage: 'eventSetup', data: { title: 'A' } }), {
        ok: true,
        changed: true,
      });
    });
    test(`as stage data and as an answer: ${name}`, async () => {
      const { store, tools } = wizard(
        { session_id: 'a', ticket_data: value },
        { save: async () => ({ error: value }) },
      );
      for (const tool of Object.values(tools)) {
        const args = { fillStage: { stage: 'ticketSetup', data: { currency: 5 } }, setStatus: { status: 'published' } }[
          tool.name
        ];
        const result = await tool.handler(args ?? {});
        assert.ok(bytes(result) <= 16_384);
        if (args !== undefined) assert.equal(result.ok, false, tool.name);
      }
      store.row = { session_id: 'a' };
      assert.equal((await tools.save.handler({})).ok, value === undefined || value === null);
    });
  }
});

test('calls wait for one another, so that no change is lost', async () => {
  let row = { session_id: 'a' };
  const later = (work) => new Promise((resolve) => setTimeout(() => resolve(work()), 5));
  const tools = wizardTools({
    session: {
      read: () => later(() => row),
      write: (next) =>
        later(() => {
          row = next;
        }),
    },
  });
  await Promise.all(stages.map((stage) => tools.fillStage.handler({ stage, data: documents[stage] })));
  assert.deepEqual(Object.keys(row), ['session_id', ...stages.map((stage) => stage.replace('Setup', '_data'))]);
});

test('a save that hangs ends when the user stops the assistant, and holds up nothing after that', async () => {
  const controller = new AbortController();
  const given = [];
  const { tools } = wizard(session, {
    save: (_, { signal }) => {
      given.push(signal);
      return new Promise(() => {});
    },
  });
  const hanging = tools.save.handler({}, { signal: controller.signal });
  const next = tools.getSession.handler({});
  setTimeout(() => controller.abort(), 5);
  assert.equal((await hanging).issues[0].code, 'session_unavailable');
  assert.equal((await next).ok, true);
  assert.deepEqual(given, [controller.signal]);
});

test('what waits when the user stops the assistant is not carried out', async () => {
  const { store, tools } = wizard();
  const args = { stage: 'eventSetup', data: { title: 'A' } };
  const { ok, issues } = await tools.fillStage.handler(args, { signal: AbortSignal.abort() });
  assert.deepEqual([ok, issues[0].code, store.writes], [false, 'session_unavailable', []]);
});

test('other members of the row are stored as they are', async () => {
  const created_at = new Date('2027-01-01T00:00:00Z');
  const { store, tools } = wizard({ session_id: 'a', created_at, kept: undefined });
  await tools.fillStage.handler({ stage: 'eventSetup', data: { title: 'A' } });
  assert.equal(store.row.created_at, created_at);
  assert.ok('kept' in store.row);
});

test('messages are in the language asked for, with own labels', async () => {
  const { tools } = wizard({ session_id: 'a' }, { locale: de, labels: { Currency: 'Geldsorte' } });
  const { issues } = await tools.fillStage.handler({ stage: 'ticketSetup', data: { currency: 'EURO' } });
  assert.match(issues[0].message, /^Geldsorte muss .* „EUR“/);
  const broken = wizard({ session_id: 'a' }, { locale: de, session: { read: () => 5, write() {} } });
  assert.match((await broken.tools.save.handler({})).issues[0].message, /^Die Sitzung lässt sich gerade nicht/);
});

test('the schemas of the arguments are fresh, small, and take every draft', () => {
  const { tools } = wizard();
  for (const { name, parameters } of Object.values(tools)) {
    const { jsonSchema, validate } = parameters['~standard'];
    const [one, other] = [1, 2].map(() => jsonSchema.input({ target: 'draft-07' }));
    assert.deepEqual(one, other);
    assert.equal(one.type, 'object', name);
    assert.ok(!/\$ref|\$id/.test(JSON.stringify(one)));
    one.properties.stage = null;
    assert.deepEqual(jsonSchema.input({ target: 'draft-07' }), other);
    assert.equal(validate({ no: 1 }).issues[0].path[0] === undefined, false);
  }
  const { properties, required } = tools.fillStage.parameters['~standard'].jsonSchema.input({
    target: 'draft-2020-12',
  });
  assert.deepEqual(required, ['stage']);
  assert.deepEqual(
    properties.data.anyOf.map((each) => Object.keys(each.properties)),
    stages.map((stage) =>
      Object.keys(draftSchemas[stage]['~standard'].jsonSchema.input({ target: 'draft-2020-12' }).properties),
    ),
  );
  assert.ok(!('required' in properties.data.anyOf[0]));
  const { validate } = tools.fillStage.parameters['~standard'];
  const args = { stage: 'eventSetup' };
  assert.deepEqual(validate(args), { value: args });
});

test('a wrong option is a TypeError that says what is allowed', () => {
  const session = { read: () => ({}), write() {} };
  for (const [options, message] of [
    [undefined, /options must be an object/],
    [{}, /`session` must be an object with `read` and `write`/],
    [{ session: { read() {} } }, /`session.write` must be a function/],
    [{ session, save: {} }, /`save` must be a function/],
    [{ session, onStop: 1 }, /`onStop` must be a function/],
    [{ session, mode: 'done' }, /mode must be one of 'draft', 'complete', not 'done'/],
    [{ session, stages: 'eventSetup' }, /`stages` must be a list of at least one stage/],
    [{ session, stages: [] }, /`stages` must be a list of at least one stage/],
    [{ session, stages: ['event'] }, /each of `stages` must be one of 'organizerSetup', .*, not 'event'/],
    [{ session, stages: [null] }, /each of `stages` must be one of/],
    [{ session, maxBytes: 100 }, /`maxBytes` must be a whole number, at least 2048/],
    [{ session, maxRepeats: 0 }, /`maxRepeats` must be a whole number, at least 1/],
    [{ session, locale: 'de' }, /locale must be an object/],
    [{ session, labels: { Nothing: 'x' } }, /Nothing/],
    [{ session, read() {} }, /unknown option 'read'/],
  ]) {
    assert.throws(() => wizardTools(options), { name: 'TypeError', message });
  }
  assert.deepEqual(Object.keys(wizardTools({ session })), ['getSession', 'fillStage', 'setStatus']);
});

test('the quick start says nothing that is not there', () => {
  const code = readFileSync(path.join(process.env.ROOT, 'docs/quick-starts/copilotkit-kit.tsx'), 'utf8');
  const { tools } = wizard();
  assert.deepEqual(
    [...code.matchAll(/useFrontendTool\(tools\.(\w+)\)/g)].map(([, name]) => name),
    Object.keys(tools),
  );
});
