// `guard` with the real supabase-js, over HTTP, down to statements that a real PostgreSQL runs.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createClient } from '@supabase/supabase-js';
import { validateSessions } from 'event-wizard-validator';
import { checkSchema } from 'event-wizard-validator/dynamic';
import { guard, issuesOf } from 'event-wizard-validator/supabase';
import { start } from './postgrest.js';

let server;
let plain;
let supabase;
before(async () => {
  server = await start();
  plain = createClient(server.url, 'key', { auth: { persistSession: false, autoRefreshToken: false } });
  supabase = guard(plain);
});
after(() => server.stop());
beforeEach(async () => {
  await server.db.exec(`DELETE FROM wizard_sessions; INSERT INTO wizard_sessions (session_id) VALUES ('stored')`);
  server.requests.length = 0;
});

const refused = JSON.parse(readFileSync(new URL('refused.json', import.meta.url), 'utf8'));

describe('what the database would reject', () => {
  for (const { description, method, table, arguments: args, code, path } of refused) {
    test(`${description}: not sent, and the result is what the server would return`, async () => {
      const write = (client) => {
        const builder = client.from(table)[method](...args);
        return method === 'update' ? builder.eq('session_id', 'stored') : builder;
      };
      const guarded = await write(supabase);
      assert.equal(server.requests.length, 0);
      const served = await write(plain);
      assert.equal(server.requests.length, 1);
      assert.equal(served.error.code, code);
      assert.equal(guarded.data, null);
      assert.equal(guarded.error.code, code);
      assert.deepEqual([guarded.status, guarded.statusText], [served.status, served.statusText]);
      assert.deepEqual(Object.keys(guarded).sort(), Object.keys(served).sort());
      const [issue] = issuesOf(guarded.error);
      assert.equal(issue.source, 'database');
      assert.deepEqual(issue.path, path);
      assert.equal(guarded.error.message, issue.message);
    });
  }
});

test('a good row is stored, and the text that was judged is the text that was sent', async () => {
  const row = { session_id: 'good', completion_percentage: -0, event_data: { title: 'é€😀', starts_at: new Date(0) } };
  const { data, error } = await supabase.from('wizard_sessions').insert(row).select().single();
  assert.equal(error, null);
  assert.equal(data.session_id, 'good');
  assert.equal(server.requests[0].text, JSON.stringify(row));
});

test('a column that is undefined in every row is NULL, unless it gets its default', async () => {
  const rows = [{ session_id: undefined, status: 'draft' }];
  const { error } = await supabase.from('wizard_sessions').insert(rows);
  assert.equal(error.code, '23502');
  assert.equal(server.requests.length, 0);
  assert.equal((await plain.from('wizard_sessions').insert(rows)).error.code, '23502');
  const stored = [{ session_id: 'd', status: undefined, created_at: undefined }];
  const written = await supabase.from('wizard_sessions').insert(stored, { defaultToNull: false }).select();
  assert.equal(written.error, null);
  assert.equal(written.data[0].status, 'draft');
});

class Session {
  session_id = 'class';
  #hidden = 1;
  get inherited() {
    return this.#hidden;
  }
}
class Written {
  session_id = 'written';
  status = 'open';
  own = 1;
  toJSON() {
    return { session_id: 'written', status: 'draft', more: 2 };
  }
}
const once = () => {
  let reads = 0;
  return {
    get session_id() {
      if (reads++) throw new Error('read twice');
      return 'once';
    },
  };
};
const hidden = Object.defineProperty({ session_id: 'hidden' }, 'nosuch', { value: 1, enumerable: false });

/** Rows whose JSON differs from what JavaScript has. Each is made anew for each request. */
const ODD_ROWS = {
  'undefined where there is a default': () => [{ session_id: 'a', status: undefined }],
  'undefined where NULL is refused': () => [{ session_id: 'a', id: undefined }],
  'undefined in one row of two': () => [
    { session_id: 'a', current_stage: 'x' },
    { session_id: 'b', current_stage: undefined },
  ],
  'undefined in the second row alone': () => [{ session_id: 'a' }, { session_id: 'b', current_stage: undefined }],
  'nothing but undefined': () => [{ session_id: undefined }],
  'undefined in a column that is none': () => [{ session_id: 'a', nosuch: undefined }],
  'two columns that are none': () => [{ session_id: 'a', zz: undefined, aa: undefined, id: undefined }],
  'a column that is none, with a long name': () => [{ session_id: 'a', ['x'.repeat(300)]: undefined }],
  'a function': () => [{ session_id: 'a', id: () => 1 }],
  'a function in a column that is none': () => [{ session_id: 'a', method() {} }],
  'a symbol': () => [{ session_id: 'a', current_stage: Symbol('x') }],
  'a key that is a symbol': () => [{ session_id: 'a', [Symbol('x')]: 1 }],
  NaN: () => [{ session_id: 'a', id: NaN }],
  'an invalid date': () => [{ session_id: 'a', current_stage: new Date(NaN) }],
  'toJSON that gives undefined': () => [{ session_id: 'a', current_stage: { toJSON: () => undefined } }],
  'an instance of a class': () => [new Session()],
  'a row that is written as another': () => [new Written()],
  'a row that is written as another, without keys': () => [Object.create(Written.prototype), { session_id: 'b' }],
  'a row that is written as null': () => [{ session_id: 'a', toJSON: () => null }],
  'rows that are written as null, without keys': () => [Object.create({ toJSON: () => null })],
  'what is inherited': () => [Object.assign(Object.create({ nosuch: 1, id: null }), { session_id: 'a' })],
  'what is not enumerable': () => [hidden],
  'a getter': () => [once()],
  'a row without keys': () => [{}],
  'a row without keys beside one': () => [{}, { session_id: 'a' }],
  'a Map': () => [new Map([['session_id', 'a']])],
  'names of every object': () => [JSON.parse('{"session_id":"a","__proto__":1,"constructor":2}')],
  'a row that is a list': () => [['session_id']],
  'a row that is a text': () => [{ session_id: 'a' }, 'text'],
  'a row that is a number': () => [{ session_id: 'a' }, 5],
  'a list without rows': () => [],
};

describe('rows that JSON changes: verdict, guard and server say the same', () => {
  for (const [description, rows] of Object.entries(ODD_ROWS)) {
    for (const defaultToNull of [true, false]) {
      test(`${description}, ${defaultToNull ? 'missing is NULL' : 'missing is the default'}`, async () => {
        const served = await plain.from('wizard_sessions').insert(rows(), { defaultToNull });
        const judged = validateSessions(rows(), { stages: 'skip', defaultToNull });
        const [first] = judged.issues;
        assert.equal(first?.sqlstate ?? first?.code, served.error?.code);
        await server.db.exec('DELETE FROM wizard_sessions');
        server.requests.length = 0;
        const guarded = await supabase.from('wizard_sessions').insert(rows(), { defaultToNull });
        assert.equal(guarded.error?.code, served.error?.code);
        assert.equal(server.requests.length, served.error === null ? 1 : 0);
      });
    }
  }
});

/** Arrays as `update` may send them, and whether the server accepts them. */
const UPDATES = {
  'one row': [{ status: 'active' }],
  'a row that violates a CHECK': [{ status: 'open' }],
  'a row without what an insert needs': [{ current_stage: 'x' }],
  'NULL where it is refused': [{ status: null }],
  'a second row, which is neither stored nor judged, that violates a CHECK': [{ status: 'active' }, { status: 'open' }],
  'a second row that has NULL where it is refused': [{ session_id: 'stored' }, { session_id: null }],
  'a second row that cannot be read': [{ user_id: null }, { user_id: 'x' }],
  'a first row that cannot be read': [{ user_id: 'x' }, { user_id: null }],
  'other keys in the second row': [{ status: 'active' }, { current_stage: 'x' }],
  'a column that is none': [{ nosuch: 1 }],
  'undefined, which is not sent': [{ status: 'active', nosuch: undefined, id: undefined }],
  'too long a text in the second row': [{ current_stage: 'x' }, { current_stage: 'x'.repeat(51) }],
};

describe('an update that is given an array', () => {
  for (const [description, rows] of Object.entries(UPDATES)) {
    test(`${description}: judged as the server treats it`, async () => {
      const update = (client) => client.from('wizard_sessions').update(rows).eq('session_id', 'stored');
      const guarded = await update(supabase);
      const sent = server.requests.length;
      const served = await update(plain);
      assert.equal(guarded.error?.code, served.error?.code);
      assert.equal(sent, served.error === null ? 1 : 0);
    });
  }
});

test('an update is merged over the stored row if there is one', async () => {
  const current = { session_id: 'stored', completion_percentage: 150 };
  const update = (client) => client.from('wizard_sessions').update({ status: 'active' }).eq('session_id', 'stored');
  const { error } = await update(guard(plain, { current }));
  assert.equal(error.code, '23514');
  assert.equal(issuesOf(error)[0].constraint, 'valid_percentage');
  assert.equal(server.requests.length, 0);
  assert.equal((await update(supabase)).error, null);
});

test('errors that only the server can know become issues', async () => {
  const twice = await supabase.from('wizard_sessions').insert({ session_id: 'stored' });
  assert.equal(twice.status, 409);
  assert.equal(twice.error.code, '23505');
  assert.match(twice.error.message, /duplicate key/);
  assert.equal(issuesOf(twice.error)[0].code, 'unique_violation');
  assert.equal(issuesOf(twice.error)[0].column, 'session_id');
  const lost = await supabase.from('wizard_actions').insert([{ session_id: 'none', action_name: 'open' }]);
  assert.equal(issuesOf(lost.error)[0].code, 'foreign_key_violation');
  assert.deepEqual(issuesOf(lost.error)[0].path, ['session_id']);
});

test('a thrown error has its issue too', async () => {
  const thrown = await supabase
    .from('wizard_sessions')
    .insert({ session_id: 'x', status: 'open' })
    .throwOnError()
    .then(
      () => undefined,
      (error) => error,
    );
  assert.equal(thrown.name, 'PostgrestError');
  assert.equal(issuesOf(thrown)[0].sqlstate, '23514');
});

test('advice is refused only if so requested', async () => {
  const row = { session_id: 'advice', organizer_data: { email: 'info@club.1' } };
  const strict = await guard(plain, { refuse: 'invalid' }).from('wizard_sessions').insert(row);
  assert.equal(server.requests.length, 0);
  assert.equal(issuesOf(strict.error)[0].source, 'rule');
  assert.equal((await supabase.from('wizard_sessions').insert(row)).error, null);
});

test('registration questions that are not a JSON Schema are refused with `checkSchema`, if invalid rows are', async () => {
  const questions = (diet) => ({ ticket_data: { registration_questions: { type: 'object', properties: { diet } } } });
  const rows = [
    { session_id: 'a', ...questions({ type: 'string' }) },
    { session_id: 'b', ...questions({ type: 'text' }) },
  ];
  const strict = guard(plain, { refuse: 'invalid', checkSchema });
  const one = await strict.from('wizard_sessions').insert(rows[1]);
  assert.equal(server.requests.length, 0);
  const pointer = '/ticket_data/registration_questions/properties/diet/type';
  assert.deepEqual(
    issuesOf(one.error).map((issue) => [issue.source, issue.pointer]),
    [['schema', pointer]],
  );
  const all = await strict.from('wizard_sessions').insert(rows);
  assert.equal(issuesOf(all.error)[0].pointer, `/1${pointer}`);
  assert.equal((await strict.from('wizard_sessions').insert(rows[0])).error, null);
  assert.equal((await guard(plain, { checkSchema }).from('wizard_sessions').insert(rows[1])).error, null);
  assert.throws(() => guard(plain, { checkSchema: true }), /`checkSchema` must be/);
});

test('other tables, reads and schemas', async () => {
  const read = await supabase.from('wizard_sessions').select().eq('session_id', 'stored');
  assert.equal(read.data.length, 1);
  const other = await supabase.from('events').insert({ nothing: 1 });
  assert.equal(other.error.code, 'PGRST204');
  assert.equal(other.error.issues, undefined);
  const named = await supabase.schema('public').from('wizard_sessions').insert({ session_id: 'x', status: 'open' });
  assert.equal(named.error.code, '23514');
  assert.equal(server.requests.length, 2);
  assert.equal(typeof supabase.auth.getSession, 'function');
});

test('a request that cannot be made is reported as by the plain client', async () => {
  const lost = createClient('http://127.0.0.1:9', 'key', { auth: { persistSession: false } });
  const { error } = await guard(lost).from('wizard_sessions').insert({ session_id: 'a' });
  assert.match(error.message, /fetch failed/);
});

test('the quick start stores a row, and returns the issues of one that it does not store', async () => {
  Object.assign(process.env, { SUPABASE_URL: server.url, SUPABASE_KEY: 'key' });
  const { saveSession } = await import('./quick-starts/supabase.js');
  const saved = await saveSession({ session_id: 'stored', status: 'active' });
  assert.deepEqual([saved.data[0].status, saved.issues], ['active', []]);
  const refused = await saveSession({ session_id: 'stored', status: 'open' });
  assert.deepEqual([refused.data, refused.issues[0].constraint], [null, 'valid_status']);
});
