// What no caller should pass, at every place that takes data: each call gives a result or a TypeError that says what is
// wrong, in words of ours, and the next call is answered as before. Knows the entries, but no rule.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  completion,
  draftSchemas,
  isStage,
  stageSchemas,
  stages,
  toAjvErrors,
  toToolResult,
  validateAction,
  validateSession,
  validateStage,
  withLocale,
} from 'event-wizard-validator';
import { validateResume, wizardSubscriber } from 'event-wizard-validator/ag-ui';
import { wizardTools } from 'event-wizard-validator/copilotkit';
import { reviveDraft, reviveSession } from 'event-wizard-validator/draft';
import { demandOf, eachField, fieldsIn, messageOf, stageColumns } from 'event-wizard-validator/fields';
import { formSchema, fromForm, toForm, validateForm } from 'event-wizard-validator/form';
import { de } from 'event-wizard-validator/locales/de';
import { validateSessionPrefix, validateStagePrefix } from 'event-wizard-validator/prefix';
import { rowSchemas } from 'event-wizard-validator/rows';
import { createSaver } from 'event-wizard-validator/saver';
import { toolParameters, withoutNulls } from 'event-wizard-validator/tools';
import { session as complete, data } from './documents.js';

const thrower = () => {
  throw new Error('not today');
};
const traps = { get: thrower, has: thrower, ownKeys: thrower, getOwnPropertyDescriptor: thrower };
function revoked() {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
function cycle() {
  const object = { a: 1 };
  return Object.assign(object, { object });
}

/** Each makes its value anew, since a call may change it. */
const HOSTILE = {
  undefined: () => undefined,
  null: () => null,
  'a number that JSON lacks': () => Number.NaN,
  'a BigInt': () => 1n,
  'a symbol': () => Symbol('s'),
  'a function': () => () => 1,
  'half a surrogate pair': () => 'a\ud800',
  'a NUL': () => 'a\0',
  'names of Object.prototype': () =>
    JSON.parse('{"__proto__":{"x":1},"constructor":1,"toString":1,"valueOf":1,"then":1}'),
  'no prototype': () => Object.assign(Object.create(null), { a: 1 }),
  'inherited members': () => Object.create({ title: 'x' }),
  'a getter that throws': () => Object.defineProperty({}, 'a', { get: thrower, enumerable: true }),
  'a getter that throws nothing': () => ({
    get a() {
      throw undefined;
    },
  }),
  'a proxy that throws': () => new Proxy({}, traps),
  'a revoked proxy': revoked,
  'a proxy': () => new Proxy({ a: 1 }, {}),
  'a cycle': cycle,
  'toJSON that throws': () => ({ toJSON: thrower }),
  'toJSON that gives nothing': () => ({ toJSON: () => undefined }),
  'what cannot be text': () => ({ toString: thrower, valueOf: thrower, [Symbol.toPrimitive]: thrower }),
  'a Date': () => new Date(0),
  'an Invalid Date': () => new Date(Number.NaN),
  'a Map': () => new Map([['a', 1]]),
  'an error': () => new Error('x'),
  'a list with holes': () => new Array(3),
  'a boxed text': () => new String('x'),
  '5,000 levels': () => JSON.parse('['.repeat(5000) + ']'.repeat(5000)),
  '200,000 levels': () => JSON.parse('{"a":'.repeat(2e5) + 1 + '}'.repeat(2e5)),
};

const COMPLETE = { mode: 'complete' };
const DRAFT = { mode: 'draft' };
const SESSION = { session_id: 'a', status: 'draft' };
const client = {
  from: () => {
    throw new Error('offline');
  },
};
const standard = (schema) => (value) => schema['~standard'].validate(value);
const kit = (row) => wizardTools({ session: { read: () => row, write() {} }, save: async () => ({ error: null }) });
const subscriber = () => wizardSubscriber({ at: '/session', locale: de });
const issue = { source: 'schema', code: 'maximum', path: ['capacity'], pointer: '/capacity', message: 'm', text: 't' };

/** Calls that take a stage's data, or what a form or an assistant has in place of it. */
const OF_STAGE = {
  validateStage: (stage, data) => validateStage(stage, data, COMPLETE),
  isStage,
  stageSchemas: (stage, data) => standard(stageSchemas[stage])(data),
  draftSchemas: (stage, data) => standard(draftSchemas[stage])(data),
  fromForm: (stage, data) => fromForm(stage, data, { timeZone: 'Europe/London' }),
  toForm: (stage, data) => toForm(stage, data, { timeZone: 'Europe/London', defaults: true }),
  validateForm: (stage, data) => validateForm(stage, data, { mode: 'draft', locale: de }),
  formSchema: (stage, data) => standard(formSchema(stage))(data),
  reviveDraft: (stage, data) => reviveDraft(stage, data),
  withoutNulls,
  toolParameters: (stage, data) => standard(toolParameters(stage, { profile: 'openai-strict', mode: 'draft' }))(data),
  validateStagePrefix: (stage, data) => validateStagePrefix(stage, data),
  demandOf: (stage, data) => fieldsIn()[stage].fields.map((field) => demandOf(field, data)),
  messageOf: (stage, data) => messageOf({ ...issue, params: { limit: 3 } }, de, { stage, data }),
  fillStage: (stage, data) => kit(SESSION).fillStage.handler({ stage, data }),
  onStateDeltaEvent: (stage, value) =>
    subscriber().onStateDeltaEvent({
      state: { session: SESSION },
      event: { delta: [{ op: 'add', path: `/session/${stageColumns[stage]}`, value }] },
    }),
};
/** Calls that take anything else. */
const OTHERS = {
  validateSession,
  validateAction,
  completion,
  reviveSession,
  'rowSchemas insert': standard(rowSchemas.wizard_sessions.insert),
  'rowSchemas update': standard(rowSchemas.wizard_actions.update),
  'rowSchemas stored': standard(rowSchemas.wizard_sessions.stored),
  'rowSchemas collection': standard(rowSchemas.wizard_sessions.collection(() => SESSION)),
  validateSessionPrefix: (text) => validateSessionPrefix(text),
  onStateSnapshotEvent: (session) => subscriber().onStateSnapshotEvent({ state: {}, event: { snapshot: { session } } }),
  'onStateDeltaEvent delta': (delta) => subscriber().onStateDeltaEvent({ state: {}, event: { delta } }),
  'onStateDeltaEvent op': (op) => subscriber().onStateDeltaEvent({ state: {}, event: { delta: [op] } }),
  'wizardSubscriber judge': (thrown) =>
    wizardSubscriber({
      judge: () => {
        throw thrown;
      },
    }).onStateSnapshotEvent({ state: {}, event: { snapshot: {} } }),
  'validateResume payload': (payload) =>
    validateResume(
      [{ id: 'i', responseSchema: { type: 'object' } }],
      [{ interruptId: 'i', status: 'resolved', payload }],
    ),
  'validateResume responseSchema': (responseSchema) =>
    validateResume([{ id: 'i', responseSchema }], [{ interruptId: 'i', status: 'resolved', payload: 1 }]),
  'validateResume expiresAt': (expiresAt) =>
    validateResume([{ id: 'i', expiresAt }], [{ interruptId: 'i', status: 'resolved' }]),
  'getSession row': (row) => kit(row).getSession.handler({}),
  ...Object.fromEntries(
    ['getSession', 'fillStage', 'setStatus', 'save'].flatMap((name) => [
      [`${name} arguments`, (args) => kit(SESSION)[name].handler(args)],
      [`${name} parameters`, (args) => standard(kit(SESSION)[name].parameters)(args)],
    ]),
  ),
  'save of saver': (edit) => createSaver(client, { session_id: 'a', current: null }).save(edit),
  'a column of saver': (event_data) => createSaver(client, { session_id: 'a', current: null }).save({ event_data }),
};

/** The engine's own words for a mistake of this package. */
const ENGINE = /^(Cannot (read|convert|destructure)|[\w.]+ is not |Class |Invalid |Reduce )|wasm|unreachable/;
const isClear = (error) => error instanceof TypeError && !ENGINE.test(error.message);

const sound = () =>
  JSON.stringify([
    validateStage('ticketSetup', { tiers: [{}] }, COMPLETE),
    validateForm('eventSetup', { title: '', starts_at: '2027-06-12T19:30' }, DRAFT),
    reviveDraft('venueSetup', '{"name":3,"coordinates":{"latitude":91}}'),
    validateStagePrefix('ticketSetup', '{"tiers":[{"name":3'),
    validateSession({ session_id: 'a', status: 'open' }),
  ]);

const calls = [
  ...Object.entries(OF_STAGE).flatMap(([name, call]) =>
    stages.flatMap((stage) => {
      const [first, group] = ['text', 'group'].map((kind) =>
        fieldsIn()[stage].fields.find(({ control }) => control === kind || (kind === 'group' && control === 'list')),
      );
      return [
        [`${name} ${stage}`, (value) => call(stage, value)],
        ...[first, group]
          .filter((field) => field !== undefined)
          .map(({ key }) => [`${name} ${stage}.${key}`, (value) => call(stage, { [key]: value })]),
      ];
    }),
  ),
  ...Object.entries(OTHERS),
];

for (const [kind, make] of Object.entries(HOSTILE)) {
  test(kind, async () => {
    const before = sound();
    for (const [name, call] of calls) {
      try {
        await call(make());
      } catch (error) {
        assert.ok(isClear(error), `${name}: ${error?.stack ?? String(error)}`);
        assert.doesNotMatch(name, / (arguments|parameters)$|^(fillStage|getSession) /, 'tools never throw');
      }
    }
    assert.equal(sound(), before);
  });
}

test('a wrong call of what takes no data says what is wanted', () => {
  const saver = createSaver(client, { session_id: 'a', current: null });
  for (const wrong of [undefined, null, 1, 'x', {}, []]) {
    assert.throws(() => demandOf(wrong, {}), /^TypeError: field must be one of those that fieldsIn\(\) gives/);
    assert.throws(() => eachField(wrong), /^TypeError: field must be one of those that fieldsIn\(\) gives/);
    if (!Array.isArray(wrong)) assert.throws(() => toAjvErrors(wrong), /^TypeError: issues must be an array/);
    assert.throws(() => toToolResult(wrong), /^TypeError: verdict must be what a judging call returned/);
    assert.throws(() => saver.subscribe(wrong), /^TypeError: `listener` must be a function/);
    if (typeof wrong !== 'object' || !wrong || Array.isArray(wrong)) {
      const { input } = stageSchemas.eventSetup['~standard'].jsonSchema;
      assert.throws(() => input(wrong), /^TypeError: options must be an object such as/);
    }
  }
});

test('a tool takes whatever is in place of its context', async () => {
  for (const context of [null, 0, 'x', [], {}, { signal: null }, { signal: 'x' }]) {
    assert.equal((await kit(SESSION).getSession.handler({}, context)).ok, true);
  }
});

test('a secret in a list or an object is not shown either, and an error does not repeat it', async () => {
  const secret = `sk_live_${'0123456789'.repeat(3)}`;
  for (const account_id of [secret, [secret], { [secret]: 1 }, { a: [{ b: secret }] }]) {
    const row = { session_id: 'a', payment_data: { provider: 'stripe', account_id } };
    const session = { read: () => row, write() {} };
    const seen = await wizardTools({ session }).getSession.handler({});
    assert.equal(seen.stages.paymentSetup.provider, 'stripe');
    assert.ok(!JSON.stringify(seen).includes(secret));
    const saved = wizardTools({
      session: { ...session, write: () => assert.fail(`no room for ${secret}`) },
    });
    const told = await saved.fillStage.handler({ stage: 'eventSetup', data: { title: 'A' } });
    assert.match(JSON.stringify(told), /no room for …/);
    assert.ok(!JSON.stringify(told).includes(secret));
  }
});

test('a secret that a stage refuses is not repeated, in whatever field it was put', () => {
  const secret = ['sk', 'live', '51NvXZ2LkdIwHu7ixAbCdEfGh'].join('_');
  for (const api of [{ validateSession, validateStage }, withLocale(de)]) {
    for (const stage of stages) {
      for (const name of [...Object.keys(data[stage]), 'nonsense']) {
        const bad = { ...data[stage], [name]: secret };
        if (api.validateStage(stage, bad, COMPLETE).valid) continue;
        const { issues } = api.validateSession({ ...complete, [stageColumns[stage]]: bad });
        assert.ok(issues.length > 0);
        assert.ok(!JSON.stringify(issues).includes(secret), `${stage}.${name}`);
      }
    }
  }
});

test('what somebody put on Object.prototype is neither an option nor data', async () => {
  const { fields } = fieldsIn().ticketSetup;
  const told = async () =>
    JSON.stringify([
      toForm('venueSetup', { address: {} }),
      fromForm('eventSetup', { starts_at: '2027-06-12T19:30' }),
      fields.map((field) => demandOf(field, {})),
      await kit(SESSION).getSession.handler({}),
      await kit(SESSION).fillStage.handler({ stage: 'eventSetup', data: { title: 3 } }),
    ]);
  const before = await told();
  for (const name of [
    'locale',
    'labels',
    'timeZone',
    'complete',
    'event_data',
    'minimum',
    'unique',
    'constant',
    'absent',
  ]) {
    Object.prototype[name] = 'x';
    try {
      assert.equal(await told(), before, name);
    } finally {
      delete Object.prototype[name];
    }
  }
});
