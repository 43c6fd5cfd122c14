// The entry /tools. What its schemas mean is tested with Ajv, in tests/libraries/ajv.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stageSchemas, stages } from 'event-wizard-validator';
import { es } from 'event-wizard-validator/locales/es';
import { toolParameters, toolSchema, withoutNulls } from 'event-wizard-validator/tools';
import { data } from './documents.js';

const PROFILES = ['openai-strict', 'anthropic-strict', 'webmcp'];
const STRICT = { profile: 'openai-strict', mode: 'complete' };
const DRAFT = { profile: 'openai-strict', mode: 'draft' };

test('a fresh copy each time, an object at the root, no references, no identifiers', () => {
  for (const stage of stages) {
    for (const profile of PROFILES) {
      const options = { profile, mode: 'draft' };
      const schema = toolSchema(stage, options);
      const text = JSON.stringify(schema);
      assert.equal(schema.type, 'object');
      assert.doesNotMatch(text, /"\$(ref|id|schema|comment)"/);
      for (const name of Object.keys(schema.properties)) schema.properties[name].type = 'gone';
      schema.required = ['gone'];
      assert.equal(JSON.stringify(toolSchema(stage, options)), text, 'changing a copy changes no other');
    }
  }
});

test('parameters: the schema of the input is the tool’s, that of the output the stage’s', () => {
  for (const stage of stages) {
    const { version, vendor, jsonSchema } = toolParameters(stage, STRICT)['~standard'];
    assert.deepEqual([version, vendor], [1, 'event-wizard-validator']);
    for (const target of ['draft-2020-12', 'draft-07']) {
      assert.deepEqual(jsonSchema.input({ target }), toolSchema(stage, STRICT));
      const whole = stageSchemas[stage]['~standard'].jsonSchema.output({ target });
      assert.deepEqual(jsonSchema.output({ target }), whole);
    }
    assert.throws(() => jsonSchema.input({ target: 'openapi-3.0' }), /target must be one of/);
  }
});

test('parameters: null is read as left out, and the rest is judged as the stage is', () => {
  const sent = { ...data.ticketSetup, external_ticket_url: null, waiting_list: null };
  assert.deepEqual(toolParameters('ticketSetup', STRICT)['~standard'].validate(sent), { value: data.ticketSetup });
  const draft = toolParameters('ticketSetup', DRAFT)['~standard'];
  assert.deepEqual(draft.validate({ currency: null, tiers: [{ name: 'A', kind: null }] }), {
    value: { tiers: [{ name: 'A' }] },
  });
  const { issues } = draft.validate({ currency: 'EURO', extra: null, tiers: [null] });
  assert.deepEqual(
    issues.map(({ path }) => path),
    [['extra'], ['currency'], ['tiers', 0]],
  );
  const missing = toolParameters('ticketSetup', STRICT)['~standard'].validate({ ...sent, currency: null });
  assert.deepEqual(missing.issues.map(({ message }) => message).length, 1);
});

test('parameters speak the reader’s language, with the reader’s labels', () => {
  const options = { ...DRAFT, locale: es, labels: { Currency: 'Divisa' } };
  const { issues } = toolParameters('ticketSetup', options)['~standard'].validate({ currency: 'EURO' });
  assert.match(issues[0].message, /Divisa debe ser/);
});

test('withoutNulls: members that the stage names, at any depth, and nothing else', () => {
  const questions = { type: 'object', properties: { size: { enum: ['S', null], default: null } } };
  const args = { waiting_list: null, registration_questions: questions, tiers: [{ name: null, x: null }, null] };
  const before = structuredClone(args);
  assert.deepEqual(withoutNulls('ticketSetup', args), {
    registration_questions: questions,
    tiers: [{ x: null }, null],
  });
  assert.deepEqual(args, before, 'the arguments are not changed');
  for (const other of [null, undefined, 5, 'x', [null]]) assert.deepEqual(withoutNulls('ticketSetup', other), other);
  const hostile = JSON.parse('{"__proto__":{"tiers":null},"constructor":null,"tiers":null}');
  assert.deepEqual(Object.keys(withoutNulls('ticketSetup', hostile)), ['__proto__', 'constructor']);
  assert.equal({}.tiers, undefined);
});

test('bad arguments of a tool are an issue, and a wrong call is a TypeError that says what is allowed', () => {
  const cycle = {};
  cycle.tiers = [cycle];
  let deep = {};
  for (let i = 0; i < 5000; i++) deep = { deep };
  const { validate } = toolParameters('ticketSetup', DRAFT)['~standard'];
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  for (const bad of [undefined, null, 1n, cycle, deep, proxy, { tiers: 5 }, { tiers: deep }, 'x'.repeat(1e6)]) {
    assert.ok(validate(bad).issues.length > 0);
  }
  assert.deepEqual(validate({}), { value: {} });
  assert.throws(() => withoutNulls('ticketSetup', proxy), { name: 'TypeError', message: /^the arguments cannot be/ });
  const wrong = (call, message) => assert.throws(call, { name: 'TypeError', message });
  for (const make of [toolSchema, toolParameters]) {
    wrong(() => make('tickets', STRICT), /^stage must be one of 'organizerSetup'/);
    wrong(() => make('ticketSetup', { ...STRICT, profile: 'openai' }), /^profile must be one of 'openai-strict', /);
    wrong(() => make('ticketSetup', { profile: 'webmcp' }), /^mode must be one of 'draft', 'complete', not undefined/);
    wrong(() => make('ticketSetup', { ...STRICT, strict: true }), /^unknown option 'strict'; allowed are 'profile'/);
    wrong(() => make('ticketSetup'), /^options must be an object/);
  }
  wrong(() => toolParameters('ticketSetup', { ...STRICT, locale: {} }), /locale/);
  wrong(() => withoutNulls('tickets', {}), /^stage must be one of/);
});
