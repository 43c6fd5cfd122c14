// Rows as JavaScript has them, sent by the real postgrest-js and judged by the npm package. The Rust side starts this
// script and communicates by lines of JSON: in, a list of { table, method, defaultToNull, source }, where `source` is
// an expression for the rows; out, for each of them, what was sent (columns, missing, body) and what each of the
// package's ways of judging said: the first `database` issue, or null.

import process from 'node:process';
import { createInterface } from 'node:readline';
import { runInThisContext } from 'node:vm';
import { PostgrestClient } from '@supabase/postgrest-js';
import { validateAction, validateActions, validateSession, validateSessions } from 'event-wizard-validator';
import { guard } from 'event-wizard-validator/supabase';

const judges = {
  wizard_sessions: { row: validateSession, rows: validateSessions },
  wizard_actions: { row: validateAction, rows: validateActions },
};

let captured;
const plain = new PostgrestClient('http://db.test', {
  fetch: async (url, { body, headers }) => {
    captured = {
      columns: new URL(url).searchParams.get('columns'),
      missing: /missing=default/.test(new Headers(headers).get('Prefer') ?? '') ? 'default' : 'null',
      body,
    };
    return new Response('[]', { status: 201 });
  },
});
const guarded = guard(plain);

/** The request that a client makes for the rows, and the error that it returns. */
async function request(client, { table, method, defaultToNull }, rows) {
  captured = undefined;
  const { error } = await client.from(table)[method](rows, { defaultToNull });
  return { sent: captured, error };
}

/** The fields by which an issue is compared with the server's error. */
function compared(issues) {
  const issue = issues.find(({ source }) => source === 'database');
  if (issue === undefined) return null;
  const { code, sqlstate = code, constraint, column, path, params } = issue;
  return { sqlstate, constraint, column, path, unknowable: params.unknowable === true };
}

async function said(judge) {
  try {
    return await judge();
  } catch (error) {
    return { threw: `${error.name}: ${error.message}` };
  }
}

async function answer(question) {
  const { table, source, defaultToNull } = question;
  // Each judge gets rows of its own, since a getter may depend on how often it was read.
  const rows = () => runInThisContext(`(${source})`);
  let sent;
  try {
    ({ sent } = await request(plain, question, rows()));
  } catch {
    // supabase-js itself refuses a row that is null, cyclic or nested too deeply, and sends nothing.
  }
  // Nothing is sent either if a single row is something that JSON lacks (a function).
  if (sent?.body === undefined) return { sent: null, said: [] };
  const functions = await said(() => {
    const given = rows();
    const { row, rows: many } = judges[table];
    const options = { stages: 'skip' };
    const verdict = Array.isArray(given) ? many(given, { ...options, defaultToNull }) : row(given, options);
    return compared(verdict.issues);
  });
  const client = await said(async () => {
    const { sent: let_through, error } = await request(guarded, question, rows());
    if (error !== null) return compared(error.issues);
    const same = JSON.stringify(let_through) === JSON.stringify(sent);
    return same ? null : { threw: 'the guard changed the request' };
  });
  return { sent, said: [functions, client] };
}

for await (const line of createInterface({ input: process.stdin })) {
  const answers = [];
  for (const question of JSON.parse(line)) answers.push(await answer(question));
  process.stdout.write(`${JSON.stringify(answers)}\n`);
}
