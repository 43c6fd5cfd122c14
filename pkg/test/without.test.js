// Environments that lack something which Node.js has: each case runs in its own process, changed before the package is
// imported.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { session } from './documents.js';

const wasmFile = createRequire(import.meta.url).resolve('event-wizard-validator/event_wizard_validator.wasm');
const here = path.dirname(fileURLToPath(import.meta.url));

/** What a script returns, as JSON; `before` runs before anything is imported. */
async function run(before, script) {
  const code = `${before}
    /** What a call returns, or the error it throws. */
    const outcome = async (call) => {
      try {
        return await call();
      } catch (error) {
        return { name: error.name, message: error.message };
      }
    };
    const session = ${JSON.stringify(session)};
    const told = await (async () => { ${script} })();
    process.stdout.write(JSON.stringify(told));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: here,
  });
  return JSON.parse(stdout);
}

const NO_WEBASSEMBLY = 'delete globalThis.WebAssembly;';

test('without WebAssembly, every call that needs it says so, and what to do', async () => {
  const told = await run(
    NO_WEBASSEMBLY,
    `const all = await import('event-wizard-validator');
    const web = await import('event-wizard-validator/web');
    const { compileSchema } = await import('event-wizard-validator/dynamic');
    const { createRjsfValidator } = await import('event-wizard-validator/rjsf');
    const { es } = await import('event-wizard-validator/locales/es');
    const calls = {
      validateSession: () => all.validateSession(session),
      validateSessions: () => all.validateSessions([session]),
      validateSessionJson: () => all.validateSessionJson('{}'),
      validateAction: () => all.validateAction({}),
      validateActions: () => all.validateActions([{}]),
      validateActionJson: () => all.validateActionJson('{}'),
      validateStage: () => all.validateStage('ticketSetup', {}, { mode: 'draft' }),
      checkTransition: () => all.checkTransition('draft', 'active'),
      completion: () => all.completion(session),
      standard: () => all.stageSchemas.ticketSetup['~standard'].validate({}),
      spanish: () => all.withLocale(es).validateSession(session),
      again: () => all.validateSession(session),
      init: () => web.init(),
      initOfBytes: () => web.init(new Uint8Array(8)),
      compileSchema: () => compileSchema({}),
      compileSchemaAgain: () => compileSchema(true),
      // A form shows it above its fields.
      rjsf: () => {
        const { errors } = createRjsfValidator().validateFormData({}, { type: 'object', required: ['a'] });
        return { name: 'WebAssemblyError', message: errors[0].stack };
      },
    };
    const told = {};
    for (const [name, call] of Object.entries(calls)) told[name] = await outcome(call);
    return told;`,
  );
  for (const [call, error] of Object.entries(told)) {
    assert.equal(error.name, 'WebAssemblyError', call);
    assert.match(error.message, /^WebAssembly is not available here .*Lockdown Mode.* on a server instead$/, call);
  }
});

test('without WebAssembly, everything that does not need it works', async () => {
  const told = await run(
    NO_WEBASSEMBLY,
    `const all = await import('event-wizard-validator');
    const { ticketSchema } = await import('event-wizard-validator/schemas');
    const { guard, issuesOf } = await import('event-wizard-validator/supabase');
    const { toAjvErrors, SchemaError } = await import('event-wizard-validator/dynamic');
    await import('event-wizard-validator/web');
    await import('event-wizard-validator/rjsf');
    const { es } = await import('event-wizard-validator/locales/es');
    const issue = { source: 'schema', code: 'required', path: ['a'], pointer: '/a', params: {}, message: 'A is missing' };
    return [
      all.stages.length,
      all.statuses.length,
      all.schemaVersion.length,
      Object.keys(all.stageSchemas).length,
      all.stageSchemas.eventSetup['~standard'].jsonSchema.input({ target: 'draft-07' }).type,
      ticketSchema.type,
      all.toAjvErrors([issue]).length,
      toAjvErrors([issue]).length,
      all.toToolResult({ valid: false, persistable: true, issues: [issue] }).ok,
      all.explainDatabaseError({ code: '23505', message: 'duplicate key' }).code,
      all.withLocale(es).explainDatabaseError({ code: '23505', message: 'duplicate key' }).code,
      issuesOf({ code: '23505', message: 'duplicate key' }).length,
      typeof guard({ from() {}, schema() {} }).from,
      new all.WebAssemblyError('a') instanceof Error && new SchemaError('type', [], 'b') instanceof TypeError,
    ];`,
  );
  const unique = 'unique_violation';
  assert.deepEqual(told, [5, 5, 16, 5, 'object', 'object', 1, 1, false, unique, unique, 1, 'function', true]);
});

test('if the engine refuses the module, the error blames the engine, not the schema or the data', async () => {
  const told = await run(
    // As under a Content-Security-Policy.
    `WebAssembly.Module = function () { throw new WebAssembly.CompileError('blocked by CSP'); };`,
    `const { validateSession } = await import('event-wizard-validator');
    const { compileSchema } = await import('event-wizard-validator/dynamic');
    const calls = [() => validateSession(session), () => compileSchema({})];
    const told = await Promise.all(calls.map(outcome));
    WebAssembly.Module = function () { throw new RangeError('Out of memory'); };
    return [...told, ...(await Promise.all(calls.map(outcome)))];`,
  );
  for (const [index, error] of told.entries()) {
    assert.equal(error.name, 'WebAssemblyError');
    const how = index < 2 ? /'wasm-unsafe-eval'.*\(blocked by CSP\)$/ : /there is no memory for it \(Out of memory\)$/;
    assert.match(error.message, how);
  }
});

const NO_ENCODER = 'delete globalThis.TextEncoder; delete globalThis.TextDecoder;';

test('without TextEncoder and TextDecoder, every entry gives the same results', async () => {
  const script = `const { validateSession, validateStage, validateSessionJson } = await import('event-wizard-validator');
    const { compileSchema } = await import('event-wizard-validator/dynamic');
    const { createRjsfValidator } = await import('event-wizard-validator/rjsf');
    await import('event-wizard-validator/supabase');
    const web = await import('event-wizard-validator/web');
    const { readFileSync } = await import('node:fs');
    await web.init(readFileSync('${wasmFile}'));
    const row = { session_id: 'é€😀\\ud800'.repeat(60), status: '日本', ticket_data: { 'ключ😀': 1 } };
    const schema = { type: 'object', properties: { 'größe': { title: 'Größe 😀', enum: ['klein'] } }, required: ['日'] };
    return [
      validateSession(session),
      validateSession(row),
      validateSessionJson('{"session_id":"' + 'é😀'.repeat(200_000) + '"}'),
      validateStage('ticketSetup', row.ticket_data, { mode: 'draft' }),
      web.validateSession(row),
      compileSchema(schema).validate({ 'größe': '€😀' }, { mode: 'complete' }),
      createRjsfValidator().validateFormData({ 'größe': '€😀' }, schema).errors,
    ];`;
  const told = await run(NO_ENCODER, script);
  assert.equal(told.length, 7);
  assert.deepEqual(told, await run('', script));
});

test('our own UTF-8 code agrees with TextEncoder and TextDecoder', async () => {
  const { decode, encodeInto } = await import(pathToFileURL(path.join(path.dirname(wasmFile), 'wasm/utf8.js')).href);
  const { TextDecoder, TextEncoder } = globalThis;
  const edges = [0, 0x22, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, 0xfeff, 0xffff];
  const texts = edges.flatMap((a) => edges.map((b) => String.fromCharCode(a, b, 0x61, b, a)));
  texts.push('', '\u{10000}', '\u{10ffff}', 'é€😀'.repeat(10_000));
  const encoder = new TextEncoder();
  const wellFormed = texts.map((text) => encoder.encode(text));
  try {
    globalThis.TextEncoder = undefined;
    globalThis.TextDecoder = undefined;
    for (const [index, text] of texts.entries()) {
      assert.equal(decode(wellFormed[index]), new TextDecoder('utf-8', { ignoreBOM: true }).decode(wellFormed[index]));
      for (let room = 0; room < 12; room++) {
        const [ours, theirs] = [new Uint8Array(room), new Uint8Array(room)];
        assert.deepEqual({ ...encodeInto(text, ours) }, { ...encoder.encodeInto(text, theirs) });
        assert.deepEqual(ours, theirs);
      }
    }
  } finally {
    Object.assign(globalThis, { TextDecoder, TextEncoder });
  }
});

/** Like Chromium 91 to 114 on the main thread; both of the package's modules are larger than 4 KB. */
const AT_MOST_4_KB = `
  for (const [name, told] of [['Module', 'Compile'], ['Instance', 'Instance']]) {
    WebAssembly[name] = new Proxy(WebAssembly[name], {
      construct() {
        throw new RangeError('WebAssembly.' + told + ' is disallowed on the main thread, if the buffer size is larger than 4KB.');
      },
    });
  }`;

test('if nothing large can be compiled synchronously, the default entry suggests /web, and /dynamic a worker', async () => {
  const told = await run(
    AT_MOST_4_KB,
    `const { validateSession, stageSchemas } = await import('event-wizard-validator');
    const { compileSchema } = await import('event-wizard-validator/dynamic');
    return [
      await outcome(() => validateSession(session)),
      await outcome(() => stageSchemas.ticketSetup['~standard'].validate({})),
      await outcome(() => compileSchema({})),
    ];`,
  );
  assert.deepEqual(
    told.map(({ name }) => name),
    Array(3).fill('WebAssemblyError'),
  );
  for (const { message } of told.slice(0, 2))
    assert.match(message, /'event-wizard-validator\/web' and `await init\(\)`/);
  assert.match(told[2].message, /use it in a worker/);
});

test('if nothing large can be compiled synchronously, /web works, even after an instance had to be dropped', async () => {
  const told = await run(
    AT_MOST_4_KB,
    `const { readFileSync } = await import('node:fs');
    const web = await import('event-wizard-validator/web');
    const { instantiate } = WebAssembly;
    let made = 0;
    WebAssembly.instantiate = (module, imports) => instantiate(module, imports).then((instance) => {
      made++;
      return instance;
    });
    const turn = () => new Promise((resolve) => setTimeout(resolve, 50));
    const valid = () => web.validateSession(session).valid;
    const large = () => web.validateActionJson('{"session_id":"a","action_name":"b","action_data":[' + '[],'.repeat(1_500_000) + '0]}').persistable;
    const { encodeInto } = TextEncoder.prototype;
    /** A call in which something goes wrong inside the module. */
    const fail = () => {
      TextEncoder.prototype.encodeInto = () => {
        throw new WebAssembly.RuntimeError('unreachable');
      };
      try {
        // Long, since short texts are written without it.
        web.validateSessionJson('{}'.padEnd(200));
      } catch {
        // The call must fail.
      } finally {
        TextEncoder.prototype.encodeInto = encodeInto;
      }
    };
    const told = {};
    await web.init(readFileSync('${wasmFile}'));
    told.first = [valid(), made];
    await turn();
    told.spare = [valid(), made];
    // An instance that has grown is dropped, since its successor is ready; within the same turn no further one is, so
    // that one is kept.
    told.grown = [large(), valid(), large(), valid(), made];
    await turn();
    told.kept = [valid(), made];
    told.afterwards = [valid(), valid()];
    await turn();
    told.replaced = made;
    fail();
    told.failed = valid();
    fail();
    told.failedTwice = await outcome(valid);
    await web.init();
    told.again = valid();
    return told;`,
  );
  const { failedTwice, ...rest } = told;
  assert.deepEqual(rest, {
    first: [true, 1],
    spare: [true, 2],
    grown: [true, true, true, true, 2],
    kept: [true, 3],
    afterwards: [true, true],
    replaced: 4,
    failed: true,
    again: true,
  });
  assert.equal(failedTwice.name, 'WebAssemblyError');
  assert.match(failedTwice.message, /another instance will be ready after `await init\(\)`/);
});

test('fields, and issues in another language, need no WebAssembly', async () => {
  const told = await run(
    NO_WEBASSEMBLY,
    `const { fieldsIn, firstIssue, messageOf } = await import('event-wizard-validator/fields');
    const { de } = await import('event-wizard-validator/locales/de');
    const issue = { source: 'schema', code: 'maxLength', path: ['title'], params: { limit: 5 } };
    return [fieldsIn(de).eventSetup.label, messageOf(firstIssue([issue]), de)];`,
  );
  assert.deepEqual(told, ['Veranstaltung', 'Titel der Veranstaltung darf höchstens 5 Zeichen haben']);
});
