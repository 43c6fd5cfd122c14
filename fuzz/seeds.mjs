// Writes seeds for the targets that need more than the fixtures: `node fuzz/seeds.mjs dynamic FOLDER`, `… pattern
// FOLDER`. For `dynamic`: schemas with data, from the stages and, if a test has fetched it, from the official suite.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

const root = join(import.meta.dirname, '..');
const [, , target, folder] = process.argv;

const json = (path) => JSON.parse(readFileSync(path, 'utf8'));
const filesBelow = (path) =>
  existsSync(path)
    ? readdirSync(path, { recursive: true })
        .filter((name) => name.endsWith('.json'))
        .map((name) => join(path, name))
    : [];

/** The number of each dialect in the target's first byte, whose highest bit says that two texts follow. */
const DIALECTS = { 'draft2020-12': 0, draft7: 1, 'draft2019-09': 2, draft6: 3, draft4: 4 };

function* dynamic() {
  const stages = join(root, 'tests/fixtures/stages');
  for (const name of readdirSync(stages)) {
    const schema = json(join(root, 'schemas/stages', name.replace('.jsonl', '.json')));
    for (const line of readFileSync(join(stages, name), 'utf8').split('\n')) {
      if (line !== '') yield [0, schema, JSON.parse(line).data];
    }
  }
  for (const [dialect, number] of Object.entries(DIALECTS)) {
    for (const profile of ['debug', 'release']) {
      const suite = join(root, 'target', profile, 'json_schema_suite');
      for (const path of filesBelow(suite).filter((path) => path.includes(`/tests/${dialect}/`))) {
        for (const { schema, tests } of json(path)) for (const { data } of tests) yield [number, schema, data];
      }
    }
  }
}

function* pattern() {
  const patterns = [
    '^(a|b)*c$',
    '(a*)*\\1b',
    '^(?=.*\\d)(?=.*[a-z])\\w{8,}$',
    '(?<!a)b(?!c)',
    '(?<year>\\d{4})-\\k<year>',
    '^\\p{Script=Greek}+\\P{Lu}$',
    '[\\w\\-]+@[^\\s]+',
    '\\u{1f600}|\\ud83d\\ude00',
    '[^]\\0[\\b]',
  ];
  for (const source of patterns) for (const text of ['', 'aab', '2027-2027', 'Ω😀\u0000']) yield [source, text];
}

let written = 0;
const write = (...parts) => writeFileSync(join(folder, `seed-${written++}`), Buffer.concat(parts.map(Buffer.from)));
if (target === 'dynamic') {
  for (const [dialect, schema, data] of dynamic()) {
    write([0x80 | dialect], JSON.stringify(schema), [0], JSON.stringify(data ?? null));
  }
} else if (target === 'pattern') {
  for (const [source, text] of pattern()) write(source, [0], text);
}
