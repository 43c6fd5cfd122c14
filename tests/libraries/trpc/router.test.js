// A stage's schema as the input of a tRPC procedure.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initTRPC, TRPCError } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { stageSchemas, stages } from 'event-wizard-validator';
import { data } from './documents.js';

const t = initTRPC.create();
const router = t.router(
  Object.fromEntries(
    stages.map((stage) => [stage, t.procedure.input(stageSchemas[stage]).mutation(({ input }) => Object.keys(input))]),
  ),
);
const caller = t.createCallerFactory(router)({});

test('good input reaches the procedure', async () => {
  for (const stage of stages) assert.deepEqual(await caller[stage](data[stage]), Object.keys(data[stage]));
});

test('bad input is BAD_REQUEST, with the issues', async () => {
  const { name: _, ...nameless } = data.organizerSetup;
  for (const bad of [nameless, undefined, null, 5]) {
    const error = await caller.organizerSetup(bad).then(
      () => undefined,
      (reason) => reason,
    );
    assert.ok(error instanceof TRPCError);
    assert.equal(error.code, 'BAD_REQUEST');
    assert.ok(error.cause.issues.length > 0);
    if (bad === nameless) assert.deepEqual(error.cause.issues[0].path, ['name']);
  }
});

test('over HTTP: 200 and 400', async () => {
  const call = (body) =>
    fetchRequestHandler({
      endpoint: '/trpc',
      router,
      createContext: () => ({}),
      req: new Request('http://localhost/trpc/ticketSetup', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
  assert.equal((await call(data.ticketSetup)).status, 200);
  const refused = await call({ ...data.ticketSetup, currency: 'EURO' });
  assert.equal(refused.status, 400);
  assert.match((await refused.json()).error.message, /[Cc]urrency/);
});
