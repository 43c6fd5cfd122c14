// `guard` with the real supabase-js, over HTTP, to statements that a real PostgreSQL runs.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createClient } from '@supabase/supabase-js';
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
    test(`${description}: not sent, and the result is what the server gives`, async () => {
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

test('a sound row is stored, and the text that was judged is the text that was sent', async () => {
  const row = { session_id: 'good', completion_percentage: -0, event_data: { title: 'é€😀', when: new Date(0) } };
  const { data, error } = await supabase.from('wizard_sessions').insert(row).select().single();
  assert.equal(error, null);
  assert.equal(data.session_id, 'good');
  assert.equal(server.requests[0].text, JSON.stringify(row));
});

test('a column that is undefined in every row is NULL, unless it takes its default', async () => {
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

test('an update is merged over the stored row if that is given', async () => {
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

test('an error that is thrown has its issue too', async () => {
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

test('advice is refused only where that is asked for', async () => {
  const row = { session_id: 'advice', event_data: { title: 5 } };
  const strict = await guard(plain, { refuse: 'invalid' }).from('wizard_sessions').insert(row);
  assert.equal(server.requests.length, 0);
  assert.equal(issuesOf(strict.error)[0].source, 'schema');
  assert.equal((await supabase.from('wizard_sessions').insert(row)).error, null);
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

test('the quick start stores a row, and gives the issues of one that it does not', async () => {
  Object.assign(process.env, { SUPABASE_URL: server.url, SUPABASE_KEY: 'key' });
  const { saveSession } = await import('./quick-starts/supabase.js');
  const saved = await saveSession({ session_id: 'stored', status: 'active' });
  assert.deepEqual([saved.data[0].status, saved.issues], ['active', []]);
  const refused = await saveSession({ session_id: 'stored', status: 'open' });
  assert.deepEqual([refused.data, refused.issues[0].constraint], [null, 'valid_status']);
});
