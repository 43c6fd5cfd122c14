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
            [1, 0, 1],
            [0, 3, 0],
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
            if (state.status === 'conflict') {
              conflicts++;
              assert.equal(foreign, 'the same column', shown);
              assert.equal(database.row.event_data.title, 'theirs', shown);
              assert.deepEqual(state.stored, database.row, shown);
              assert.deepEqual(state.pending, titled('four'), shown);
              assert.deepEqual(
                state.issues.map(({ code, path }) => [code, path]),
                [['conflict', ['event_data']]],
              );
              state = await saver.resolve(state.pending);
            } else if (foreign === 'the same column' && theirs !== undefined) {
              // Nothing of mine was to be saved over it but what was sent after theirs was seen: there is no such thing.
              assert.fail(`${shown}: theirs was overwritten`);
            }
            assert.equal(state.status, 'saved', shown);
            assert.equal(database.row.event_data.title, 'four', shown);
            assert.deepEqual([state.stored, state.pending, state.issues], [database.row, {}, []], shown);
            if (foreign === 'other columns' && theirs)
              assert.deepEqual(database.row.ticket_data, theirs.ticket_data, shown);
          }
        }
        if (foreign === 'the same column') assert.ok(conflicts > 100, String(conflicts));
      });
    }
  }
});
