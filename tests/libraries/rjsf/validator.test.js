// `createRjsfValidator` compared with RJSF's own validator (Ajv 8), on schemas and data of many kinds.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { toErrorSchema } from '@rjsf/utils';
import ajv from '@rjsf/validator-ajv8';
import { draftSchemas, stageSchemas } from 'event-wizard-validator';
import { es } from 'event-wizard-validator/locales/es';
import { createRjsfValidator } from 'event-wizard-validator/rjsf';

const own = createRjsfValidator();

/** Ajv also reports that an `if` led to an error, and the errors of branches that were only tried. */
const ASIDE = /\/(if|contains|anyOf\/\d+|oneOf\/\d+|not|propertyNames)\/|\/if$/;

/** Where errors are and what they are about; each validator words its own messages. */
function found(list, errorSchema) {
  const places = (tree, at = '') =>
    Object.entries(tree).flatMap(([key, below]) =>
      key === '__errors' ? below.map(() => at) : places(below, `${at}/${key}`),
    );
  const named = list.map(({ name, property }) => `${name} ${property.replace(/^\./, '')}`);
  return { errors: named.sort(), places: places(errorSchema).sort() };
}

/**
 * What Ajv finds; with `all`, also the errors of every alternative of an `anyOf` or `oneOf`, which Ajv reports in full.
 * Ajv also compares the items of an array that has too many of them.
 */
function foundByAjv(data, schema, all = false) {
  const { errors } = ajv.validateFormData(data, schema);
  const tooMany = new Set(errors.filter(({ name }) => name === 'maxItems').map(({ property }) => property));
  const told = errors.filter(
    ({ name, property, schemaPath }) =>
      (all || !ASIDE.test(schemaPath)) && !(name === 'uniqueItems' && tooMany.has(property)),
  );
  return found(told, toErrorSchema(told));
}

const { person: PERSON, cases } = JSON.parse(readFileSync(new URL('cases.json', import.meta.url), 'utf8'));
const CASES = [
  ...cases.map(({ schema, data }) => [schema === 'person' ? PERSON : schema, data]),
  [PERSON, [undefined, { name: undefined }]],
];

describe('validateFormData finds what Ajv finds', () => {
  for (const [schema, all] of CASES) {
    for (const data of all) {
      test(`${JSON.stringify(data)} by ${JSON.stringify(schema).slice(0, 80)}`, () => {
        const { errors, errorSchema } = own.validateFormData(data, schema);
        const ours = found(errors, errorSchema);
        const ajvs = foundByAjv(data, schema);
        if (!ajvs.errors.some((error) => /^(anyOf|oneOf) /.test(error))) {
          assert.deepEqual(ours, ajvs);
          return;
        }
        // If no alternative holds, our package reports the issues of the one that was meant instead.
        const every = foundByAjv(data, schema, true).errors;
        assert.ok(ours.errors.length > 0);
        for (const error of ours.errors) assert.ok(every.includes(error), `${error} is not among ${every}`);
      });
    }
  }
});

describe('RJSF’s own alternatives, formats and schemas', () => {
  const told = (schema, data) =>
    own.validateFormData(data, schema).errors.map(({ name, property }) => `${name} ${property}`);
  test('the field that the chosen alternative of `dependencies` lacks', () => {
    const alternative = (kind, more) => ({ properties: { kind: { enum: [kind] }, ...more } });
    const schema = {
      type: 'object',
      properties: { kind: { enum: ['A', 'B'] } },
      dependencies: {
        kind: { oneOf: [alternative('A', { details: { type: 'object', required: ['size'] } }), alternative('B')] },
      },
    };
    assert.deepEqual(told(schema, { kind: 'A', details: {} }), ['required .details.size']);
    assert.deepEqual(told(schema, { kind: 'B', details: {} }), []);
  });
  for (const [format, good, bad] of [
    ['data-url', 'data:text/plain;name=a.txt;base64,eA==', 'javascript:alert(1)'],
    ['color', '#151ce6', 'not a colour'],
    ['iso-time', '12:00:00', 'noon'],
    ['iso-date-time', '2026-05-01T12:00:00', '2026-05-01'],
    ['url', 'https://example.org', 'https://'],
  ]) {
    test(format, () => {
      assert.deepEqual(told({ type: 'string', format }, good), []);
      assert.deepEqual(told({ type: 'string', format }, bad), ['format ']);
      assert.deepEqual(
        ajv.validateFormData(bad, { type: 'string', format }).errors.length,
        format.startsWith('iso') ? 0 : 1,
      );
    });
  }
  test('a member `$ref` in data is not a reference', () => {
    const data = { $ref: '#/zzz' };
    assert.equal(own.isValid({ const: data }, data, {}), true);
    assert.equal(own.isValid({ enum: [data] }, data, {}), true);
    const root = { definitions: { text: { type: 'string' } } };
    const named = { properties: { const: { $ref: '#/definitions/text' } } };
    assert.deepEqual([own.isValid(named, { const: 'a' }, root), own.isValid(named, { const: 1 }, root)], [true, false]);
  });
  test('a boolean for the whole schema', () => {
    assert.deepEqual(told(true, 1), []);
    assert.equal(told(false, 1).length, 1);
    assert.deepEqual([own.isValid(true, 1, true), own.isValid(false, 1, false)], [true, false]);
  });
  test('keywords beside a `$ref` count in draft 7 too, in every function', () => {
    const $schema = 'http://json-schema.org/draft-07/schema#';
    const root = { $schema, definitions: { text: { type: 'string' } }, $ref: '#/definitions/text', maxLength: 2 };
    for (const [data, valid] of [
      ['ab', true],
      ['abc', false],
      [1, false],
    ]) {
      assert.equal(told(root, data).length === 0, valid);
      assert.equal(own.isValid({ $schema, $ref: '#/definitions/text', maxLength: 2 }, data, root), valid);
    }
  });
});

describe('isValid says what Ajv says', () => {
  const root = {
    definitions: {
      node: { type: 'object', properties: { next: { $ref: '#/definitions/node' }, n: { type: 'integer' } } },
    },
    properties: { size: { enum: ['S', 'M'] } },
  };
  const subschemas = [
    { $ref: '#/definitions/node' },
    { type: 'object', properties: { a: { $ref: '#/properties/size' } }, required: ['a'] },
    { $ref: '#/definitions/node', required: ['n'] },
    { anyOf: [{ type: 'string' }, { $ref: '#/definitions/node' }] },
    { type: 'object', properties: { next: { type: 'object' } } },
    { required: ['n'] },
    {},
  ];
  const data = [{ n: 1 }, { n: 'x' }, { next: { n: 1.5 } }, { a: 'S' }, { a: 'L' }, 'text', undefined, null, 3, []];
  for (const schema of subschemas) {
    test(JSON.stringify(schema), () => {
      for (const one of data) {
        assert.equal(own.isValid(schema, one, root), ajv.isValid(schema, one, root), JSON.stringify(one));
      }
    });
  }

  test('false for a schema that cannot be used', (context) => {
    context.mock.method(console, 'warn', () => {});
    assert.equal(own.isValid({ type: 'strin' }, 'x', {}), false);
    assert.equal(own.isValid({ $ref: '#/definitions/none' }, 'x', {}), false);
    assert.equal(console.warn.mock.callCount(), 2);
  });
});

test('rawValidation gives Ajv errors, or why the schema cannot be used', () => {
  assert.deepEqual(own.rawValidation(PERSON, { name: 'A' }), { errors: [] });
  const [error] = own.rawValidation(PERSON, { name: 'A', nick: 1 }).errors;
  assert.deepEqual(
    [error.keyword, error.instancePath, error.params.additionalProperty],
    ['additionalProperties', '', 'nick'],
  );
  assert.match(own.rawValidation({ type: 'strin' }, 1).validationError.message, /#\/type/);
});

test('transformErrors and customValidate', () => {
  const schema = { properties: { a: { type: 'string' }, b: { type: 'string', default: 'x' } } };
  const transform = (errors) => errors.map((error) => ({ ...error, message: 'changed', property: '.b' }));
  const custom = (data, errors) => {
    assert.equal(data.b, 'x');
    errors.a.addError('custom');
    return errors;
  };
  const { errors, errorSchema } = own.validateFormData({ a: 1 }, schema, custom, transform);
  assert.deepEqual([errorSchema.a.__errors, errorSchema.b.__errors], [['custom'], ['changed']]);
  assert.deepEqual(errorSchema, ajv.validateFormData({ a: 1 }, schema, custom, transform).errorSchema);
  assert.equal(errors.length, 2);
});

test('another language, for the stages and for any other schema', () => {
  const spanish = createRjsfValidator({ locale: es });
  const said = (data, schema) => spanish.validateFormData(data, schema).errors.map(({ message }) => message);
  const ticket = stageSchemas.ticketSetup['~standard'].jsonSchema.input({ target: 'draft-07' });
  for (const messages of [said({ currency: 'GBP' }, ticket), said({}, { required: ['talla'] })]) {
    assert.equal(messages.length, 1);
    assert.match(messages[0], /obligatori/);
  }
});

test("the schema of a stage's drafts is judged by the stage, its rules included, and asks for nothing", () => {
  for (const target of ['draft-07', 'draft-2020-12']) {
    const schema = draftSchemas.eventSetup['~standard'].jsonSchema.input({ target });
    const names = (data) => own.validateFormData(data, schema).errors.map(({ name }) => name);
    assert.deepEqual(names({}), []);
    const times = { starts_at: '2027-06-12T19:30:00Z', ends_at: '2027-06-12T18:00:00Z' };
    assert.deepEqual(names(times), ['event_end_after_start']);
  }
});

test('keys that contain dots stay whole', () => {
  const schema = { properties: { 'first.name': { type: 'string' } } };
  const { errorSchema } = own.validateFormData({ 'first.name': 1 }, schema);
  assert.deepEqual(Object.keys(errorSchema), ['first.name']);
});

test('reset forgets, and the validator keeps working', () => {
  own.reset();
  assert.equal(own.isValid({ type: 'string' }, 'x', {}), true);
});
