// A stage's schema in Hono's Standard Schema middleware.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sValidator } from '@hono/standard-validator';
import { stageSchemas, stages } from 'event-wizard-validator';
import { Hono } from 'hono';
import { data } from './documents.js';

const app = new Hono();
for (const stage of stages) {
  app.post(`/${stage}`, sValidator('json', stageSchemas[stage]), (c) => c.json(c.req.valid('json'), 201));
}
const post = (stage, body) =>
  app.request(`/${stage}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

test('good data passes unchanged', async () => {
  for (const stage of stages) {
    const response = await post(stage, data[stage]);
    assert.equal(response.status, 201);
    assert.deepEqual(await response.json(), data[stage]);
  }
});

test('bad data is 400, with every issue and its path', async () => {
  const { name: _, ...nameless } = data.organizerSetup;
  const response = await post('organizerSetup', { ...nameless, email: 'nobody' });
  assert.equal(response.status, 400);
  const { success, error } = await response.json();
  assert.equal(success, false);
  assert.deepEqual(error.map((issue) => issue.path).sort(), [['email'], ['name']]);
  for (const issue of error) assert.ok(issue.message.length > 5);
});
