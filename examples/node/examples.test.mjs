// The examples do what they say. `make test SUITES=node` runs them with the packed package.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { stageSchemas } from 'event-wizard-validator';
import { saveTickets } from './assistant_tool.mjs';
import { errorsOf } from './form.mjs';
import { server } from './server_route.mjs';

test('the route refuses what the database would refuse, and nothing else', async () => {
  server.listen(0);
  await once(server, 'listening');
  try {
    const post = (body) => fetch(`http://localhost:${server.address().port}`, { method: 'POST', body });
    assert.equal((await post('{ "session_id": "abc" }')).status, 200);
    const refused = await post('{ "session_id": "abc", "completion_percentage": 101 }');
    assert.equal(refused.status, 422);
    assert.equal((await refused.json()).issues[0].code, 'completion_percentage_agrees');
    assert.equal((await post(`"${'x'.repeat(1_000_000)}"`)).status, 413);
  } finally {
    server.close();
  }
});

test('the assistant gets issues, and can correct itself', () => {
  const tier = { name: 'Door', kind: 'paid', price_minor: 1500, quantity: 100 };
  const first = saveTickets.execute({ currency: 'EURO', tiers: [tier] });
  assert.equal(first.ok, false);
  assert.equal(first.issues[0].params.suggestion, 'EUR');
  assert.equal(saveTickets.execute({ currency: 'EUR', tiers: [tier] }).ok, true);
});

test('the form has one sentence for each field', () => {
  const errors = errorsOf(stageSchemas.organizerSetup, { name: ' ', email: 'ada@example' });
  assert.match(errors.name, /must not be blank/);
  assert.match(errors.email, /full domain/);
  assert.deepEqual(
    errorsOf(stageSchemas.organizerSetup, { name: 'Ada', email: 'ada@example.org', kind: 'individual' }),
    {},
  );
});
