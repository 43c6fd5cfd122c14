// What a server, a gateway or a `fetch` answers reaches the caller of a guarded client as it would with a plain one,
// with `issues` added if there is an error that can hold them. No database: each answer is made here.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createClient } from '@supabase/supabase-js';
import { validateSession, validateSessions } from 'event-wizard-validator';
import { de } from 'event-wizard-validator/locales/de';
import { guard, issuesOf } from 'event-wizard-validator/supabase';

const requests = [];
/** A client whose every request has this outcome. */
function client(answer, options = {}) {
  const fetch = async (url, init) => {
    requests.push({ url: new URL(url), init });
    return answer();
  };
  return createClient('http://database.test', 'key', {
    ...options,
    global: { fetch },
    auth: { persistSession: false },
  });
}
const created = () => new Response('[]', { status: 201 });
const ROW = { session_id: 'a' };
const BAD = { session_id: 'a', status: 'open' };

/** A response from a custom `fetch`: four properties and a method, with any status. */
const plainObject = (status, text) => ({
  ok: status >= 200 && status < 300,
  status,
  statusText: 'Said so',
  headers: { get: () => null },
  text: async () => text,
});
const json = (body, status = 400, init = {}) => new Response(JSON.stringify(body), { status, ...init });
const broken = (status) => {
  const stream = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"code":"23'));
      controller.error(new TypeError('terminated'));
    },
  });
  return new Response(stream, { status });
};
const CHECK = {
  code: '23514',
  message: 'new row for relation "wizard_sessions" violates check constraint "valid_later"',
  details: 'Failing row contains (7b, a).',
  hint: null,
};
let deep = 'null';
for (let depth = 0; depth < 5000; depth++) deep = `{"a":${deep}}`;

const ANSWERS = {
  'success with rows': created,
  'success without a body': () => new Response(null, { status: 204 }),
  'reset content': () => new Response(null, { status: 205 }),
  'success that is no JSON': () => new Response('<html>', { status: 200 }),
  'success that breaks off': () => broken(200),
  'not modified': () => new Response(null, { status: 304 }),
  'a CHECK': () => json(CHECK),
  'a CHECK that is compressed no more': () => json(CHECK, 400, { headers: { 'content-encoding': 'gzip' } }),
  'a number as code': () => json({ code: 400, message: 'Bad Request' }),
  'numbers in every field': () => json({ code: 1, message: 2, details: 3, hint: 4 }),
  'objects in every field': () => json({ code: {}, message: { a: 1 }, details: [], hint: false }),
  'an empty object': () => json({}),
  'an empty list': () => json([]),
  'an empty list that is not found': () => json([], 404),
  'a list': () => json([{ code: '23514' }]),
  null: () => json(null),
  'a text': () => json('no'),
  'a number': () => json(5, 500),
  'a page': () => new Response('<html><h1>502 Bad Gateway</h1></html>', { status: 502 }),
  nothing: () => new Response('', { status: 500 }),
  'nothing that is not found': () => new Response('', { status: 404 }),
  'half of an object': () => new Response('{"code":"23', { status: 500 }),
  'bytes that are no UTF-8': () => new Response(new Uint8Array([0x7b, 0xff, 0xfe, 0x80, 0x7d]), { status: 500 }),
  'a long page': () => new Response('<'.repeat(5_000_000), { status: 500 }),
  'a long message': () => json({ code: 'P0001', message: '" '.repeat(1_000_000) }),
  'deep nesting': () => new Response(`{"code":"P0001","message":"not on Sundays","a":${deep}}`, { status: 400 }),
  'names of every object': () =>
    new Response('{"__proto__":{"a":1},"code":"constructor","toString":1}', { status: 400 }),
  'issues of its own': () => json({ message: 'no', issues: [{ path: 'a', message: 'not ours' }] }, 422),
  'issues that look like ours': () =>
    json(
      {
        message: 'no',
        issues: [{ source: 'database', code: 'x', message: '<b>\n', path: [], pointer: '', params: {} }],
      },
      422,
    ),
  'an error that breaks off': () => broken(500),
  'statuses that a Response cannot have': () => plainObject(101, JSON.stringify(CHECK)),
  'no status': () => plainObject(0, ''),
  'not modified, with a body': () => plainObject(304, JSON.stringify(CHECK)),
  'no content, and yet an error': () => ({ ...plainObject(204, JSON.stringify(CHECK)), ok: false }),
  'an object that is frozen': () => Object.freeze(plainObject(400, JSON.stringify(CHECK))),
  'a reason that no header can have': () => ({ ...plainObject(400, '{}'), statusText: 'né\n€' }),
  'a text that cannot be read': () => ({
    ...plainObject(500, ''),
    text: () => Promise.reject(new TypeError('body used already')),
  }),
  'a request that is aborted': () => Promise.reject(new DOMException('This operation was aborted', 'AbortError')),
  'no network': () => Promise.reject(new TypeError('fetch failed')),
  'a text that is thrown': () => Promise.reject('offline'),
  'an object that is thrown': () => Promise.reject({ message: 5 }),
};

const WRITES = {
  insert: (table) => table.insert(ROW),
  'insert of many': (table) => table.insert([ROW, { session_id: 'b' }]),
  upsert: (table) => table.upsert(ROW, { onConflict: 'session_id', ignoreDuplicates: true }).select(),
  update: (table) => table.update({ status: 'active' }).eq('session_id', 'a').select().maybeSingle(),
};

/** What a request returns, or what it throws. */
async function outcome(request) {
  try {
    return { given: await request };
  } catch (error) {
    return { thrown: error };
  }
}
const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
/** The parts of an outcome that can be compared. Stacks, and `details` made from them, name the guard. */
function told({ given, thrown }) {
  const error = given?.error ?? thrown;
  const fields = (value) => {
    if (!isObject(value)) return value;
    const { issues, stack, details, a, ...rest } = value;
    return { ...rest, name: value.name, message: value.message, details: String(details).split('\n')[0] };
  };
  return { ...given, error: fields(error), thrown: thrown !== undefined };
}

describe('answers', () => {
  for (const [description, answer] of Object.entries(ANSWERS)) {
    test(description, async () => {
      for (const [write, make] of Object.entries(WRITES)) {
        for (const throws of [false, true]) {
          const request = (from) => {
            const builder = make(from.from('wizard_sessions'));
            return throws ? builder.throwOnError() : builder;
          };
          const plain = await outcome(request(client(answer)));
          const guarded = await outcome(request(guard(client(answer))));
          assert.deepEqual(told(guarded), told(plain), `${write}, ${throws}`);
          const error = guarded.given?.error ?? guarded.thrown;
          const issues = issuesOf(error);
          if (error === null || error === undefined) continue;
          assert.equal(issues.length, 1);
          assert.ok(issues[0].message.length > 5);
          // If something is thrown without a message, postgrest-js's message contains `undefined`.
          if (error.message !== 'FetchError: undefined') assert.doesNotMatch(issues[0].message, /undefined/);
          assert.doesNotMatch(issues[0].message, /\[object|\(\)/);
          assert.doesNotMatch(JSON.stringify(issues), /Failing row|not ours/);
        }
      }
    });
  }
});

test('an error from the server has issues, whether it is returned or thrown', async () => {
  const answer = () => json({ code: '22P02', message: 'invalid input syntax for type uuid: "x"' });
  const table = () => guard(client(answer), { refuse: 'unpersistable' }).from('wizard_sessions');
  const { error } = await table().insert(ROW);
  assert.equal(error.issues[0].code, 'invalid_text_representation');
  const { thrown } = await outcome(table().insert(ROW).throwOnError());
  assert.deepEqual(thrown.issues, error.issues);
  assert.equal(issuesOf(thrown), thrown.issues);
});

/** What networks and gateways do, with what is told of it. */
const GATEWAYS = {
  'a page': [() => new Response('<html>502 Bad Gateway</html>', { status: 502 }), 'unavailable', { status: 502 }],
  nothing: [
    () => new Response('', { status: 503, headers: { 'Retry-After': '7' } }),
    'unavailable',
    { retry_after: 7 },
  ],
  'a timeout': [() => new Response('upstream request timeout', { status: 504 }), 'timeout', { status: 504 }],
  'a limit': [
    () => json({ message: 'API rate limit exceeded' }, 429, { headers: { 'Retry-After': '30' } }),
    'too_many_requests',
    { retry_after: 30, retryable: true },
  ],
  'a key that is not accepted': [
    () => json({ message: 'Invalid API key', hint: 'Double check your key.' }, 401),
    'unauthorized',
    { status: 401, retryable: false },
  ],
  'a body that is too large': [() => new Response('too large', { status: 413 }), 'payload_too_large', { status: 413 }],
  'no network': [() => Promise.reject(new TypeError('Failed to fetch')), 'unreachable', { retryable: true }],
  'a request that is aborted': [
    () => Promise.reject(new DOMException('This operation was aborted', 'AbortError')),
    'aborted',
    { retryable: true },
  ],
  'a signal that timed out': [
    () => Promise.reject(new DOMException('The operation was aborted due to timeout', 'TimeoutError')),
    'timeout',
    { retryable: true },
  ],
  'a text that is thrown': [() => Promise.reject('offline'), 'unknown', { retryable: true }],
};

describe('failures of network and gateway', () => {
  for (const [name, [answer, code, params]] of Object.entries(GATEWAYS)) {
    test(`${name}: ${code}`, async () => {
      const guarded = guard(client(answer), { locale: de });
      const { error } = await guarded.from('wizard_sessions').insert(ROW);
      const { thrown } = await outcome(guarded.from('wizard_sessions').insert(ROW).throwOnError());
      for (const failed of typeof thrown === 'object' ? [error, thrown] : [error]) {
        const [issue] = issuesOf(failed);
        assert.deepEqual([issue.source, issue.code], ['network', code]);
        for (const [param, value] of Object.entries(params)) assert.equal(issue.params[param], value, param);
        // In German, whatever was thrown.
        assert.match(issue.message, /gespeichert|Datenbank/);
      }
    });
  }
  test('a date in Retry-After', async () => {
    const headers = { 'Retry-After': new Date(Date.now() + 60_000).toUTCString() };
    const { error } = await guard(client(() => new Response('', { status: 503, headers })))
      .from('wizard_actions')
      .insert({ session_id: 'a', action_name: 'x' });
    const { retry_after } = issuesOf(error)[0].params;
    assert.ok(retry_after > 50 && retry_after <= 61, String(retry_after));
  });
});

test('the guard speaks the language that it is given, with your own labels', async () => {
  const { error } = await guard(client(created), { locale: de }).from('wizard_sessions').insert(BAD);
  assert.match(error.message, /^Status muss/);
  const labels = { Status: 'State' };
  const named = await guard(client(created), { labels }).from('wizard_sessions').insert([BAD]);
  assert.match(named.error.message, /State must be/);
  const served = await guard(
    client(() => json({ code: '57014', message: 'canceling' }, 500)),
    { locale: de },
  )
    .from('wizard_sessions')
    .insert(ROW);
  assert.match(issuesOf(served.error)[0].message, /^Die Datenbank hat zu lange gebraucht/);
});

/** Refused requests of every kind, each with its leading issue. */
const REFUSED = [
  ['a CHECK', BAD, 'valid_status', ['status']],
  ['NOT NULL', {}, 'not_null_violation', ['session_id']],
  ['a column', { ...ROW, nosuch: 1 }, 'PGRST204', ['nosuch']],
  ['a column with an apostrophe', { ...ROW, "it's": 1 }, 'PGRST204', ["it's"]],
  ['a column with a quote', { ...ROW, 'x"y': 1 }, 'PGRST204', ['x"y']],
  ['a column with a quote, of many', [{ ...ROW, 'x"y': 1 }], 'PGRST204', [0, 'x"y']],
  ['a column with a quote and a comma, of many', [{ ...ROW, 'x","y': 1 }], 'PGRST204', [0, 'x']],
  ['a column with a comma, of many', [{ ...ROW, 'x,y': 1 }], 'PGRST204', [0, 'x,y']],
  ['a column without a name, of many', [{ ...ROW, '': 1 }], 'PGRST204', [0, '']],
  ['a column named like a member of every object', [{ ...ROW, constructor: 1 }], 'PGRST204', [0, 'constructor']],
  ['a uuid', { ...ROW, user_id: 'x' }, 'invalid_text_representation', ['user_id']],
  ['a text', { session_id: 's'.repeat(256) }, 'string_data_right_truncation', ['session_id']],
  ['the zero character', { session_id: '\0' }, 'untranslatable_character', ['session_id']],
  ['the second of many', [{ ...ROW, status: 'draft' }, BAD], 'valid_status', [1, 'status']],
  ['a key that only the second of many has', [ROW, BAD], 'not_null_violation', [0, 'status']],
  ['undefined in all of many', [{ id: undefined, ...ROW }], 'not_null_violation', [0, 'id']],
  ['undefined in a column that is none', [ROW, { session_id: 'b', nosuch: undefined }], 'PGRST204'],
];

for (const [description, rows, code, path] of REFUSED) {
  test(`${description}: a refusal has the same issues whether returned, thrown or judged alone`, async () => {
    requests.length = 0;
    const table = guard(client(created)).from('wizard_sessions');
    const { error } = await table.insert(rows);
    const { thrown } = await outcome(table.insert(rows).select().throwOnError());
    assert.equal(requests.length, 0);
    assert.equal(thrown.name, 'PostgrestError');
    assert.deepEqual(issuesOf(thrown), issuesOf(error));
    const [issue] = issuesOf(thrown);
    assert.equal(issue.code, code);
    if (path !== undefined) assert.deepEqual(issue.path, path);
    assert.deepEqual([thrown.code, thrown.message], [issue.sqlstate ?? issue.code, issue.message]);
    const alone = Array.isArray(rows) ? validateSessions : validateSession;
    const { issues } = alone(rows, { stages: 'skip' });
    assert.deepEqual(
      issues.map((each) => [each.code, each.path.at(-1)]),
      issuesOf(thrown).map((each) => [each.code, each.path.at(-1)]),
    );
    assert.equal(issues.filter((each) => each.code === 'PGRST204').length, code === 'PGRST204' ? issues.length : 0);
  });
}

test('a copy of a thrown refusal is not read as an error from PostgreSQL', async () => {
  const table = guard(client(created), { refuse: 'invalid' }).from('wizard_sessions');
  for (const row of [...REFUSED.map(([, rows]) => rows), { ...ROW, event_data: { title: 5 } }]) {
    const { thrown } = await outcome(table.insert(row).throwOnError());
    const [first] = thrown.issues;
    const [issue, ...others] = issuesOf(JSON.parse(JSON.stringify(thrown)));
    assert.deepEqual(others, []);
    assert.equal(issue.code, first.constraint === undefined ? first.code : 'check_violation');
    assert.deepEqual([issue.sqlstate, issue.constraint, issue.path], [first.sqlstate, undefined, []]);
    assert.equal(issue.message, first.message);
  }
});

test('concurrent and consecutive requests each have their own issues', async () => {
  const table = guard(client(created)).from('wizard_sessions');
  const rows = [BAD, { ...BAD, completion_percentage: 101 }, { ...ROW, user_id: 'x' }, {}];
  const thrown = await Promise.all(rows.map((row) => outcome(table.insert(row).throwOnError())));
  assert.deepEqual(
    thrown.map((each) => issuesOf(each.thrown).length),
    [1, 3, 1, 1],
  );
  const row = { ...BAD };
  const twice = table.insert(row);
  assert.equal((await twice).error.code, '23514');
  row.status = 'draft';
  assert.equal((await twice).error, null);
});

test('errors that are not from a database, and no error at all', () => {
  assert.deepEqual([issuesOf(null), issuesOf(undefined)], [[], []]);
  const odd = ['fetch failed', '', 0, 5, NaN, 1n, true, Symbol('a'), () => 1, [], new Date(NaN), new DOMException('a')];
  for (const error of [...odd, new TypeError('fetch failed'), { issues: 'none' }, { issues: [null] }, { issues: [] }]) {
    const issues = issuesOf(error);
    assert.equal(issues.length, 1);
    const isFetch = error === 'fetch failed' || error?.message === 'fetch failed';
    assert.equal(issues[0].code, isFetch ? 'unreachable' : 'unknown');
    assert.match(issues[0].message, isFetch ? /^The server could not be/ : /^The database was not reached/);
  }
});

describe('the schema', () => {
  const sent = async (request) => {
    requests.length = 0;
    await request;
    return requests.length === 1;
  };
  test('requests for other schemas than that of the migrations are not judged', async () => {
    const other = guard(client(created, { db: { schema: 'archive' } }));
    assert.ok(await sent(other.from('wizard_sessions').insert(BAD)));
    assert.ok(await sent(guard(client(created)).schema('archive').from('wizard_sessions').upsert(BAD)));
    const named = guard(client(created)).from('wizard_sessions').update(BAD).setHeader('Content-Profile', 'archive');
    // postgrest-js sets the schema on the underlying client.
    assert.equal(await sent(named.eq('id', 1)), false);
  });
  test('an error about another schema is passed on unchanged', async () => {
    const { error } = await guard(client(() => json(CHECK)))
      .schema('archive')
      .from('wizard_sessions')
      .insert(ROW);
    assert.deepEqual(error, CHECK);
  });
  test('requests for that schema are judged, however it is named', async () => {
    const back = guard(client(created, { db: { schema: 'archive' } })).schema('public');
    assert.equal(await sent(back.from('wizard_sessions').insert(BAD)), false);
    assert.equal(await sent(guard(client(created)).schema('public').from('wizard_actions').insert({})), false);
  });
});

test('options are checked when guard is called', () => {
  const from = client(created);
  const current = {};
  current.self = current;
  const wrong = {
    "unknown option 'language'": { language: {} },
    'locale.tag': { locale: {} },
    labels: { labels: { 'No such field': 'x' } },
    "refuse must be one of 'unpersistable', 'invalid', not 'x'": { refuse: 'x' },
    'refuse must be one of': { refuse: null },
    "stages must be one of 'draft', 'complete', 'skip', not 'all'": { stages: 'all' },
    'maxIssues must be a positive integer or Infinity, not 0': { maxIssues: 0 },
    '`current` must be the stored row, an object': { current: 5 },
    '`current` must be the stored row': { current: [] },
    'must be the stored row': { current: null },
    '`current` cannot be made into JSON': { current },
    'options must be an object, not null': null,
    "options must be an object, not 'invalid'": 'invalid',
  };
  for (const [message, options] of Object.entries(wrong)) {
    const isClear = (error) => error instanceof TypeError && error.message.includes(message);
    assert.throws(() => guard(from, options), isClear, message);
  }
  for (const none of [null, undefined, 'client'])
    assert.throws(() => guard(none), /client must be a supabase-js client/);
});

test('as many issues as asked for', async () => {
  const rows = Array.from({ length: 150 }, () => BAD);
  for (const [maxIssues, count] of [
    [undefined, 100],
    [2, 2],
    [Infinity, 150],
  ]) {
    const { error } = await guard(client(created), { maxIssues }).from('wizard_sessions').insert(rows);
    assert.equal(issuesOf(error).length, count);
  }
});

test('options are read once, and as own properties only', async () => {
  let reads = 0;
  const current = {
    get completion_percentage() {
      reads++;
      return 150;
    },
  };
  const update = (options) => guard(client(created), options).from('wizard_sessions').update({ status: 'active' });
  const guarded = update({ current });
  assert.equal((await guarded).error.code, '23514');
  assert.equal((await guarded).error.code, '23514');
  assert.equal(reads, 1);
  const polluted = {
    current: { completion_percentage: 150 },
    refuse: 'invalid',
    stages: 'complete',
    operation: 'update',
  };
  for (const [name, value] of Object.entries({ ...polluted, issues: [] })) {
    Object.prototype[name] = value;
    try {
      assert.equal((await update({})).error, null, name);
      const rows = await guard(client(created))
        .from('wizard_sessions')
        .insert([{ id: undefined, ...ROW }]);
      assert.equal(rows.error?.code, '23502', name);
      assert.equal(issuesOf({ code: '57014' })[0].code, 'query_canceled', name);
    } finally {
      delete Object.prototype[name];
    }
  }
});
