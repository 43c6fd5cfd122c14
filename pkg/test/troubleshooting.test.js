// TROUBLESHOOTING.md has a row for whatever the database, or the way to it, may say: each SQLSTATE, and each code without one,
// that docs/issues.md lists.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { test } from 'node:test';

const read = (name) => readFileSync(path.join(process.env.ROOT, name), 'utf8');

/** The cells of the rows of a page's tables. */
const rows = (text) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split('|').map((cell) => cell.trim()));

test('every SQLSTATE, and every code without one, is in TROUBLESHOOTING.md', () => {
  const known = new Set(
    rows(read('docs/issues.md')).flatMap(([, code, source, sqlstate]) => {
      if (source !== 'database' && source !== 'network') return [];
      return sqlstate === '' ? code.replaceAll('`', '') : sqlstate;
    }),
  );
  const told = rows(read('TROUBLESHOOTING.md')).flatMap(([, states, codes]) =>
    states.startsWith('none') ? codes.replaceAll('`', '').split(', ') : states.split(', '),
  );
  assert.ok(known.size > 25);
  assert.deepEqual(
    [...known].filter((state) => !told.includes(state)),
    [],
    'what is not there',
  );
  assert.deepEqual(
    told.filter((state) => /^(\w{5}|PGRST\d+)$/.test(state) && !known.has(state)),
    [],
    'what docs/issues.md does not know',
  );
});
