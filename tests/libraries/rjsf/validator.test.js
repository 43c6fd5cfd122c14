// `createRjsfValidator` beside RJSF's own validator (Ajv 8), on schemas and data of many kinds.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { toErrorSchema } from '@rjsf/utils';
import ajv from '@rjsf/validator-ajv8';
import { stageSchemas } from 'event-wizard-validator';
import { es } from 'event-wizard-validator/locales/es';
import { createRjsfValidator } from 'event-wizard-validator/rjsf';

const own = createRjsfValidator();

/** Ajv also says that an `if` led to an error, and what the branches of what was tried did not like. */
const ASIDE = /\/(if|contains|anyOf\/\d+|oneOf\/\d+|not|propertyNames)\/|\/if$/;

/** Where errors stand and what they are about; the sentences are each validator's own. */
function found(list, errorSchema) {
  const places = (tree, at = '') =>
    Object.entries(tree).flatMap(([key, below]) =>
      key === '__errors' ? below.map(() => at) : places(below, `${at}/${key}`),
    );
  const named = list.map(({ name, property }) => `${name} ${property.replace(/^\./, '')}`);
  return { errors: named.sort(), places: places(errorSchema).sort() };
}

function foundByAjv(data, schema) {
  const errors = ajv.validateFormData(data, schema).errors.filter(({ schemaPath }) => !ASIDE.test(schemaPath));
  return found(errors, toErrorSchema(errors));
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
        assert.deepEqual(found(errors, errorSchema), foundByAjv(data, schema));
      });
    }
  }
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

test('in another language, for the stages and for any other schema', () => {
  const spanish = createRjsfValidator({ locale: es });
  const said = (data, schema) => spanish.validateFormData(data, schema).errors.map(({ message }) => message);
  const ticket = stageSchemas.ticketSetup['~standard'].jsonSchema.input({ target: 'draft-07' });
  for (const messages of [said({ currency: 'GBP' }, ticket), said({}, { required: ['talla'] })]) {
    assert.equal(messages.length, 1);
    assert.match(messages[0], /obligatori/);
  }
});

test('keys that hold dots stay whole', () => {
  const schema = { properties: { 'first.name': { type: 'string' } } };
  const { errorSchema } = own.validateFormData({ 'first.name': 1 }, schema);
  assert.deepEqual(Object.keys(errorSchema), ['first.name']);
});

test('reset forgets, and goes on', () => {
  own.reset();
  assert.equal(own.isValid({ type: 'string' }, 'x', {}), true);
});
