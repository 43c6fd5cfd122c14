// The tools of /copilotkit in the core of CopilotKit v2, with its own loop of calls and follow-ups, and an assistant that
// is a script. It corrects what it sent by the issues alone.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, test } from 'node:test';
import { CopilotKitCore } from '@copilotkit/core';
import Ajv from 'ajv';
import { stages, toToolResult, validateSession, validateStage } from 'event-wizard-validator';
import { wizardTools } from 'event-wizard-validator/copilotkit';
import { data as documents, session } from './documents.js';
import { mend, patchOf } from './mender.js';
import { dice } from './random.js';
import { ScriptedAgent } from './scripted_agent.js';

const fixtures = (name) =>
  readFileSync(path.join(process.env.ROOT, 'tests/fixtures', name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const files = stages.map((stage) => [stage, fixtures(`stages/${stage.replace('Setup', '')}.jsonl`)]);
/** What the user knows: each stage's first case is complete. */
const knows = Object.fromEntries(files.map(([stage, [first]]) => [stage, first.data]));
const answerOf = (stage) => (place) => place.reduce((value, key) => value?.[key], knows[stage]);

/** Runs the script with the tools until it is done, and returns what happened. */
async function run(script, { row = { session_id: 'a' }, ...options } = {}) {
  const store = { row, writes: 0, stops: [] };
  const tools = wizardTools({
    session: {
      read: () => store.row,
      write(next) {
        store.row = next;
        store.writes++;
      },
    },
    onStop: (notice) => store.stops.push(notice),
    ...options,
  });
  const agent = new ScriptedAgent(script);
  const core = new CopilotKitCore({ agents__unsafe_dev_only: { scripted: agent } });
  const errors = [];
  core.subscribe({ onError: ({ error }) => errors.push(error) });
  for (const tool of Object.values(tools)) core.addTool(tool);
  agent.addMessage({ id: 'u', role: 'user', content: 'Help me with my event.' });
  await core.runAgent({ agent });
  assert.deepEqual(errors, []);
  return { ...store, store, core, agent, turns: agent.turns, results: agent.results };
}

/**
 * An assistant that fills one stage, and mends one kind of fault a round: the first that it is told of.
 * @returns the run, and how often it mended.
 */
async function fill(stage, first, { complete, options } = {}) {
  let data = structuredClone(first);
  let mends = 0;
  const done = await run((last) => {
    const [result] = last;
    if (result?.ok || result?.stop) return 'Done.';
    if (result !== undefined) {
      const issues = result.issues.filter(({ code }) => !code.endsWith('_data_valid'));
      for (const issue of issues.filter(({ code }) => code === issues[0].code).toReversed()) {
        if (mend(data, issue, answerOf(stage)) === 'stuck') data = structuredClone(knows[stage]);
      }
      mends++;
    }
    return [{ name: 'fillStage', args: { stage, data, complete } }];
  }, options);
  return { ...done, mends };
}

/** How many rounds each case of the fixtures took. */
const rounds = new Map();

describe('every fault of the fixtures is mended by what the issues say', () => {
  /** Faults that hide another one, which is told once they are mended. */
  const hiding = [];
  for (const [stage, cases] of files) {
    test(stage, async () => {
      const faulty = cases.filter(({ issues }) => issues.length > 0);
      assert.ok(faulty.length > 50);
      for (const each of faulty) {
        const { description, mode, data, issues } = each;
        const { results, mends, store, stops } = await fill(stage, data, { complete: mode === 'complete' });
        assert.equal(results.at(-1).ok, true, `${description}: ${JSON.stringify(results.at(-1))}`);
        assert.deepEqual(stops, []);
        const column = stage.replace('Setup', '_data');
        assert.equal(validateStage(stage, store.row[column], { mode }).valid, true, description);
        rounds.set(each, mends);
        if (mends > issues.length) hiding.push(description);
        assert.ok(mends <= issues.length + 2, `${description}: ${mends} rounds for ${issues.length} faults`);
      }
    });
  }
  test('few of them hide another', () => assert.ok(hiding.length <= 20, hiding.join('\n')));
});

/** The places at which two documents differ, in members and items that both have room for. */
function differences(one, other, place = []) {
  const isContainer = (value) => typeof value === 'object' && value !== null;
  const alike = isContainer(one) && isContainer(other) && Array.isArray(one) === Array.isArray(other);
  if (!alike || (Array.isArray(one) && one.length !== other.length)) {
    return JSON.stringify(one) === JSON.stringify(other) ? [] : [{ place, value: other }];
  }
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].flatMap((key) => differences(one[key], other[key], [...place, key]));
}

describe('k independent faults take at most k rounds', () => {
  const roll = dice(1);
  for (const [stage, cases] of files) {
    test(stage, async () => {
      const sound = cases.filter(({ mode, issues }) => mode === 'complete' && issues.length === 0);
      const faulty = cases.filter((each) => each.mode === 'complete' && rounds.get(each) === 1);
      /** By place: the faults that are the only difference from this data, and hide no other. */
      const alone = (base) => {
        const places = new Map();
        for (const { data, description } of faulty) {
          const [only, ...others] = differences(base, data);
          if (others.length > 0 || only.place.length === 0) continue;
          const name = only.place.join('/');
          places.set(name, [...(places.get(name) ?? []), { ...only, description }]);
        }
        return [...places.values()];
      };
      const [base, faults] = sound
        .map(({ data }) => [data, alone(data)])
        .reduce((most, each) => (each[1].length > most[1].length ? each : most));
      assert.ok(faults.length >= 5, `${faults.length} places`);
      let tried = 0;
      for (let trial = 0; trial < 40; trial++) {
        const data = structuredClone(base);
        const lists = [...faults];
        const chosen = Array.from({ length: 2 + roll(3) }, () => {
          const [list] = lists.splice(roll(lists.length), 1);
          return list[roll(list.length)];
        });
        for (const { place, value } of chosen) {
          const holder = place.slice(0, -1).reduce((at, key) => at?.[key], data);
          if (typeof holder !== 'object' || holder === null) continue;
          if (value === undefined) delete holder[place.at(-1)];
          else holder[place.at(-1)] = structuredClone(value);
        }
        const k = validateStage(stage, data, { mode: 'complete' }).issues.length;
        // Some members concern each other, such as the start and the end.
        if (k !== chosen.length) continue;
        tried++;
        const { mends, results } = await fill(stage, data, { complete: true });
        const told = chosen.map(({ description }) => description).join('; ');
        assert.equal(results.at(-1).ok, true, told);
        assert.ok(mends <= k, `${mends} rounds for ${k} faults: ${told}`);
      }
      assert.ok(tried >= 10, `${tried} trials`);
    });
  }
});

test('stages that contradict each other are mended one after the other, and told meanwhile', async () => {
  const cases = fixtures('rules.jsonl').filter(({ row, issues }) => row !== undefined && issues.length > 0);
  let mended = 0;
  for (const { description, row, issues: expected } of cases) {
    const before = validateSession(row, { operation: 'update' });
    if (!before.persistable || before.valid) continue;
    const mine = { ...row };
    let asked = 0;
    const { store, results, turns, stops } = await run(
      (last) => {
        const [result] = last;
        if (result?.stop) return 'Stopped.';
        if (last.length > 0 && result.issues === undefined) return 'Done.';
        if (result === undefined) return [{ name: 'getSession', args: {} }];
        const [issue] = result.issues;
        const column = issue.stage.replace('Setup', '_data');
        const old = mine[column];
        mine[column] = structuredClone(old ?? {});
        if (mend(mine[column], issue, answerOf(issue.stage)) === 'stuck')
          mine[column] = structuredClone(knows[issue.stage]);
        asked++;
        return [{ name: 'fillStage', args: { stage: issue.stage, data: patchOf(old ?? {}, mine[column]) } }];
      },
      { row },
    );
    const last = results.at(-1);
    assert.deepEqual(stops, [], `${description}: ${JSON.stringify(results)}`);
    assert.equal(last.issues, undefined, description);
    assert.equal(validateSession(store.row, { operation: 'update' }).valid, true, description);
    assert.ok(asked <= expected.length + 2, `${description}: ${asked} rounds for ${expected.length}`);
    assert.equal(turns, asked + 2);
    mended++;
  }
  assert.ok(mended > 60, `${mended}`);
});

describe('an assistant that gets nowhere is stopped', () => {
  const bad = { stage: 'ticketSetup', data: { currency: 'EURO' } };

  test('by its second identical call, in whatever order its keys are', async () => {
    const { turns, results, stops, writes } = await run((_, turn) => [
      { name: 'fillStage', args: turn % 2 === 0 ? bad : { data: bad.data, stage: bad.stage } },
    ]);
    assert.equal(turns, 2);
    assert.equal(results[0].stop, undefined);
    assert.equal(results[1].stop.reason, 'repeated');
    assert.deepEqual(results[1].issues, results[0].issues);
    assert.equal(writes, 0);
    assert.deepEqual(
      stops.map(({ reason, tool, issues }) => [reason, tool, issues[0].code]),
      [['repeated', 'fillStage', 'enum']],
    );
  });

  test('by an identical call that succeeds, since it changes nothing', async () => {
    const { turns, results, writes } = await run(() => [
      { name: 'fillStage', args: { stage: 'ticketSetup', data: { currency: 'EUR' } } },
    ]);
    assert.deepEqual([turns, writes], [2, 1]);
    assert.deepEqual(
      results.map(({ ok, changed, stop }) => [ok, changed, stop?.reason]),
      [
        [true, true, undefined],
        [true, false, 'repeated'],
      ],
    );
  });

  test('by reading again and again', async () => {
    assert.equal((await run(() => [{ name: 'getSession', args: {} }])).turns, 2);
    const inTurn = await run((_, turn) => [{ name: 'getSession', args: { stage: stages[turn % 2] } }]);
    assert.equal(inTurn.turns, 3);
  });

  test('by reading between identical calls, and in the same message', async () => {
    const inTurn = await run((_, turn) => [
      turn % 2 === 0 ? { name: 'getSession', args: {} } : { name: 'fillStage', args: bad },
    ]);
    assert.equal(inTurn.turns, 4);
    const together = await run(() => [
      { name: 'getSession', args: {} },
      { name: 'fillStage', args: bad },
    ]);
    assert.equal(together.turns, 3);
    assert.ok(together.results.slice(-2).every(({ stop }) => stop?.reason === 'repeated'));
  });

  test('by changing a value to and fro', async () => {
    const { turns, results } = await run((_, turn) => [
      { name: 'fillStage', args: { stage: 'ticketSetup', data: { currency: ['EUR', 'USD'][turn % 2] } } },
    ]);
    assert.equal(turns, 4);
    assert.equal(results.at(-1).stop.reason, 'repeated');
  });

  test('by other data with the same issues', async () => {
    const other = (_, turn) => [{ name: 'fillStage', args: { ...bad, data: { currency: `EURO${'x'.repeat(turn)}` } } }];
    const { turns, results } = await run(other);
    assert.equal(turns, 3);
    assert.equal(results.at(-1).stop.reason, 'no_progress');
    assert.equal((await run(other, { maxRepeats: 4 })).turns, 5);
  });

  test('and not by calls that lead on, nor in the next run', async () => {
    let turn = 0;
    const steps = [bad, { ...bad, data: { currency: 'EUR' } }, { ...bad, data: { currency: 'USD' } }];
    const { turns, core, agent, results } = await run(() =>
      turn < steps.length ? [{ name: 'fillStage', args: steps[turn++] }] : 'Done.',
    );
    assert.equal(turns, 4);
    // The user says that it should try again.
    agent.addMessage({ id: 'u2', role: 'user', content: 'Again.' });
    turn = 0;
    await core.runAgent({ agent });
    assert.equal(agent.turns, 8);
    assert.equal(results.length, 3);
    assert.ok(agent.results.every(({ stop }) => stop === undefined));
  });

  test('also if the tool was copied when it was registered', async () => {
    const { fillStage } = wizardTools({ session: { read: () => ({}), write() {} } });
    const agent = new ScriptedAgent(() => [{ name: 'fillStage', args: bad }]);
    const core = new CopilotKitCore({ agents__unsafe_dev_only: { scripted: agent } });
    core.addTool({ ...fillStage, description: 'Fills a stage.' });
    await core.runAgent({ agent });
    assert.equal(agent.turns, 2);
  });
});

describe('what the app or the database refuses is told as an issue', () => {
  const once = (name, args) => (last) => (last.length === 0 ? [{ name, args }] : 'Done.');
  const secret = ['sk', 'live', '51NvXZ2LkdIwHu7ixAbCdEfGh'].join('_');

  test('a write that throws, or rejects', async () => {
    for (const write of [
      () => {
        throw new Error('storage is full');
      },
      async () => Promise.reject(new Error('storage is full')),
    ]) {
      const args = { stage: 'ticketSetup', data: { currency: 'EUR' } };
      const { results } = await run(once('fillStage', args), { session: { read: () => ({}), write } });
      const [{ ok, issues }] = results;
      assert.deepEqual([ok, issues[0].code], [false, 'session_unavailable']);
      assert.match(issues[0].message, /“storage is full”/);
    }
  });

  test('a session that cannot be read', async () => {
    const broken = Proxy.revocable({}, {});
    broken.revoke();
    const cyclic = {};
    cyclic.row = cyclic;
    for (const read of [
      () => {
        throw undefined;
      },
      () => broken.proxy,
      () => cyclic,
      () => ({ id: 1n }),
      () => 'row',
      () => [],
    ]) {
      for (const [name, args] of [
        ['getSession', {}],
        ['fillStage', { stage: 'ticketSetup', data: {} }],
        ['setStatus', { status: 'active' }],
        ['save', {}],
      ]) {
        const save = async () => ({ error: null });
        const { results } = await run(once(name, args), { session: { read, write() {} }, save });
        assert.deepEqual(
          [results[0].ok, results[0].issues[0].code],
          [false, 'session_unavailable'],
          `${read}, ${name}`,
        );
      }
    }
  });

  test('errors of the database', async () => {
    const message = 'duplicate key value violates unique constraint "wizard_sessions_session_id_key"';
    const errors = [
      [{ code: '23505', message, details: 'Key (session_id)=(a) already exists.' }, 'unique_violation', ['session_id']],
      [
        { code: '42501', message: 'new row violates row-level security policy for table "wizard_sessions"' },
        'insufficient_privilege',
        [],
      ],
      [{ message: 'TypeError: fetch failed', details: '', hint: '', code: '' }, 'unreachable', []],
      ['gateway', 'unknown', []],
    ];
    for (const [error, code, place] of errors) {
      const { results } = await run(once('save', {}), { row: session, save: async () => ({ data: null, error }) });
      assert.deepEqual([results[0].ok, results[0].issues[0].code], [false, code]);
      assert.deepEqual(results[0].issues[0].path, place);
    }
  });

  test('a save that throws, or says nothing', async () => {
    for (const save of [
      () => {
        throw new Error('offline');
      },
      async () => Promise.reject(new Error('offline')),
      async () => undefined,
    ]) {
      const { results } = await run(once('save', {}), { row: session, save });
      assert.deepEqual([results[0].ok, results[0].issues[0].code], [false, 'session_unavailable']);
    }
  });

  test('a save that fails twice stops the assistant; one that then succeeds does not', async () => {
    const error = { message: 'TypeError: fetch failed', code: '' };
    const again = () => [{ name: 'save', args: {} }];
    const failing = await run(again, { row: session, save: async () => ({ error }) });
    assert.equal(failing.turns, 2);
    let calls = 0;
    const untilSaved = ([result]) => (result?.ok ? 'Saved.' : [{ name: 'save', args: {} }]);
    const mended = await run(untilSaved, { row: session, save: async () => ({ error: calls++ === 0 ? error : null }) });
    assert.deepEqual(
      mended.results.map(({ ok, stop }) => [ok, stop]),
      [
        [false, undefined],
        [true, undefined],
      ],
    );
  });

  test('what the database would reject is not sent', async () => {
    const { results } = await run(once('save', {}), { row: { ...session, status: 'open' }, save: () => assert.fail() });
    assert.equal(results[0].issues[0].code, 'valid_status');
  });

  test('a secret is told to nobody', async () => {
    const row = { ...session, payment_data: { ...session.payment_data, account_id: secret } };
    const say = () => {
      throw new Error(`no such account: ${secret}`);
    };
    for (const [name, args] of [
      ['getSession', {}],
      ['fillStage', { stage: 'paymentSetup', data: { account_id: secret } }],
      ['fillStage', { stage: 'paymentSetup', data: { payout_currency: 'EUR' } }],
      ['save', {}],
    ]) {
      const { agent } = await run(once(name, args), { session: { read: () => row, write: say }, save: say });
      const [{ content }] = agent.messages.filter(({ role }) => role === 'tool');
      assert.ok(!content.includes(secret), content);
      if (name === 'getSession') assert.match(content, /account_id_secret.*acct|account_id_secret/);
    }
  });
});

test('the model gets objects without references, the same each time', () => {
  const tools = wizardTools({ session: { read: () => ({}), write() {} }, save: async () => ({ error: null }) });
  const core = new CopilotKitCore({});
  for (const tool of Object.values(tools)) core.addTool(tool);
  const [first, second] = [1, 2].map(() => core.buildFrontendTools());
  assert.deepEqual(first, second);
  for (const { name, description, parameters } of first) {
    assert.ok(description.length > 50, name);
    assert.equal(parameters.type, 'object', name);
    assert.ok(!JSON.stringify(parameters).includes('$ref'));
  }
  const { data } = first.find(({ name }) => name === 'fillStage').parameters.properties;
  assert.deepEqual(
    data.anyOf.map(({ title }) => title.split(':')[0]),
    [...stages],
  );
});

/** A session in a core, with its tools and what the model is told of `fillStage`. */
function inCore(options) {
  const store = { row: { session_id: 'a' } };
  const tools = wizardTools({
    session: {
      read: () => store.row,
      write(next) {
        store.row = next;
      },
    },
    ...options,
  });
  const core = new CopilotKitCore({});
  for (const tool of Object.values(tools)) core.addTool(tool);
  const { parameters } = core.buildFrontendTools().find(({ name }) => name === 'fillStage');
  return { store, parameters, fill: (args) => core.getTool({ toolName: 'fillStage' }).handler(args) };
}
const meetsOf = (schema) => new Ajv({ strict: false, validateFormats: false }).compile(schema);

describe('whatever changes one draft into another meets the schema that the model is sent', () => {
  for (const [stage, cases] of files) {
    test(stage, async () => {
      const column = stage.replace('Setup', '_data');
      const { store, parameters, fill } = inCore();
      const meets = meetsOf(parameters);
      const drafts = cases
        // As JSON, which has no -0.
        .map(({ data }) => JSON.parse(JSON.stringify(data)))
        .filter((data) => validateStage(stage, data, { mode: 'draft' }).valid)
        .concat({});
      let nulls = 0;
      for (const [index, before] of drafts.entries()) {
        // Each to the next, to the one after that, and so on, with other steps for other drafts.
        const after = drafts[(index * 7 + 3) % drafts.length];
        const args = { stage, data: patchOf(before, after) };
        assert.ok(meets(args), `${JSON.stringify(args)} ${JSON.stringify(meets.errors?.at(0))}`);
        nulls += JSON.stringify(args).includes(':null') ? 1 : 0;
        store.row = { session_id: 'a', [column]: before };
        const result = await fill(args);
        assert.equal(result.ok, true, JSON.stringify(result));
        assert.deepEqual(store.row[column], after);
      }
      assert.ok(nulls > 10, `${nulls} of ${drafts.length}`);
    });
  }
});

test('every member of a stage and of what is in it can be taken out, and no item of a list', () => {
  const { parameters } = inCore();
  const meets = meetsOf(parameters);
  let tried = 0;
  const without = (value) =>
    Object.entries(value).flatMap(([key, each]) => {
      tried++;
      const inner = each !== null && typeof each === 'object' && !Array.isArray(each) ? without(each) : [];
      return [{ [key]: null }, ...inner.map((patch) => ({ [key]: patch }))];
    });
  for (const [stage, cases] of files) {
    for (const { data } of cases.filter(({ issues }) => issues.length === 0)) {
      for (const patch of without(data)) assert.ok(meets({ stage, data: patch }), JSON.stringify(patch));
    }
  }
  assert.ok(tried > 500, `${tried}`);
  // The core leaves `additionalProperties` out, so the schema of one stage would take the data of another.
  const meetsTickets = meetsOf(inCore({ stages: ['ticketSetup'] }).parameters);
  for (const tiers of [[{ name: null }], [null], 'none', [{ name: 5 }]]) {
    assert.equal(meetsTickets({ stage: 'ticketSetup', data: { tiers } }), false, JSON.stringify(tiers));
  }
  assert.ok(meetsTickets({ stage: 'ticketSetup', data: { tiers: [{ name: 'A' }], waiting_list: null } }));
});

test('with `stages`, the model is sent these alone, and can fill these alone', async () => {
  const size = (value) => JSON.stringify(value).length;
  const all = inCore();
  assert.ok(size(all.parameters) > 20_000 && size(all.parameters) < 26_000, `${size(all.parameters)}`);
  for (const stage of stages) {
    const { parameters, fill, store } = inCore({ stages: [stage] });
    assert.ok(size(parameters) < 6000, `${stage}: ${size(parameters)}`);
    assert.deepEqual(parameters.properties.stage.enum, [stage]);
    assert.match(parameters.properties.data.title, new RegExp(`^${stage}: `));
    const meets = meetsOf(parameters);
    for (const other of stages) {
      const args = { stage: other, data: documents[other] };
      assert.equal(meets(args), other === stage);
      const result = await fill(args);
      assert.equal(result.ok, other === stage, JSON.stringify(result));
      if (other !== stage) assert.deepEqual(result.issues[0].params.allowedValues, [stage]);
    }
    assert.deepEqual(Object.keys(store.row), ['session_id', stage.replace('Setup', '_data')]);
  }
  const two = inCore({ stages: ['paymentSetup', 'eventSetup', 'paymentSetup'] });
  assert.deepEqual(two.parameters.properties.stage.enum, ['eventSetup', 'paymentSetup']);
  assert.equal(two.parameters.properties.data.anyOf.length, 2);
});

test('a status, and publishing', async () => {
  const steps = ['completed', 'published', 'draft'];
  const { store, results } = await run(
    (_, turn) => (turn < steps.length ? [{ name: 'setStatus', args: { status: steps[turn] } }] : 'Done.'),
    { row: session },
  );
  assert.deepEqual(
    results.map(({ ok }) => ok),
    [true, true, false],
  );
  assert.equal(store.row.status, 'published');
  assert.equal(results[2].issues[0].code, 'status_transition');
});

test('a wizard from nothing to published, in one run', async () => {
  const saved = [];
  const calls = [
    { name: 'getSession', args: {} },
    ...stages.map((stage) => ({ name: 'fillStage', args: { stage, data: documents[stage], complete: true } })),
    ...['active', 'completed', 'published'].map((status) => ({ name: 'setStatus', args: { status } })),
    { name: 'save', args: {} },
    { name: 'getSession', args: {} },
  ];
  const save = async (row) => {
    saved.push(row);
    return { error: null };
  };
  const { results } = await run((_, turn) => (turn < calls.length ? [calls[turn]] : 'Done.'), { save });
  assert.ok(
    results.every(({ ok, stop }) => ok && stop === undefined),
    JSON.stringify(results),
  );
  const { status, percentage, missing, issues, stages: shown, completed_stages } = results.at(-1);
  assert.deepEqual(
    [status, percentage, missing, issues, completed_stages],
    ['published', 100, [], undefined, [...stages]],
  );
  assert.deepEqual(shown, documents);
  const { status: published, completion_percentage, ...rest } = saved[0];
  assert.deepEqual([published, completion_percentage], ['published', 100]);
  assert.equal(validateSession({ ...rest, status: 'completed', completion_percentage }).valid, true);
  assert.deepEqual(toToolResult(validateSession(session)), { ok: true });
});

test('the quick start, rendered, lets an assistant fill, correct and save the session', async () => {
  const { document } = await import('./dom.js');
  const { act, createElement } = await import('react');
  const { createRoot } = await import('react-dom/client');
  const { CopilotKitContext, CopilotKitCoreReact } = await import('@copilotkit/react-core/v2/context');
  // The same hook from the entry that renders nothing.
  const code = readFileSync('quick-starts/copilotkit-kit.js', 'utf8').replace(
    'react-core/v2"',
    'react-core/v2/headless"',
  );
  writeFileSync('quick-starts/copilotkit-kit_headless.js', code);
  const { WizardAssistant } = await import('./quick-starts/copilotkit-kit_headless.js');
  const sent = [];
  globalThis.fetch = async (_, { body }) => {
    sent.push(JSON.parse(body));
    return sent.length === 1 ? Response.json({ code: '57014', message: 'too slow' }, { status: 504 }) : new Response();
  };
  const { organizerSetup } = documents;
  const calls = [
    {
      name: 'fillStage',
      args: { stage: 'organizerSetup', data: { ...organizerSetup, kind: 'charity' }, complete: true },
    },
    { name: 'fillStage', args: { stage: 'organizerSetup', data: organizerSetup, complete: true } },
    { name: 'save', args: {} },
    { name: 'save', args: {} },
    { name: 'save', args: {} },
  ];
  const agent = new ScriptedAgent((_, turn) => (turn < calls.length ? [calls[turn]] : 'Done.'));
  const copilotkit = new CopilotKitCoreReact({ agents__unsafe_dev_only: { scripted: agent } });
  const container = document.createElement('div');
  const root = createRoot(container);
  const provider = createElement(CopilotKitContext.Provider, { value: { copilotkit } }, createElement(WizardAssistant));
  await act(() => root.render(provider));
  assert.equal(container.querySelector('progress').value, 0);
  await act(() => copilotkit.runAgent({ agent }));
  assert.deepEqual(
    agent.results.map(({ ok, issues, stop }) => [ok, issues?.at(-1).code, stop?.reason]),
    [
      [false, 'enum', undefined],
      [true, undefined, undefined],
      [false, 'query_canceled', undefined],
      [true, undefined, undefined],
      [true, undefined, 'repeated'],
    ],
  );
  assert.deepEqual(sent[0].organizer_data, organizerSetup);
  assert.equal(container.querySelector('progress').value, 20);
  assert.match(document.title, /has stopped/);
  await act(() => root.unmount());
});
