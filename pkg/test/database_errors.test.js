// `explainDatabaseError` on bodies as PostgREST passes them on. Those of cases with a table are a real server's own
// words, recorded by pkg/scripts/record_database_errors.mjs.

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

/** Those that PostgreSQL's manual, Appendix A, has and a save of these tables can meet; and PostgREST's two. */
const CODES =
  '21000 22001 22003 22007 22008 22009 22023 2202E 22P02 22P05 23502 23503 23505 23514 42501 54000 54001 PGRST102 PGRST204';

test('every error that a save can meet is among them', () => {
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
  assert.equal(explainDatabaseError({}).source, 'database');
  assert.equal(explainDatabaseError({ code: 'XX000', message: 'x'.repeat(10) }).code, 'XX000');
});
