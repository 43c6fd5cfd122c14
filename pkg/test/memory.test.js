// A wasm memory never shrinks: so calls must leave nothing behind in it, and an instance that has grown large is
// dropped.

import assert from 'node:assert/strict';
import { test } from 'node:test';

const instances = [];
WebAssembly.Instance = class extends WebAssembly.Instance {
  constructor(...args) {
    super(...args);
    instances.push(this);
  }
};
const { completion, validateSession, validateSessionJson, validateSessions, validateStage } = await import(
  'event-wizard-validator'
);

const MIB = 1 << 20;
const bytes = () => instances.at(-1).exports.memory.buffer.byteLength;

/** A row in which much is wrong, including escapes, which the module unescapes into separate memory. */
const bad = (length) => ({
  session_id: 'é\n"'.repeat(length),
  completed_stages: ['a\u0007', 'a\u0007', 'b'],
  ticket_data: { currency: '\tGBP', tiers: [{ name: '\\', kind: 'free', price_minor: 5 }, { name: '\\' }], x: 1 },
});

test('memory stays bounded however many issues are reported', () => {
  const first = validateSession(bad(300));
  assert.ok(first.issues.length > 4);
  for (let call = 0; call < 20_000; call++) validateSession(bad(300));
  assert.deepEqual(validateSession(bad(300)), first);
  assert.equal(instances.length, 1);
  assert.ok(bytes() < 8 * MIB, `${bytes()} bytes after 20,000 calls`);
});

test('memory never exceeds what the longest text needs, however texts grow', () => {
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

test('an instance that has grown beyond 32 MiB is dropped, and the next call works like any other', () => {
  const shapes = {
    'a long text': `{"session_id":"a","venue_data":{"name":"${'x'.repeat(40_000_000)}"}}`,
    'many values': `{"session_id":"a","venue_data":{"name":[${'1,'.repeat(3_000_000)}1]}}`,
    'many rows': `[${'{"session_id":"a"},'.repeat(1_000_000)}{"session_id":"a"}]`,
    'no JSON': `[${'{},'.repeat(3_000_000)}`,
  };
  const judge = () => validateStage('ticketSetup', bad(1).ticket_data, { mode: 'draft' });
  const before = judge();
  for (const [name, text] of Object.entries(shapes)) {
    judge();
    const count = instances.length;
    const { valid, issues } = validateSessionJson(text);
    assert.ok(valid || issues.length > 0, name);
    assert.ok(bytes() > 32 * MIB, `${name}: ${bytes()} bytes`);
    assert.deepEqual(judge(), before, name);
    assert.deepEqual([instances.length - count, bytes() < 8 * MIB], [1, true], name);
  }
});

test('each bracket needs only a bit', () => {
  for (const text of ['['.repeat(10_000_000), '[{"a":'.repeat(2_000_000)]) {
    assert.deepEqual(
      validateSessionJson(text).issues.map(({ code }) => code),
      ['PGRST102'],
    );
    // The buffer may have moved, so its text may have been there twice; nodes would take 16 bytes for each value.
    assert.ok(bytes() < 3 * text.length, `${bytes()} bytes for a text of ${text.length}`);
  }
});

test('a text that does not fit into the module’s memory is an issue', () => {
  const text = JSON.stringify({ session_id: 'a', context: 'x'.repeat(2_000_000) });
  const limited = class extends WebAssembly.Instance {
    get exports() {
      return { ...super.exports, input: (room) => (room > MIB ? 0 : super.exports.input(room)) };
    }
  };
  // The next call gets a new instance.
  validateSessionJson('['.repeat(40_000_000));
  const { Instance } = WebAssembly;
  WebAssembly.Instance = limited;
  try {
    for (const judge of [
      () => validateSessionJson(text),
      () => validateSessions([JSON.parse(text)]),
      () => validateStage('eventSetup', JSON.parse(text), { mode: 'complete' }),
      () => ({ ...completion(JSON.parse(text)), valid: false, persistable: false }),
    ]) {
      const { valid, persistable, truncated, issues, missing = issues } = judge();
      assert.deepEqual([valid, persistable, truncated, missing.length], [false, false, false, 1]);
      const [{ code, sqlstate, path, params, message }] = missing;
      assert.deepEqual([code, sqlstate, path, params.unknowable], ['program_limit_exceeded', '54000', [], true]);
      assert.match(message, /2,000,\d{3} characters of JSON cannot be judged$/);
      assert.equal(validateSession({ session_id: 'a' }).valid, true);
    }
  } finally {
    WebAssembly.Instance = Instance;
  }
});
