// The module frees nothing by itself: what calls leave behind is given back between them. So memory must stay bounded,
// and what is given back must not be missed.

import assert from 'node:assert/strict';
import { test } from 'node:test';

const instances = [];
WebAssembly.Instance = class extends WebAssembly.Instance {
  constructor(...args) {
    super(...args);
    instances.push(this);
  }
};
const { validateSession, validateSessionJson, validateStage } = await import('event-wizard-validator');

const MIB = 1 << 20;
const bytes = () => instances.at(-1).exports.memory.buffer.byteLength;

/** A row in which much is wrong, escapes included, which the module unescapes into memory of their own. */
const bad = (length) => ({
  session_id: 'é\n"'.repeat(length),
  completed_stages: ['a\u0007', 'a\u0007', 'b'],
  ticket_data: { currency: '\tGBP', tiers: [{ name: '\\', kind: 'free', price_minor: 5 }, { name: '\\' }], x: 1 },
});

test('memory stays bounded however often there is something to say', () => {
  const first = validateSession(bad(300));
  assert.ok(first.issues.length > 4);
  for (let call = 0; call < 20_000; call++) validateSession(bad(300));
  assert.deepEqual(validateSession(bad(300)), first);
  assert.equal(instances.length, 1);
  assert.ok(bytes() < 8 * MIB, `${bytes()} bytes after 20,000 calls`);
});

test('memory is no more than the longest text needs, however texts grow', () => {
  const before = validateStage('ticketSetup', bad(1).ticket_data, { mode: 'draft' });
  for (let units = 20_000; units < 60_000; units += 200) {
    const { issues } = validateSession(bad(units));
    assert.ok(issues.some((issue) => issue.code === 'string_data_right_truncation'));
  }
  assert.ok(bytes() < 8 * MIB, `${bytes()} bytes after texts of up to 0.5 MB`);
  const long = JSON.stringify({ session_id: 's', context: Array(200_000).fill('\n') });
  assert.equal(validateSessionJson(long).issues[0].code, 'PGRST204');
  const most = bytes();
  for (let call = 0; call < 10; call++) validateSessionJson(long);
  assert.equal(bytes(), most);
  assert.deepEqual(validateStage('ticketSetup', bad(1).ticket_data, { mode: 'draft' }), before);
  assert.equal(instances.length, 1);
});
