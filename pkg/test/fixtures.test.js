// The repository's own cases (tests/fixtures, which the Rust tests share) through the packed package.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, test } from 'node:test';
import {
  isStage,
  stages,
  validateAction,
  validateActionJson,
  validateSession,
  validateSessionJson,
  validateStage,
} from 'event-wizard-validator';

const folder = process.env.FIXTURES;
const text = (name) => readFileSync(path.join(folder, name), 'utf8');
const cases = (name) =>
  text(name)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** For a value of the wrong type, or a text of the wrong length, one issue is enough. */
function telling(issues) {
  const hides = (code, other) =>
    code === 'type' ? other !== 'type' : /^m(in|ax)Length$/.test(code) && other === 'format';
  const at = (issue) => JSON.stringify(issue.path);
  return issues
    .filter((issue) => !issues.some((other) => at(other) === at(issue) && hides(other.code, issue.code)))
    .map((issue) => `${issue.code} ${at(issue)}`)
    .sort();
}

describe('stages', () => {
  const files = { organizer: 0, event: 1, ticket: 2, venue: 3, payment: 4 };
  for (const [file, index] of Object.entries(files)) {
    test(file, () => {
      for (const { description, mode, data, issues } of cases(`stages/${file}.jsonl`)) {
        const verdict = validateStage(stages[index], data, { mode });
        assert.deepEqual(telling(verdict.issues), telling(issues), description);
        assert.equal(verdict.valid, issues.length === 0, description);
        if (mode === 'complete') assert.equal(isStage(stages[index], data), verdict.valid, description);
        assert.ok(
          verdict.issues.every(({ message }) => message.length > 0),
          description,
        );
      }
    });
  }
});

describe('rows', () => {
  for (const { description, row, options, issues, advice = [] } of cases('rows.jsonl')) {
    test(description, () => {
      const body = text(row);
      const current = options.current && JSON.parse(text(options.current));
      const given = { ...options, ...(current && { current }) };
      const [judge, judgeText] = row.startsWith('actions/')
        ? [validateAction, validateActionJson]
        : [validateSession, validateSessionJson];
      const verdict = judge(JSON.parse(body), given);
      assert.deepEqual(telling(verdict.issues), telling(issues));
      assert.deepEqual(telling(verdict.advice), telling(advice));
      assert.equal(
        verdict.persistable,
        issues.every(({ source }) => source !== 'database'),
      );
      for (const expected of issues) {
        assert.ok(
          verdict.issues.some((issue) =>
            Object.entries(expected).every(([key, value]) => JSON.stringify(issue[key]) === JSON.stringify(value)),
          ),
          JSON.stringify(expected),
        );
      }
      assert.deepEqual(telling(judgeText(body, given).issues), telling(issues));
    });
  }
});

test('every file of a row is named by some case', () => {
  const named = new Set(cases('rows.jsonl').flatMap(({ row, options }) => [row, options.current]));
  for (const table of ['sessions', 'actions']) {
    for (const file of readdirSync(path.join(folder, table))) assert.ok(named.has(`${table}/${file}`), file);
  }
});

/** Whole sessions as real events produce them: the same cases as in the Rust tests. */
test('events', () => {
  const columns = ['organizer_data', 'event_data', 'ticket_data', 'venue_data', 'payment_data'];
  for (const { expect, why, stages: data } of cases('events.jsonl')) {
    const row = {
      session_id: 'a',
      status: 'active',
      completed_stages: Object.keys(data),
      completion_percentage: 20 * Object.keys(data).length,
      ...Object.fromEntries(Object.entries(data).map(([stage, value]) => [columns[stages.indexOf(stage)], value])),
    };
    const verdict = validateSession(row);
    assert.equal(verdict.valid, expect === 'valid', `${why}: ${verdict.issues[0]?.message}`);
    // Every stage is claimed to be complete, so the database refuses what its schema does.
    const refused = verdict.issues.some(({ source }) => source === 'schema');
    assert.equal(verdict.persistable, !refused, why);
  }
});
