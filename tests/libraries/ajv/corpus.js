// Stage data for comparing judges: the repository's cases and valid documents, and variants of them with faults. The
// variants are the same in every run.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { stages } from 'event-wizard-validator';
import { data } from './documents.js';
import { dice } from './random.js';

const FILES = ['organizer', 'event', 'ticket', 'venue', 'payment'];
/** How many variants are made of each document. */
const VARIANTS = 60;

const lines = (file) =>
  readFileSync(path.join(process.env.ROOT, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** Values of every kind, among them such as a stage has somewhere. */
const VALUES = [
  ...[null, true, false, 0, -1, 1.5, 1e9 + 1, 2 ** 53, '', 'x', 'x'.repeat(3000), 'GBP', 'free', 'paid', 'donation'],
  ...['company', 'stripe', 'none', 'offline', 'mixed', 'object', '2027-01-01T00:00:00Z', [], {}, [[]], [{}, {}]],
  ...[['a', 'a'], [{ name: 'a' }, { name: 'a' }], { type: 'object' }, { city: 'Whitby' }, { name: '' }],
];

/** Every object and array in a value. */
function containers(value) {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(containers)];
}

/** A copy with one to three members deleted, replaced, added or doubled. */
function variant(document, roll) {
  const copy = structuredClone(document);
  for (let left = 1 + roll(3); left > 0; left--) {
    const all = containers(copy);
    const at = all[roll(all.length)];
    const keys = Object.keys(at);
    const key = keys[roll(keys.length)];
    const value = structuredClone(VALUES[roll(VALUES.length)]);
    if (Array.isArray(at)) {
      if (key === undefined || roll(3) === 0) at.push(value);
      else if (roll(2) === 0) at.push(structuredClone(at[key]));
      else at.splice(Number(key), 1);
    } else if (key === undefined || roll(6) === 0) at[`k${roll(3)}`] = value;
    else if (roll(2) === 0) delete at[key];
    else at[key] = value;
  }
  return copy;
}

/** Documents of each stage, sound ones and others: `{ stage: [document, …] }`. */
export function corpus() {
  const sessions = lines('benches/documents/sessions.jsonl');
  return Object.fromEntries(
    stages.map((stage, index) => {
      const column = `${FILES[index]}_data`;
      const cases = lines(`tests/fixtures/stages/${FILES[index]}.jsonl`).map((each) => each.data);
      const whole = [data[stage], ...sessions.map((session) => session[column]).filter(Boolean)];
      const roll = dice(20261127 + index);
      const made = whole.flatMap((document) => Array.from({ length: VARIANTS }, () => variant(document, roll)));
      return [stage, [...cases, ...whole, ...made]];
    }),
  );
}
