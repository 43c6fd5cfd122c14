// `createSaver` with the real supabase-js: over a scripted transport, in which requests and answers are lost, come late
// or are refused, in every order of four saves; and over HTTP, down to statements that a real PostgreSQL runs.

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createClient } from '@supabase/supabase-js';
import { validateSession } from 'event-wizard-validator';
import { de } from 'event-wizard-validator/locales/de';
import { createSaver } from 'event-wizard-validator/saver';
import { start } from './postgrest.js';

const ID = 'a';
const turn = () => new Promise((resolve) => setImmediate(resolve));
const AUTH = { persistSession: false, autoRefreshToken: false };
/** One client for all that is tried, whose requests go where this leads. */
let through;
const client = createClient('http://database.test', 'key', {
  global: { fetch: (...request) => through(...request) },
  auth: AUTH,
});
const json = (body, status = 200) => new Response(JSON.stringify(body), { status });

/** One row in memory, which answers as PostgREST does. */
class Database {
  row = null;
  #clock = 0;
  requests = 0;

  write(patch) {
    this.row = {
      ...this.row,
      ...patch,
      updated_at: `2026-01-01T00:00:00.${String(++this.#clock).padStart(6, '0')}+00:00`,
    };
  }

  answer(url, { method, body }) {
    this.requests++;
    const { searchParams } = new URL(url);
    if (method === 'GET') return json(this.row === null ? [] : [this.row]);
    const sent = JSON.parse(body);
    if (method === 'POST') {
      if (this.row !== null) {
        const message = 'duplicate key value violates unique constraint "wizard_sessions_session_id_key"';
        return json({ code: '23505', message, details: null, hint: null }, 409);
      }
      this.write({ event_data: {}, ticket_data: {}, ...sent });
      return json([this.row], 201);
    }
    if (this.row === null || searchParams.get('updated_at') !== `eq.${this.row.updated_at}`) return json([]);
    const changes = Object.entries(sent).some(
      ([key, value]) => JSON.stringify(this.row[key]) !== JSON.stringify(value),
    );
    if (changes) this.write(sent);
    return json([this.row]);
  }
}

/** What may become of a request. `late` reaches the database after the next one, when nobody waits for it any more. */
const FATES = ['answered', 'not sent', 'answer lost', 'gateway', 'late'];
const lost = () => {
  throw new TypeError('Failed to fetch');
};
function transport(database, fates) {
  let held = [];
  return async (url, init) => {
    const fate = fates.shift() ?? 'answered';
    const waiting = held;
    held = [];
    await turn();
    if (fate === 'not sent') lost();
    if (fate === 'late') {
      held = [...waiting, () => database.answer(url, init)];
      lost();
    }
    const answer = database.answer(url, init);
    for (const arrive of waiting) arrive();
    await turn();
    if (fate === 'answer lost') lost();
    return fate === 'gateway' ? new Response('<html>502</html>', { status: 502 }) : answer;
  };
}
const combinations = (values, length) =>
  length === 0 ? [[]] : combinations(values, length - 1).flatMap((rest) => values.map((value) => [value, ...rest]));

const titled = (title) => ({ event_data: { title } });

describe('four saves, whatever becomes of their requests', () => {
  for (const stored of [false, true]) {
    for (const foreign of ['nothing', 'other columns', 'the same column']) {
      test(`${stored ? 'a stored' : 'a new'} session; somebody else saves ${foreign}`, async () => {
        let conflicts = 0;
        for (const fates of combinations(FATES, 3)) {
          for (const waits of [
            [0, 0, 0],
            [9, 9, 9],
          ]) {
            const database = new Database();
            if (stored) database.write({ session_id: ID, event_data: {}, ticket_data: {} });
            through = transport(database, [...fates]);
            const saver = createSaver(client, { session_id: ID, current: database.row });
            const shown = `${fates.join(', ')}; ${waits}`;
            let theirs;
            for (const [index, title] of ['one', 'two', 'three', 'four'].entries()) {
              saver.save(titled(title));
              assert.equal(saver.current.event_data.title, title, shown);
              for (let turns = waits[index] ?? 0; turns > 0; turns--) await turn();
              if (index === 1 && database.row !== null && foreign !== 'nothing') {
                theirs = foreign === 'other columns' ? { ticket_data: { currency: 'EUR' } } : titled('theirs');
                database.write(theirs);
              }
            }
            let state = await saver.retry();
            for (let again = 0; state.status === 'failed' && again < 6; again++) state = await saver.retry();
            const isForeign = theirs !== undefined && state.status === 'conflict';
            if (state.status === 'conflict') {
              conflicts++;
              assert.ok(isForeign, shown);
              const [[column, value]] = Object.entries(theirs);
              assert.deepEqual(database.row[column], value, shown);
              assert.deepEqual(state.stored, database.row, shown);
              assert.deepEqual(state.pending, titled('four'), shown);
              assert.deepEqual(
                state.issues.map(({ code, path }) => [code, path]),
                [['conflict', [column]]],
                shown,
              );
              state = await saver.resolve(state.pending);
              for (let again = 0; state.status === 'failed' && again < 6; again++) state = await saver.retry();
            } else if (foreign === 'the same column') {
              assert.equal(theirs, undefined, `${shown}: theirs was overwritten`);
            }
            assert.equal(state.status, 'saved', shown);
            assert.equal(database.row.event_data.title, 'four', shown);
            assert.deepEqual([state.stored, state.pending, state.issues], [database.row, {}, []], shown);
            if (foreign === 'other columns' && theirs)
              assert.deepEqual(database.row.ticket_data, theirs.ticket_data, shown);
          }
        }
        if (foreign !== 'nothing') assert.ok(conflicts > 20, String(conflicts));
      });
    }
  }
});

/** A saver over a database in memory, and what is sent. */
function made({ row = null, fates = [], ...options } = {}) {
  const database = new Database();
  if (row !== null)
    database.write({ session_id: ID, completed_stages: [], event_data: {}, ticket_data: {}, status: 'draft', ...row });
  const sent = [];
  const send = transport(database, fates);
  through = (url, init) => {
    sent.push(init.body === undefined ? init.method : `${init.method} ${init.body}`);
    return send(url, init);
  };
  const saver = createSaver(client, { session_id: ID, current: database.row, ...options });
  return { database, saver, sent };
}

describe('what is sent', () => {
  test('first an insert, then what has changed, one request at a time', async () => {
    const { saver, sent } = made();
    saver.save({ ...titled('a'), status: 'draft' });
    saver.save({ status: 'active' });
    const last = saver.save(titled('b'));
    await turn();
    assert.equal(sent.length, 1);
    assert.equal((await last).status, 'saved');
    assert.deepEqual(sent, [
      'POST {"session_id":"a","event_data":{"title":"a"},"status":"draft"}',
      'PATCH {"event_data":{"title":"b"},"status":"active"}',
    ]);
  });
  test('of a whole row only what differs, in whatever order its members are', async () => {
    const { saver, sent } = made({ row: { event_data: { title: 'a', tags: ['x'] } } });
    const row = { ...saver.state.stored, event_data: { tags: ['x'], title: 'a' } };
    assert.equal((await saver.save(row)).status, 'saved');
    assert.deepEqual(sent, []);
    await saver.save({ ...row, ticket_data: { currency: 'EUR' }, status: undefined });
    assert.deepEqual(sent, ['PATCH {"ticket_data":{"currency":"EUR"}}']);
  });
  test('an edit is what it was when it was given', async () => {
    const { database, saver } = made({ row: {} });
    const edit = titled('a');
    const saved = saver.save(edit);
    edit.event_data.title = 'later';
    await saved;
    assert.equal(database.row.event_data.title, 'a');
    for (const shown of [saver.current.event_data, saver.state.stored.event_data]) {
      assert.throws(() => {
        shown.title = 'changed in place';
      }, TypeError);
    }
  });
  test('an edit that is taken back after its answer was lost', async () => {
    const { database, saver } = made({ row: titled('a'), fates: ['answer lost'] });
    assert.equal((await saver.save(titled('b'))).status, 'failed');
    assert.equal(database.row.event_data.title, 'b');
    assert.equal((await saver.save(titled('a'))).status, 'saved');
    assert.equal(database.row.event_data.title, 'a');
  });
  test('a listener that edits', async () => {
    const { database, saver } = made({ row: {} });
    let edits = 0;
    saver.subscribe(() => {
      if (saver.state.status === 'saved' && edits++ < 3) saver.save(titled(`edit ${edits}`));
    });
    await saver.save(titled('first'));
    assert.equal(database.row.event_data.title, 'edit 3');
  });
  test('a listener that throws does not stop it', async (context) => {
    const { saver } = made({ row: {} });
    const later = context.mock.method(globalThis, 'queueMicrotask', () => {});
    const end = saver.subscribe(() => {
      throw new Error('of a listener');
    });
    const saved = saver.save(titled('a'));
    end();
    later.mock.restore();
    assert.equal((await saved).status, 'saved');
    assert.throws(later.mock.calls[0].arguments[0], /of a listener/);
  });
});

describe('what is said', () => {
  test('a failure of the network, in the reader’s language, until it is sent again', async () => {
    const { saver } = made({ row: {}, fates: ['not sent', 'gateway'], locale: de });
    const { status, issues, pending, current } = await saver.save(titled('a'));
    assert.deepEqual([status, issues[0].source, issues[0].code], ['failed', 'network', 'unreachable']);
    assert.match(issues[0].message, /^Der Server ist nicht erreichbar/);
    assert.deepEqual([pending, current.event_data], [titled('a'), { title: 'a' }]);
    assert.equal((await saver.retry()).issues[0].code, 'unavailable');
    assert.equal((await saver.retry()).status, 'saved');
  });
  test('what the database would refuse is not sent, and is said until it is mended', async () => {
    const { saver, sent } = made({ row: {} });
    const { status, issues } = await saver.save({ event_data: { title: 5 } });
    assert.deepEqual([status, issues[0].code, issues[1].path], ['failed', 'event_data_valid', ['event_data', 'title']]);
    assert.deepEqual(sent, []);
    assert.equal((await saver.save(titled('a'))).status, 'saved');
  });
  test('the stored row is what an update is judged by', async () => {
    const { saver, sent } = made({ row: { status: 'published', published_at: '2026-01-01T00:00:00+00:00' } });
    const { status, issues } = await saver.save({ status: 'draft' });
    assert.deepEqual([status, issues[0].code, sent.length], ['failed', 'status_transition', 0]);
  });
  test('a session that is gone, or that may be read but not saved', async () => {
    const gone = made({ row: {} });
    gone.database.row = null;
    assert.equal((await gone.saver.save(titled('a'))).issues[0].code, 'PGRST116');
    const { database, saver, sent } = made({ row: {} });
    database.answer = () => json(sent.at(-1) === 'GET' ? [saver.state.stored] : []);
    const { status, issues } = await saver.save(titled('a'));
    assert.deepEqual([status, issues[0].code, sent.length], ['failed', 'PGRST116', 2]);
  });
  test('a request without an answer', async () => {
    const { saver, database } = made({ row: {}, timeout: 20 });
    let requests = 0;
    const answering = through;
    through = (url, init) => {
      if (requests++ > 0) return answering(url, init);
      return new Promise((_, reject) => init.signal.addEventListener('abort', () => reject(init.signal.reason)));
    };
    // The timer of a signal does not keep Node running.
    const awake = setTimeout(() => {}, 5000);
    const { status, issues } = await saver.save(titled('a'));
    clearTimeout(awake);
    assert.deepEqual([status, issues[0].code], ['failed', 'timeout']);
    assert.equal((await saver.retry()).status, 'saved');
    assert.equal(database.row.event_data.title, 'a');
  });
});

describe('a conflict', () => {
  async function conflicting() {
    const { database, saver, sent } = made({ row: titled('first') });
    database.write({ ...titled('theirs'), status: 'active' });
    const state = await saver.save(titled('mine'));
    assert.equal(state.status, 'conflict');
    assert.equal(state.stored.event_data.title, 'theirs');
    assert.equal(saver.current.event_data.title, 'mine');
    return { database, saver, sent };
  }
  test('nothing is sent before it is resolved', async () => {
    const { database, saver, sent } = await conflicting();
    const before = sent.length;
    const { status, pending, issues } = await saver.save({ ticket_data: { currency: 'EUR' } });
    await saver.retry();
    assert.deepEqual([status, issues[0].code, sent.length], ['conflict', 'conflict', before]);
    assert.deepEqual(pending, { ...titled('mine'), ticket_data: { currency: 'EUR' } });
    assert.match(issues[0].message, /^This was changed elsewhere/);
    assert.equal((await saver.resolve(pending)).status, 'saved');
    assert.deepEqual([database.row.event_data.title, database.row.status], ['mine', 'active']);
  });
  test('theirs, or a mixture, can be taken', async () => {
    const theirs = await conflicting();
    assert.deepEqual((await theirs.saver.resolve({})).pending, {});
    assert.equal(theirs.saver.current.event_data.title, 'theirs');
    const mixed = await conflicting();
    await mixed.saver.resolve({ event_data: { title: 'theirs', summary: 'mine' } });
    assert.deepEqual(mixed.database.row.event_data, { title: 'theirs', summary: 'mine' });
  });
  test('a listener may resolve it at once', async () => {
    const { database, saver } = made({ row: titled('first') });
    database.write(titled('theirs'));
    saver.subscribe(() => {
      if (saver.state.status === 'conflict') saver.resolve(saver.state.pending);
    });
    assert.equal((await saver.save(titled('mine'))).status, 'saved');
    assert.equal(database.row.event_data.title, 'mine');
  });
});

test('a wrong call is a TypeError that says what is allowed', async () => {
  const right = { session_id: ID, current: null };
  const wrong = {
    'session_id must be a string': { current: null },
    'must be the stored row of this session': { ...right, current: { session_id: 'b', updated_at: '2026' } },
    'must be the stored row of this session, with': { ...right, current: { session_id: ID } },
    '`current` must be an object': { session_id: ID },
    "unknown option 'table'": { ...right, table: 'x' },
    '`timeout` must be': { ...right, timeout: '5' },
    'locale.tag': { ...right, locale: {} },
  };
  const isClear = (message) => (error) => error instanceof TypeError && error.message.includes(message);
  for (const [message, options] of Object.entries(wrong)) {
    assert.throws(() => createSaver(client, options), isClear(message), message);
  }
  assert.throws(() => createSaver(null, right), isClear('client must be a supabase-js client'));
  const { saver } = made({ row: {} });
  const cycle = {};
  cycle.self = cycle;
  for (const edit of [null, [], 'text', 5, cycle, { event_data: cycle }, { event_data: 1n }]) {
    assert.throws(() => saver.save(edit), TypeError);
    assert.throws(() => saver.resolve(edit), TypeError);
  }
  assert.throws(() => saver.save({ session_id: 'b' }), isClear('belongs to another session'));
  assert.equal((await saver.save(titled('a'))).status, 'saved');
});

describe('over HTTP, down to a real PostgreSQL', () => {
  const USER = '5d5a8a5e-3c3b-4a5e-9a55-0a5e3c3b4a5e';
  let server;
  let supabase;
  before(async () => {
    server = await start();
    await server.db.query('INSERT INTO auth.users (id) VALUES ($1)', [USER]);
    supabase = createClient(server.url, 'key', { auth: AUTH });
  });
  after(() => server.stop());
  beforeEach(async () => {
    // As the API's user, so that grants and row level security hold.
    await server.db.exec(`RESET ROLE; DELETE FROM wizard_sessions;
      SELECT set_config('request.jwt.claims', '{"sub":"${USER}"}', false);
      SELECT set_config('request.jwt.claim.sub', '${USER}', false); SET ROLE authenticated`);
    server.requests.length = 0;
  });
  const stored = async () => (await supabase.from('wizard_sessions').select()).data[0];

  test('a session is inserted, and then updated by what changes', async () => {
    const saver = createSaver(supabase, { session_id: 'http', current: null });
    saver.save({ current_stage: 'eventSetup', ...titled('a') });
    const { status, issues } = await saver.save({ event_data: { title: 'b', tags: ['x'] } });
    assert.deepEqual([status, issues], ['saved', []]);
    const again = createSaver(supabase, { session_id: 'http', current: await stored() });
    // A whole row, with the columns that only the server sets.
    const edited = { ...again.current, ...titled('c'), status: 'active' };
    assert.equal((await again.save(edited)).status, 'saved');
    const row = await stored();
    assert.deepEqual([row.event_data, row.status, row.user_id], [{ title: 'c' }, 'active', USER]);
    assert.deepEqual(again.state.stored, row);
    assert.equal(validateSession(row).persistable, true);
    assert.deepEqual(
      server.requests.filter(({ method }) => method !== 'GET').map(({ method }) => method),
      ['POST', 'PATCH', 'PATCH'],
    );
  });
  test('two savers of one session', async () => {
    const first = createSaver(supabase, { session_id: 'http', current: null });
    await first.save(titled('a'));
    const second = createSaver(supabase, { session_id: 'http', current: await stored() });
    await second.save({ ticket_data: { currency: 'EUR' } });
    const told = await first.save(titled('b'));
    assert.deepEqual([told.status, told.issues.map(({ path }) => path)], ['conflict', [['ticket_data']]]);
    // Other columns than mine: both are kept.
    assert.equal((await first.resolve(told.pending)).status, 'saved');
    assert.deepEqual(first.current.ticket_data, { currency: 'EUR' });
    const { status, issues } = await second.save(titled('mine'));
    assert.deepEqual([status, issues[0].path], ['conflict', ['event_data']]);
    assert.equal((await stored()).event_data.title, 'b');
    assert.equal((await second.resolve(second.state.pending)).status, 'saved');
    assert.equal((await stored()).event_data.title, 'mine');
  });
  test('a session that exists already is not overwritten by a new one', async () => {
    await createSaver(supabase, { session_id: 'http', current: null }).save(titled('a'));
    const { status, stored: theirs } = await createSaver(supabase, { session_id: 'http', current: null }).save(
      titled('b'),
    );
    assert.deepEqual([status, theirs.event_data], ['conflict', { title: 'a' }]);
  });
  test('columns that only the server sets are no edits: those that a user has no right to update', async () => {
    const saver = createSaver(supabase, { session_id: 'http', current: null });
    const old = (await saver.save(titled('a'))).stored;
    await saver.save(titled('b'));
    const moved = Object.fromEntries(Object.entries(old).map(([column, value]) => [column, value ?? '2020-01-01']));
    server.requests.length = 0;
    const { status } = await saver.save({ ...moved, event_id: null, ...titled('c') });
    assert.deepEqual([status, server.requests.map(({ text }) => text)], ['saved', ['{"event_data":{"title":"c"}}']]);
    const { rows } = await server.db.query(`SELECT column_name AS name FROM information_schema.column_privileges
      WHERE table_name = 'wizard_sessions' AND grantee = 'authenticated' AND privilege_type = 'UPDATE'`);
    const granted = new Set(rows.map(({ name }) => name));
    assert.ok(granted.size > 5);
    const row = Object.fromEntries(Object.keys(old).map((column) => [column, 'edited']));
    saver.resolve({ ...row, session_id: 'http' });
    assert.deepEqual(
      Object.keys(saver.state.pending).sort(),
      [...granted].filter((name) => name !== 'session_id').sort(),
    );
    await saver.retry();
  });
  test('a session that is deleted meanwhile', async () => {
    const saver = createSaver(supabase, { session_id: 'http', current: null });
    await saver.save(titled('a'));
    await server.db.exec('RESET ROLE; UPDATE wizard_sessions SET deleted_at = now(); SET ROLE authenticated');
    const { status, issues } = await saver.save(titled('b'));
    assert.deepEqual([status, issues[0].code], ['failed', 'PGRST116']);
  });
});
