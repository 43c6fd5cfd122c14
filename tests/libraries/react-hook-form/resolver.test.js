// `standardSchemaResolver` from @hookform/resolvers with a stage's schema: which field gets which message.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { stageSchemas, stages } from 'event-wizard-validator';
import { data } from './documents.js';

const options = { fields: {}, shouldUseNativeValidation: false };
const resolve = (stage, values) => standardSchemaResolver(stageSchemas[stage])(values, undefined, options);

test('good data comes through without errors', async () => {
  for (const stage of stages) {
    const { values, errors } = await resolve(stage, data[stage]);
    assert.deepEqual(errors, {});
    assert.deepEqual(values, data[stage]);
  }
});

test("a missing property's message is on its field", async () => {
  const { name: _, ...nameless } = data.organizerSetup;
  const { errors } = await resolve('organizerSetup', nameless);
  assert.deepEqual(Object.keys(errors), ['name']);
  assert.match(errors.name.message, /must be given/);
});

test('nested objects and arrays keep their places', async () => {
  const [first, second] = data.ticketSetup.tiers;
  const tiers = [first, { ...second, price_minor: 5, quantity: -1 }];
  const { errors } = await resolve('ticketSetup', { ...data.ticketSetup, tiers });
  assert.deepEqual(Object.keys(errors), ['tiers']);
  assert.equal(errors.tiers[0], undefined);
  assert.deepEqual(Object.keys(errors.tiers[1]).sort(), ['price_minor', 'quantity']);
  const { city: _, ...cityless } = data.venueSetup.address;
  const venue = await resolve('venueSetup', { ...data.venueSetup, address: cityless });
  assert.ok(venue.errors.address.city.message);
});

test('of several issues of a field, the first is kept', async () => {
  const { errors } = await resolve('organizerSetup', { ...data.organizerSetup, name: '' });
  const { issues } = stageSchemas.organizerSetup['~standard'].validate({ ...data.organizerSetup, name: '' });
  assert.equal(errors.name.message, issues.find((issue) => issue.path[0] === 'name').message);
});
