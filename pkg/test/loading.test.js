// Loading: ESM and CommonJS, the streaming entry, no work at import, recovery from a trap.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { session } from './documents.js';

const require = createRequire(import.meta.url);
const wasmFile = require.resolve('event-wizard-validator/event_wizard_validator.wasm');
/** A file of the package that is not exported. */
const inside = (name) => import(pathToFileURL(path.join(path.dirname(wasmFile), name)));

/** Counts how often `WebAssembly[name]` is constructed while `run` runs. */
async function constructed(name, run) {
  const Original = WebAssembly[name];
  let count = 0;
  WebAssembly[name] = class extends Original {
    constructor(...given) {
      super(...given);
      count++;
    }
  };
  try {
    await run(() => count);
  } finally {
    WebAssembly[name] = Original;
  }
}

test('importing compiles nothing; the first call does, once', () =>
  constructed('Module', async (count) => {
    const { validateSession, validateAction } = await import('event-wizard-validator');
    assert.equal(count(), 0);
    validateSession(session);
    validateAction({ action_name: 'a' });
    assert.equal(count(), 1);
  }));

test('the inlined text equals the file', async () => {
  const { hex } = await inside('generated/wasm.js');
  assert.equal(hex, readFileSync(wasmFile, 'hex'));
});

test("hexadecimal text is read with the engine's own function, and without it", async () => {
  const { bytesOf } = await inside('wasm/bytes.js');
  const own = Object.getOwnPropertyDescriptor(Uint8Array, 'fromHex');
  const bytes = Uint8Array.of(0, 9, 10, 127, 128, 255);
  try {
    delete Uint8Array.fromHex;
    assert.deepEqual(bytesOf('00090a7f80ff'), bytes);
    Uint8Array.fromHex = function (text) {
      assert.equal(this, Uint8Array);
      return new this(Buffer.from(text, 'hex'));
    };
    assert.deepEqual(bytesOf('00090a7f80ff'), bytes);
  } finally {
    delete Uint8Array.fromHex;
    if (own !== undefined) Object.defineProperty(Uint8Array, 'fromHex', own);
  }
});

test('require() gives the same module', async () => {
  const imported = await import('event-wizard-validator');
  assert.equal(require('event-wizard-validator').validateSession, imported.validateSession);
});

test('/web wants init first, and recovers from a failed load', async () => {
  const web = await import('event-wizard-validator/web');
  assert.throws(() => web.validateSession(session), /init\(\)/);
  await assert.rejects(web.init(new Response('', { status: 404 })), /404/);
  await assert.rejects(web.init(new Uint8Array([1, 2, 3])), WebAssembly.CompileError);
  const headers = { 'content-type': 'application/wasm' };
  await web.init(Promise.resolve(new Response(readFileSync(wasmFile), { headers })));
  await web.init();
  assert.equal(web.validateSession(session).valid, true);
});

test('an instance in which something went wrong is replaced by the next call', async () => {
  const { createModule } = await inside('wasm/module.js');
  const { Missing, Operation, Stages, Table } = await inside('generated/wasm_glue.js');
  const { madeAtOnce } = await inside('wasm/glue.js');
  const compiled = new WebAssembly.Module(readFileSync(wasmFile));
  const module = createModule(madeAtOnce(() => compiled));
  const ask = (wasm, bytes, most) =>
    wasm.validateRow(Table.Sessions, Operation.Insert, Missing.Omitted, Stages.Declared, bytes, 0, most);
  assert.equal(module(ask, 100, '{"session_id":"a"}'), undefined);
  const { encodeInto } = TextEncoder.prototype;
  TextEncoder.prototype.encodeInto = () => {
    throw new WebAssembly.RuntimeError('unreachable');
  };
  try {
    // Short texts are written without it.
    assert.throws(() => module(ask, 100, '{}'.padEnd(200)), WebAssembly.RuntimeError);
  } finally {
    TextEncoder.prototype.encodeInto = encodeInto;
  }
  await constructed('Instance', (count) => {
    assert.equal(module(ask, 100, '{"session_id":"a"}'), undefined);
    assert.equal(module(ask, 100, '{}').issues.length, 1);
    assert.equal(count(), 1);
  });
});
