// `/prefix`: JSON that is judged while it is written. What is said early must hold whatever follows, and the end must be
// the verdict on the whole text.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, test } from 'node:test';
import { stages, validateSession, validateSessionJson, validateStage } from 'event-wizard-validator';
import { de } from 'event-wizard-validator/locales/de';
import { session } from './documents.js';

// The next call of the module's `push` traps.
let trapsNext = false;
WebAssembly.Instance = class extends WebAssembly.Instance {
  constructor(...args) {
    super(...args);
    const { push } = this.exports;
    if (push === undefined) return;
    const exports = {
      ...this.exports,
      push(...parameters) {
        if (trapsNext) {
          trapsNext = false;
          throw new WebAssembly.RuntimeError('unreachable');
        }
        return push(...parameters);
      },
    };
    // biome-ignore lint/correctness/noConstructorReturn: what the package sees of an instance is its exports
    return { exports };
  }
};
const { sessionPrefix, stagePrefix, validateSessionPrefix, validateStagePrefix } = await import(
  'event-wizard-validator/prefix'
);

const folder = process.env.FIXTURES;
const lines = (name) => readFileSync(path.join(folder, name), 'utf8').trim().split('\n');
const places = (issues) => issues.map(({ code, pointer }) => `${code} ${pointer}`);
const COMPLETE = { mode: 'complete' };

/** Pushes the pieces, and checks that nothing said is taken back; returns the last verdict. */
function grow(prefix, pieces, whole) {
  const final = new Set(places(whole.issues));
  let last = [];
  let verdict;
  for (const piece of pieces) {
    verdict = prefix.push(piece);
    const now = places(verdict.issues);
    const text = () => `after ${prefix.text}`;
    for (const each of last) assert.ok(now.includes(each), `${each} was taken back ${text()}`);
    for (const each of now) assert.ok(final.has(each), `${each} is not said at the end ${text()}`);
    if (!verdict.complete) assert.deepEqual([verdict.valid, verdict.persistable], [false, false]);
    last = now;
  }
  return verdict;
}

/** The verdict as far as it is one on a whole text. */
const verdictOf = ({ valid, persistable, issues, advice, truncated }) => ({
  valid,
  persistable,
  issues,
  advice,
  truncated,
});

/** The text in pieces that end at random places, also within characters, escapes, numbers and words. */
function inPieces(text, seed) {
  let state = seed + 1;
  const pieces = [];
  for (let at = 0; at < text.length; ) {
    state = (state * 48_271) % 2_147_483_647;
    const end = at + 1 + (state % 17);
    pieces.push(text.slice(at, end));
    at = end;
  }
  return pieces;
}

const FILES = { organizer: 0, event: 1, ticket: 2, venue: 3, payment: 4 };

describe('every beginning of every case', () => {
  for (const [file, index] of Object.entries(FILES)) {
    test(file, () => {
      for (const line of lines(`stages/${file}.jsonl`)) {
        const { data, mode } = JSON.parse(line);
        const text = JSON.stringify(data);
        const whole = validateStage(stages[index], data, { mode });
        const options = { mode };
        // A number by itself ends only with what follows it.
        const end = /\d$/.test(text) ? ' ' : '';
        for (const pieces of [[...text, end], inPieces(text + end, text.length)]) {
          const verdict = grow(stagePrefix(stages[index], options), pieces, whole);
          assert.equal(verdict.complete, true, text);
          assert.deepEqual(verdictOf(verdict), { ...whole }, text);
          assert.deepEqual([verdict.value, verdict.open], [JSON.parse(text), null]);
        }
      }
    });
  }
  test('sessions', () => {
    for (const name of readdirSync(path.join(folder, 'sessions'))) {
      const text = readFileSync(path.join(folder, 'sessions', name), 'utf8');
      for (const options of [{}, { operation: 'update' }, { operation: 'upsert', stages: 'complete' }]) {
        const whole = validateSessionJson(text, options);
        const verdict = grow(sessionPrefix(options), [...text], whole);
        assert.deepEqual(verdictOf(verdict), { ...whole }, name);
        assert.deepEqual(verdictOf(grow(sessionPrefix(options), inPieces(text, 1), whole)), { ...whole }, name);
      }
    }
  });
});

test('a valid document never has an issue', () => {
  for (const verdict of [...JSON.stringify(session)].map(
    (
      (prefix) => (piece) =>
        prefix.push(piece)
    )(sessionPrefix({ stages: 'complete' })),
  )) {
    assert.deepEqual(verdict.issues, []);
  }
});

test('says where it is, and what there is so far', () => {
  const tickets = stagePrefix('ticketSetup');
  for (const [piece, pointer, value] of [
    ['', '', undefined],
    ['{', '', {}],
    ['"currency"', '/currency', {}],
    [':"G', '/currency', { currency: 'G' }],
    ['BP",', '', { currency: 'GBP' }],
    ['"tiers":[{"name":"\\u00', '/tiers/0/name', { currency: 'GBP', tiers: [{ name: '' }] }],
    ['e9\ud83d', '/tiers/0/name', { currency: 'GBP', tiers: [{ name: 'é' }] }],
    ['\ude00', '/tiers/0/name', { currency: 'GBP', tiers: [{ name: 'é😀' }] }],
    ['","quantity":1', '/tiers/0/quantity', { currency: 'GBP', tiers: [{ name: 'é😀' }] }],
    ['2}', '/tiers', { currency: 'GBP', tiers: [{ name: 'é😀', quantity: 12 }] }],
    [',{"hidden":tru', '/tiers/1/hidden', { currency: 'GBP', tiers: [{ name: 'é😀', quantity: 12 }, {}] }],
  ]) {
    const verdict = tickets.push(piece);
    assert.equal(verdict.open.pointer, pointer, piece);
    assert.deepEqual(verdict.value, value, piece);
    assert.equal(verdict.complete, false);
  }
  assert.match(tickets.text, /^\{"currency".*tru$/);
});

test('a verdict stays what it was when more is written', () => {
  const tickets = stagePrefix('ticketSetup');
  const early = tickets.push('{"currency":"EURO"');
  tickets.push(',"tiers":5}');
  assert.deepEqual(places(early.issues), ['enum /currency']);
  assert.equal(early.issues[0].params.suggestion, 'EUR');
  assert.deepEqual([early.value, early.complete, early.open.pointer], [{ currency: 'EURO' }, false, '']);
});

test('both ways to call say the same', () => {
  const text = '{"status":"open","ticket_data":{"currency":"EURO","tiers":[{"nam';
  assert.deepEqual({ ...validateSessionPrefix(text) }, { ...sessionPrefix().push(text) });
  const { issues, open } = validateSessionPrefix(text);
  assert.deepEqual(places(issues), ['valid_status /status', 'enum /ticket_data/currency']);
  assert.equal(open.pointer, '/ticket_data/tiers/0');
  assert.deepEqual({ ...validateStagePrefix('ticketSetup', '[') }, { ...stagePrefix('ticketSetup').push('[') });
});

test('drafts need nothing, and complete data is the default', () => {
  const text = '{"tiers":[{"name":"A"},';
  assert.ok(validateStagePrefix('ticketSetup', text).issues.some(({ code }) => code === 'required'));
  assert.deepEqual(validateStagePrefix('ticketSetup', text, { mode: 'draft' }).issues, []);
});

test('text that is no JSON is an issue at once, and nothing mends it', () => {
  const stage = stagePrefix('ticketSetup');
  assert.deepEqual(stage.push('{"currency":').issues, []);
  const broken = stage.push('EUR');
  assert.deepEqual(
    [places(broken.issues), broken.open, broken.complete, broken.value],
    [['PGRST102 '], null, false, undefined],
  );
  assert.deepEqual({ ...stage.push('"}') }, { ...broken });
  assert.equal(stage.text, '{"currency":EUR"}');
});

test('after its end a text may have blanks, and nothing else', () => {
  const organizer = stagePrefix('organizerSetup', { mode: 'draft' });
  assert.equal(organizer.push('{}').valid, true);
  assert.equal(organizer.push(' \n').valid, true);
  assert.equal(organizer.push('').complete, true);
  const broken = organizer.push('{');
  assert.deepEqual([broken.valid, broken.complete, places(broken.issues)], [false, false, ['PGRST102 ']]);
});

test('an unknown column is told at its name, with the column that was meant', () => {
  const { issues } = validateSessionPrefix('{"tickets_data"');
  assert.deepEqual(places(issues), ['PGRST204 /tickets_data']);
  assert.deepEqual(issues, validateSession({ session_id: 'a', tickets_data: null }).issues);
});

test('an update is judged with the stored row', () => {
  const current = { ...session, status: 'archived' };
  const text = '{"status":"active"';
  const options = { operation: 'update', current };
  assert.deepEqual(validateSessionPrefix(text, options).issues, validateSession({ status: 'active' }, options).issues);
});

test('speaks other languages, and calls fields as you do', () => {
  const text = '{"currency":5';
  const [german] = validateStagePrefix('ticketSetup', text, { locale: de }).issues;
  assert.match(german.message, /Währung/);
  const [own] = validateStagePrefix('ticketSetup', text, { labels: { Currency: 'Money' } }).issues;
  assert.match(own.message, /^Money/);
});

test('lists no more issues than asked for, and says that there are more', () => {
  const text = `{${Array.from({ length: 150 }, (_, i) => `"k${i}":1`).join()}`;
  const some = validateStagePrefix('ticketSetup', text);
  assert.deepEqual([some.issues.length, some.truncated], [100, true]);
  const all = validateStagePrefix('ticketSetup', text, { maxIssues: Infinity });
  assert.deepEqual([all.issues.length, all.truncated], [150, false]);
  assert.equal(stagePrefix('ticketSetup', { maxIssues: 1 }).push(text).issues.length, 1);
});

test('a wrong call is a TypeError that says what is allowed', () => {
  for (const [call, message] of [
    [() => stagePrefix('tickets'), /stage must be one of 'organizerSetup'/],
    [() => stagePrefix('ticketSetup', { mode: 'strict' }), /mode must be one of 'draft', 'complete'/],
    [() => stagePrefix('ticketSetup', { stages: 'draft' }), /unknown option 'stages'/],
    [() => stagePrefix('ticketSetup', null), /options must be an object/],
    [() => stagePrefix('ticketSetup', { maxIssues: 0 }), /maxIssues must be/],
    [() => stagePrefix('ticketSetup', { locale: 'de' }), /locale/],
    [() => stagePrefix('ticketSetup', { labels: { Nothing: 'x' } }), /Nothing/],
    [() => stagePrefix('ticketSetup').push(5), /chunk must be a string/],
    [() => stagePrefix('ticketSetup').push(), /chunk must be a string/],
    [() => validateStagePrefix('ticketSetup'), /text must be a string/],
    [() => sessionPrefix({ operation: 'delete' }), /operation must be one of/],
    [() => sessionPrefix({ current: session }), /`current` is for updates/],
    [() => sessionPrefix({ operation: 'update', current: [] }), /`current` must be the stored row/],
    [() => sessionPrefix({ operation: 'update', current: 5 }), /`current` must be the stored row/],
    [() => sessionPrefix({ stages: 'all' }), /stages must be one of/],
  ]) {
    assert.throws(call, (error) => error instanceof TypeError && message.test(error.message), String(call));
  }
});

test('a push that throws changes nothing', () => {
  const tickets = stagePrefix('ticketSetup');
  tickets.push('{"currency":');
  assert.throws(() => tickets.push(null), TypeError);
  assert.deepEqual(places(tickets.push('5').issues), ['type /currency']);
});

test('what the module has forgotten is written anew: after a trap, and with many texts at once', () => {
  const trapped = stagePrefix('ticketSetup');
  trapped.push('{"currency":"EU');
  trapsNext = true;
  assert.throws(() => trapped.push('RO'), WebAssembly.RuntimeError);
  assert.deepEqual(places(trapped.push('"').issues), ['enum /currency']);
  assert.equal(trapped.text, '{"currency":"EURO"');

  const text = '{"currency":"EURO","tiers":[{"name":"é😀"}]}';
  const expected = validateStage('ticketSetup', JSON.parse(text), COMPLETE);
  const many = Array.from({ length: 40 }, () => stagePrefix('ticketSetup'));
  const last = [];
  for (const unit of text.split('')) {
    many.forEach((each, index) => {
      last[index] = each.push(unit);
    });
    // One that is written at once makes no other one forgotten.
    assert.deepEqual(validateStagePrefix('ticketSetup', text).issues, expected.issues);
  }
  for (const verdict of last) assert.deepEqual(verdictOf(verdict), { ...expected });
});

test('a surrogate without its partner is what it is in a whole text', () => {
  for (const text of [
    '{"session_id":"\ud800"}',
    '{"session_id":"\ud800\ud800\udc00x\udc00"}',
    '{"session_id":"\\ud800"}',
  ]) {
    const verdict = grow(sessionPrefix(), text.split(''), validateSessionJson(text));
    assert.deepEqual(verdictOf(verdict), { ...validateSessionJson(text) });
  }
  assert.equal(validateStagePrefix('ticketSetup', '{"currency":"\ud83d').value.currency, '');
});

test('large texts, deep texts and hostile names are judged like any other', () => {
  const long = `{"description":"${'é'.repeat(500_000)}`;
  const [issue, ...others] = validateStagePrefix('eventSetup', long).issues;
  assert.deepEqual([issue.code, issue.pointer, others], ['maxLength', '/description', []]);

  const deep = stagePrefix('ticketSetup');
  for (let level = 0; level < 5000; level++) deep.push('{"a":[');
  const verdict = deep.push('');
  assert.deepEqual(places(verdict.issues), ['additionalProperties /a']);
  let depth = 0;
  for (let value = verdict.value; value !== undefined; value = value.a?.[0]) depth++;
  assert.equal(depth, 5000);
  const ended = deep.push(']}'.repeat(5000));
  assert.equal(ended.complete, true);
  assert.deepEqual(ended.issues[0].pointer, '/a');
  const row = validateSessionPrefix(`{"session_id":${'['.repeat(14_000)}`);
  assert.deepEqual(places(row.issues), ['statement_too_complex ']);

  const hostile = validateStagePrefix(
    'ticketSetup',
    '{"__proto__":{"polluted":true},"constructor":1,"tiers":[{"__proto__":1,',
  );
  assert.deepEqual(places(hostile.issues), [
    'additionalProperties /__proto__',
    'additionalProperties /constructor',
    'additionalProperties /tiers/0/__proto__',
  ]);
  assert.equal({}.polluted, undefined);
  assert.deepEqual(Object.keys(hostile.value), ['__proto__', 'constructor', 'tiers']);
});

test('a verdict is plain data', () => {
  const verdict = validateStagePrefix('ticketSetup', '{"currency":5');
  const copy = structuredClone({ ...verdict });
  assert.deepEqual(copy, JSON.parse(JSON.stringify(verdict)));
  assert.deepEqual(Object.keys(copy).sort(), [
    'advice',
    'complete',
    'issues',
    'open',
    'persistable',
    'truncated',
    'valid',
    'value',
  ]);
});
