// `draftSchemas` and `isStage`. What the JSON Schema of a draft means is tested with Ajv, in tests/libraries/ajv.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftSchemas, isStage, stageSchemas, stages, validateStage, withLocale } from 'event-wizard-validator';
import { es } from 'event-wizard-validator/locales/es';
import { data } from './documents.js';

const draft = { mode: 'draft' };

test('a draft schema judges as draft mode does', () => {
  for (const stage of stages) {
    const { validate, vendor, version } = draftSchemas[stage]['~standard'];
    assert.deepEqual([vendor, version], ['event-wizard-validator', 1]);
    const [first] = Object.entries(data[stage]);
    for (const value of [{}, data[stage], Object.fromEntries([first])]) {
      assert.equal(validate(value).value, value, 'the caller’s own value');
    }
    for (const value of [{ extra: 1 }, [], null, { [first[0]]: { no: 'such' } }]) {
      const { issues } = validateStage(stage, value, draft);
      assert.deepEqual(
        validate(value).issues,
        issues.map(({ message, path }) => ({ message, path })),
      );
      assert.ok(issues.length > 0);
    }
  }
});

test('a draft schema speaks the language of `withLocale`', () => {
  const { issues } = withLocale(es).draftSchemas.ticketSetup['~standard'].validate({ tiers: 1 });
  assert.match(issues[0].message, /debe ser/);
});

test('the JSON Schema of a draft demands nothing, has an id of its own, and is a fresh copy', () => {
  for (const stage of stages) {
    const { jsonSchema } = draftSchemas[stage]['~standard'];
    for (const target of ['draft-2020-12', 'draft-07']) {
      const complete = stageSchemas[stage]['~standard'].jsonSchema.input({ target });
      const schema = jsonSchema.input({ target });
      assert.deepEqual(Object.keys(schema.properties), Object.keys(complete.properties));
      assert.equal(schema.$id, `${complete.$id}:draft`);
      assert.equal(schema.$schema, complete.$schema);
      const text = JSON.stringify(schema);
      // What selects (`if`) may look for presence.
      const demands = JSON.stringify(schema, (key, value) => (key === 'if' ? undefined : value));
      assert.doesNotMatch(demands, /"(required|dependentRequired|dependencies|minItems|contains)"/);
      assert.doesNotMatch(text, /\{\}/, 'no schema in it says nothing');
      schema.properties = {};
      assert.equal(JSON.stringify(jsonSchema.output({ target })), text);
    }
    assert.throws(() => jsonSchema.input({ target: 'openapi-3.0' }), TypeError);
  }
});

test('isStage: only what is complete and valid', () => {
  for (const stage of stages) {
    assert.equal(isStage(stage, data[stage]), true);
    assert.equal(isStage(stage, {}), false);
    assert.equal(isStage(stage, { ...data[stage], extra: 1 }), false);
  }
  const late = { ...data.eventSetup, ends_at: '2027-06-12T18:00:00+01:00' };
  assert.equal(isStage('eventSetup', late), false, 'rules count too');
});

test('isStage: bad data is never an exception, a wrong call always', () => {
  const cycle = {};
  cycle.tiers = cycle;
  let deep = {};
  for (let i = 0; i < 5000; i++) deep = { deep };
  const throwing = {
    get tiers() {
      throw new Error('not today');
    },
  };
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  for (const bad of [undefined, null, 1n, cycle, deep, throwing, revoked.proxy, () => {}, '\ud800', 'x'.repeat(1e6)]) {
    assert.equal(isStage('ticketSetup', bad), false);
    assert.equal(isStage('ticketSetup', { ...data.ticketSetup, currency: bad }), false);
  }
  assert.equal(isStage('ticketSetup', data.ticketSetup), true, 'nothing of that is left over');
  for (const stage of ['tickets', '', undefined, '__proto__', 'toString']) {
    assert.throws(() => isStage(stage, {}), { name: 'TypeError', message: /^stage must be one of 'organizerSetup'/ });
  }
});
