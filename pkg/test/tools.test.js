// The entry /tools. What its schemas mean is tested with Ajv, in tests/libraries/ajv.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stageSchemas, stages, draftSchemas as wholeDraftSchemas } from 'event-wizard-validator';
import { es } from 'event-wizard-validator/locales/es';
import {
  draftSchemas,
  toolParameters,
  toolSchema,
  stageSchemas as toolStageSchemas,
  withoutNulls,
} from 'event-wizard-validator/tools';
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

test('the stages’ schemas by profile are the tools’, in every dialect and in both places; without one, the stages’ own', () => {
  for (const [mode, schemas, own] of [
    ['complete', toolStageSchemas, stageSchemas],
    ['draft', draftSchemas, wholeDraftSchemas],
  ]) {
    assert.deepEqual(Object.keys(schemas), [...stages]);
    for (const stage of stages) {
      const { version, vendor, jsonSchema } = schemas[stage]['~standard'];
      assert.deepEqual([version, vendor], [1, 'event-wizard-validator']);
      for (const target of ['draft-2020-12', 'draft-07']) {
        for (const convert of [jsonSchema.input, jsonSchema.output]) {
          for (const profile of PROFILES) {
            const expected = toolSchema(stage, { profile, mode });
            assert.deepEqual(convert({ target, profile }), expected);
            assert.deepEqual(convert({ target, libraryOptions: { profile, other: 1 } }), expected);
            assert.deepEqual(convert({ target, profile, libraryOptions: { profile: 'webmcp' } }), expected);
            convert({ target, profile }).properties = null;
          }
          const whole = own[stage]['~standard'].jsonSchema.input({ target });
          for (const more of [
            {},
            { profile: undefined },
            { libraryOptions: undefined },
            { libraryOptions: { x: 1 } },
          ]) {
            assert.deepEqual(convert({ target, ...more }), whole);
          }
        }
      }
      const bad = (options) =>
        assert.throws(() => jsonSchema.input(options), {
          name: 'TypeError',
          message: /^(profile|target) must be one of/,
        });
      for (const profile of ['openai', null, '', 5, {}, 'constructor', '__proto__']) {
        bad({ target: 'draft-07', profile });
        bad({ target: 'draft-07', libraryOptions: { profile } });
      }
      bad({ target: 'openapi-3.0', profile: 'webmcp' });
      bad({ profile: 'webmcp' });
    }
  }
});

test('a profile is read as an own property', () => {
  const { jsonSchema } = toolStageSchemas.ticketSetup['~standard'];
  const whole = jsonSchema.input({ target: 'draft-07' });
  assert.deepEqual(
    jsonSchema.input(Object.assign(Object.create({ profile: 'webmcp' }), { target: 'draft-07' })),
    whole,
  );
  assert.deepEqual(
    jsonSchema.input({ target: 'draft-07', libraryOptions: Object.create({ profile: 'webmcp' }) }),
    whole,
  );
});

test('the stages’ schemas of the tools judge as the stages do, and read null as left out', () => {
  for (const stage of stages) {
    const { validate } = toolStageSchemas[stage]['~standard'];
    assert.deepEqual(validate(data[stage]), { value: data[stage] });
    assert.deepEqual(validate({}), stageSchemas[stage]['~standard'].validate({}));
    assert.deepEqual(draftSchemas[stage]['~standard'].validate({}), { value: {} });
  }
  const sent = { ...data.ticketSetup, waiting_list: null };
  assert.deepEqual(toolStageSchemas.ticketSetup['~standard'].validate(sent), { value: data.ticketSetup });
  assert.deepEqual(draftSchemas.ticketSetup['~standard'].validate({ tiers: [{ name: null }] }), {
    value: { tiers: [{}] },
  });
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
