// `explainDatabaseError` on bodies as PostgREST passes them on. Cases with a table contain a real server's own words,
// recorded by pkg/scripts/record_database_errors.mjs.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { explainDatabaseError } from 'event-wizard-validator';

const cases = readFileSync(new URL('database_error_bodies.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

test('every recorded body is traced to its column and constraint', () => {
  assert.ok(cases.length >= 15);
  for (const { description, error, row, options, expected } of cases) {
    const issue = explainDatabaseError(error, row, options);
    assert.equal(issue.source, 'database', description);
    for (const [key, value] of Object.entries(expected))
      assert.deepEqual(issue[key] ?? null, value, `${description}: ${key}`);
    assert.ok(issue.message.length > 5 && !/undefined|\[object/.test(issue.message), issue.message);
  }
});

/** The codes in Appendix A of PostgreSQL's manual that saving to these tables can produce, and PostgREST's two. */
const CODES =
  '21000 22001 22003 22007 22008 22009 22023 2202E 22P02 22P05 23502 23503 23505 23514 42501 54000 54001 PGRST102 PGRST204';

test('every error that a save can cause is among them', () => {
  const recorded = new Set(cases.map(({ error }) => error.code));
  for (const code of CODES.split(' ')) assert.ok(recorded.has(code), code);
});

test('without details and hint, as under row level security, the error is still traced', () => {
  for (const { description, error, row, options, expected } of cases) {
    const issue = explainDatabaseError({ ...error, details: null, hint: null }, row, options);
    for (const [key, value] of Object.entries(expected)) {
      assert.deepEqual(issue[key] ?? null, value, `${description}: ${key}`);
    }
  }
});

test('a foreign or empty error is still an issue', () => {
  const issue = explainDatabaseError({ code: '57014', message: 'canceling statement due to statement timeout' });
  assert.equal(issue.code, 'query_canceled');
  assert.equal(issue.message, 'The database took too long: “canceling statement due to statement timeout”');
  assert.equal(explainDatabaseError({}).source, 'network');
  assert.equal(explainDatabaseError({ code: 'XX000', message: 'x'.repeat(10) }).code, 'XX000');
});

const thrower = (name) => ({
  get [name]() {
    throw new Error('not readable');
  },
});
/** Errors that are not an answer from the database, or have fields that are not strings. */
const FOREIGN = {
  'no field': {},
  'an aborted request': new DOMException('This operation was aborted', 'AbortError'),
  'a request that timed out': new DOMException('The operation timed out', 'TimeoutError'),
  'no network': new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } }),
  'a network failure as supabase-js tells it': {
    message: 'TypeError: fetch failed',
    details: 'TypeError: fetch failed\n    at node:internal',
    hint: '',
    code: '',
  },
  'a gateway': { code: 400, message: 'Bad Gateway' },
  'a gateway with words of its own': { code: 'over_request_rate_limit', message: 'Too many requests' },
  'a closed socket': Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }),
  'a page': { message: '<html><h1>502 Bad Gateway</h1></html>' },
  numbers: { code: 23514, message: 5, details: 6, hint: 7 },
  objects: { code: {}, message: { a: 1 }, details: [], hint: new Date(0) },
  symbols: { code: Symbol('a'), message: Symbol('b'), details: Symbol('c') },
  blanks: { code: ' ', message: '\n', details: '\u3000', hint: '' },
  functions: { code() {}, message() {}, details() {} },
  'a name of every object': { code: '__proto__', message: 'constructor' },
  'another name of every object': { code: 'toString', message: 'valueOf' },
  'a code that does not end': { code: 'PGRST'.repeat(100_000), message: 'x'.repeat(1e6) },
  'an array': [],
};
for (const name of ['code', 'message', 'details', 'hint', 'name', 'issues', 'status', 'retryAfter'])
  FOREIGN[`a throwing ${name}`] = thrower(name);
FOREIGN['a proxy that throws'] = new Proxy(
  {},
  {
    get() {
      throw new Error('no');
    },
    getOwnPropertyDescriptor() {
      throw new Error('no');
    },
  },
);

/** What those errors are taken for, if anything can be told. */
const TOLD = {
  'an aborted request': 'aborted',
  'a request that timed out': 'timeout',
  'no network': 'unreachable',
  'a network failure as supabase-js tells it': 'unreachable',
  'a gateway with words of its own': 'too_many_requests',
  'a closed socket': 'unreachable',
  'a page': 'unavailable',
};

test('an error that did not come from the database is reported as such, whatever its fields are', () => {
  for (const [name, error] of Object.entries(FOREIGN)) {
    for (const row of [undefined, { session_id: 'a', status: 'open' }]) {
      const issue = explainDatabaseError(error, row);
      assert.equal(issue.source, 'network', name);
      assert.equal(issue.code, TOLD[name] ?? 'unknown', name);
      assert.equal(issue.params.retryable, true, name);
      assert.equal(issue.sqlstate, undefined, name);
      assert.deepEqual(issue.path, [], name);
      assert.match(
        issue.message,
        issue.code === 'unknown' ? /^The database was not reached or did not answer/ : /saved: .*try again/,
        name,
      );
      assert.doesNotMatch(issue.message, /undefined|\[object|native code|\(\)|: $/, name);
      assert.ok(JSON.stringify(issue).length < 1000, name);
    }
  }
});

/** Failures as runtimes and gateways word them: the error, its code, and whether the same may be sent again. */
const FAILURES = [
  // Without a response, each as it is thrown by `fetch` and as postgrest-js returns it.
  [{ name: 'TypeError', message: 'Failed to fetch' }, 'unreachable', true],
  [
    { message: 'TypeError: Failed to fetch', details: 'TypeError: Failed to fetch\n    at x', code: '' },
    'unreachable',
    true,
  ],
  [{ message: 'TypeError: NetworkError when attempting to fetch resource.' }, 'unreachable', true],
  [{ message: 'TypeError: Load failed' }, 'unreachable', true],
  [{ message: 'TypeError: Network request failed' }, 'unreachable', true],
  [
    { message: 'TypeError: fetch failed', details: 'Caused by: Error: getaddrinfo ENOTFOUND (ENOTFOUND)' },
    'unreachable',
    true,
  ],
  [
    {
      message: 'TypeError: fetch failed',
      details: 'Caused by: ConnectTimeoutError: Connect Timeout Error (UND_ERR_CONNECT_TIMEOUT)',
    },
    'timeout',
    true,
  ],
  [{ message: 'TimeoutError: The operation was aborted due to timeout' }, 'timeout', true],
  [
    { message: 'AbortError: This operation was aborted', hint: 'Request was aborted (timeout or manual cancellation)' },
    'aborted',
    true,
  ],
  // With a response.
  [{ message: '<html><h1>502 Bad Gateway</h1></html>', status: 502 }, 'unavailable', true],
  [{ message: '', status: 503, retryAfter: 5 }, 'unavailable', true],
  [{ message: '<html><h1>504 Gateway Time-out</h1></html>', status: 504 }, 'timeout', true],
  [{ message: 'error code: 522', status: 522 }, 'timeout', true],
  [{ message: '', status: 500 }, 'unavailable', true],
  [{ message: 'Too Many Requests', status: 429, retryAfter: 30 }, 'too_many_requests', true],
  [
    { message: 'No API key found in request', hint: 'No `apikey` request header or url param was found.' },
    'unauthorized',
    false,
  ],
  [{ message: 'Invalid API key', status: 401 }, 'unauthorized', false],
  [{ message: 'Forbidden', status: 403 }, 'unauthorized', false],
  [{ message: '<html>413 Request Entity Too Large</html>', status: 413 }, 'payload_too_large', false],
  [{ message: 'I am a teapot', status: 418 }, 'unknown', true],
  [{ message: 'no', status: 99 }, 'unknown', true],
  [{ message: 'no', status: '503' }, 'unknown', true],
];

test('failures of network and gateway are told apart', () => {
  for (const [error, code, retryable] of FAILURES) {
    const issue = explainDatabaseError(error);
    const { source, params, message } = issue;
    assert.deepEqual([source, issue.code, params.retryable], ['network', code, retryable], JSON.stringify(error));
    assert.doesNotMatch(message, /<|502|undefined/);
  }
  const issue = explainDatabaseError({ message: '', status: 429, retryAfter: 30 });
  assert.equal(issue.message, 'There were too many requests, so this is not saved: try again in 30 seconds');
  assert.deepEqual(issue.params, { status: 429, retry_after: 30, retryable: true });
  for (const retryAfter of [-1, 1.5, '30', 1e9, Number.NaN]) {
    assert.equal('retry_after' in explainDatabaseError({ status: 429, retryAfter }).params, false);
  }
});

test('the status does not change what the database itself says', () => {
  for (const status of [401, 412, 429, 500, 503]) {
    assert.equal(
      explainDatabaseError({ code: '40001', message: 'could not serialize', status }).code,
      'serialization_failure',
    );
    assert.equal(explainDatabaseError({ code: 'PGRST301', message: 'JWT expired', status }).code, 'PGRST301');
  }
});

test('a condition that no longer holds is a conflict, which the database tells', () => {
  const issue = explainDatabaseError({ status: 412 });
  assert.deepEqual([issue.source, issue.code, issue.path], ['database', 'conflict', []]);
  assert.match(issue.message, /^This was changed elsewhere/);
});

test('odd fields beside a good code are ignored', () => {
  const issue = explainDatabaseError({ code: '23505', message: 7, details: {}, hint: Symbol('x') });
  assert.deepEqual([issue.code, issue.sqlstate, issue.params, issue.path], ['unique_violation', '23505', {}, []]);
  assert.equal('constraint' in issue, false);
});

test('fields inherited from Object.prototype are ignored', () => {
  Object.prototype.code = '23505';
  Object.prototype.message = 'constraint "wizard_sessions_session_id_key"';
  try {
    assert.equal(explainDatabaseError({}).code, 'unknown');
    assert.deepEqual(Object.keys(explainDatabaseError({ code: '57014' }).params), []);
  } finally {
    delete Object.prototype.code;
    delete Object.prototype.message;
  }
});

/** Texts that users can put into a server's message, each of a given length. */
const SHAPES = {
  blanks: (n) => `a "${' '.repeat(n)}x`,
  quotes: (n) => '"'.repeat(n),
  'quotes and blanks': (n) => '" '.repeat(n / 2),
  'all quotes': (n) => '"«»„“”'.repeat(n / 6),
  parentheses: (n) => '('.repeat(n),
  'closing and opening': (n) => ')=('.repeat(n / 3),
  'a key that does not end': (n) => `Key (${'a'.repeat(n)}`,
  'quotes in a key': (n) => `Key ("${'"'.repeat(n)})=(1)`,
  'a column in the cache': (n) => `Could not find the '${"' column of '".repeat(n / 13)}`,
  apostrophes: (n) => "'".repeat(n),
};

test('the time to read an error does not depend on what users put into it', () => {
  const codes = ['23502', '23503', '23505', '23514', '42501', '428C9', 'P0001', 'PGRST204', 'XX000', ''];
  for (const [shape, text] of Object.entries(SHAPES)) {
    const start = performance.now();
    for (const code of codes) {
      const long = text(1_000_000);
      const issue = explainDatabaseError({ code, message: long, details: long, hint: long });
      assert.ok(JSON.stringify(issue).length < 5000, shape);
    }
    // Ten errors of 3 MB; reading them in quadratic time would take hours.
    assert.ok(performance.now() - start < 2000, `${shape}: ${performance.now() - start} ms`);
  }
});

test('texts from the server are cut', () => {
  const long = '😀'.repeat(1000);
  const { params } = explainDatabaseError({ code: 'P0001', message: long, details: long, hint: long });
  for (const name of ['message', 'details', 'hint']) assert.equal(params[name], `${'😀'.repeat(200)}…`, name);
  const check = explainDatabaseError({
    code: '23514',
    message: `new row for relation "wizard_sessions" violates check constraint "${long}"`,
  });
  assert.equal(check.constraint, `${'😀'.repeat(200)}…`);
});

test('the failing row, which is a user’s data, is never among the params', () => {
  const row = 'Failing row contains (7b, jane@example.org, secret)';
  const zeile = 'Fehlgeschlagene Zeile enthält (7b, jane@example.org, secret).';
  for (const details of [row, zeile]) {
    for (const code of ['23502', '23514', '44000']) {
      const issue = explainDatabaseError({ code, message: 'a "b" c "d"', details });
      assert.doesNotMatch(JSON.stringify(issue), /secret/, `${code}: ${details}`);
    }
  }
  assert.doesNotMatch(JSON.stringify(explainDatabaseError({ code: 'P0001', message: 'no', details: row })), /secret/);
  for (const { error, row: sent, options } of cases) {
    const issue = explainDatabaseError(error, sent, options);
    assert.doesNotMatch(JSON.stringify(issue.params), /Failing row/);
  }
});

test('names with quotes of every kind', () => {
  for (const name of ["it's", `'`, `a' column of 'b`, 'x"y', 'a b', 'ß«', '']) {
    const issue = explainDatabaseError({
      code: 'PGRST204',
      message: `Could not find the '${name}' column of 'wizard_sessions' in the schema cache`,
    });
    assert.deepEqual(issue.path, name === '' ? [] : [name]);
    assert.equal(issue.params.table, 'wizard_sessions');
    const missing = explainDatabaseError({
      code: '23502',
      message: `null value in column "${name}" of relation "wizard_actions" violates not-null constraint`,
    });
    assert.deepEqual(missing.path, name === '' ? [] : [name]);
    assert.equal(missing.params.table, 'wizard_actions');
  }
  const key = (details) => explainDatabaseError({ code: '23505', message: 'a "b_key"', details }).column;
  assert.equal(key('Key ("say ""hi""", b)=(1, 2) already exists.'), 'say "hi"');
  assert.equal(key('Key ("a, b", c)=(1, 2) already exists.'), 'a, b');
  assert.equal(key('Key (a, b)=(x)=(y, 2) already exists.'), 'a');
  assert.equal(key('Schlüssel »(a)=(1)« existiert bereits.'), 'a');
  assert.equal(key('Key (lower(a))=(x) already exists.'), undefined);
  const referred = (details) =>
    explainDatabaseError({ code: '23503', message: 'a "b" c "d"', details }).params.referenced;
  assert.equal(referred('Key (a)=(say "hi) is not present in table "users".'), 'users');
  assert.equal(referred('Key (a)=(x) y "z") is not present in table "users".'), 'users');
  assert.equal(referred('Schlüssel (a)=(1) ist nicht in Tabelle »users« vorhanden.'), 'users');
});

test('a trigger’s message with quotes is not mistaken for a constraint', () => {
  const issue = explainDatabaseError({ code: '23514', message: 'Use "draft", "active", or "published"' });
  assert.deepEqual([issue.code, issue.constraint, issue.path], ['check_violation', undefined, []]);
});

test('a server’s constraint named like one of this package’s sentences does not get that sentence', () => {
  for (const name of [
    'type',
    'required',
    'minimum',
    'format',
    'unknown',
    'tier_name_once',
    'constructor',
    '__proto__',
  ]) {
    const message = `new row for relation "wizard_actions" violates check constraint "${name}"`;
    const issue = explainDatabaseError({ code: '23514', message });
    assert.deepEqual([issue.code, issue.constraint], [name, name]);
    assert.ok(issue.message.includes(name), issue.message);
  }
  const issue = explainDatabaseError({ code: 'PGRST204', message: 'Column not found' });
  assert.deepEqual([issue.code, issue.path], ['PGRST204', []]);
  assert.match(issue.message, /Column not found/);
});

test('a hint that says that nothing was sent does not make a text trusted', () => {
  const hint = 'event-wizard-validator refused this before it was sent';
  const { message } = explainDatabaseError({ code: 'P0001', message: `a\n\u202e${'z'.repeat(9000)}`, hint });
  assert.match(message, /^a\ufffdz{9}/);
  assert.ok(message.length <= 1000);
});
