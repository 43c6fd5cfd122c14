// Values of columns by their PostgreSQL type, as JSON text: good ones, and those at the edge of what the type reads.
// The spellings on which the servers' versions differ (README, "Where versions differ") are left out: PGlite is one version.

import type { Random } from './random';

/** Any kind of JSON, in spellings that JSON allows. */
const ANY = [
  'null',
  'true',
  '0',
  '-0',
  '1.50',
  '1e2',
  '5E+1',
  '""',
  '" "',
  '[]',
  '{}',
  '[null]',
  '{"a":[1]}',
  '"null"',
] as const;

const MOMENTS = [
  '2027-06-12T19:30:00Z',
  '2027-06-12 19:30:00+01',
  '2027-06-12',
  '2027-02-29T10:00:00Z',
  '2028-02-29T10:00:00Z',
  '2027-06-12T24:00:00Z',
  '2027-06-12T23:59:60Z',
  '2027-06-12T25:00:00Z',
  '2027-06-12T19:30:00+15:59',
  '2027-06-12T19:30:00+16:00',
  'infinity',
  '-infinity',
  'INFINITY',
  'epoch',
  '0000-01-01',
  '4713-01-01 BC',
  '294276-12-31',
  '294277-01-01',
  'half past nine',
  '',
  ' 2027-06-12 ',
  '20270612',
  'June 12 2027',
  '2027-06-12T19:30:00 Europe/London',
  '2027-06-12T19:30:00 Mars/Olympus',
] as const;

const ARRAYS = [
  '{}',
  ' {} ',
  '{a}',
  '{a',
  'a',
  '',
  '{a,b}',
  '{"a,b"}',
  '{NULL}',
  '{null,a}',
  '[1:1]={a}',
  '[0:1]={a}',
  '{{a},{b}}',
  '{{a},{b,c}}',
  '{a,}',
] as const;

const INTEGERS = [
  '2147483647',
  '2147483648',
  '-2147483648',
  '-2147483649',
  '-1',
  '101',
  '50.0',
  '5e1',
  '0.5',
  '"50"',
  '" 50 "',
  '"+50"',
  '"5 0"',
  '"50.0"',
  '""',
  '"one"',
  '"١"',
  '9e99',
  '50',
] as const;

const lengthOf = (type: string): number | undefined => {
  const found = /^character varying\((\d+)\)$/.exec(type);
  return found?.[1] === undefined ? undefined : Number(found[1]);
};

function uuid(random: Random): string {
  const plain = random.uuid();
  const bare = plain.replaceAll('-', '');
  return random.pick([
    plain,
    plain.toUpperCase(),
    bare,
    `{${plain}}`,
    `{${plain}`,
    ` ${plain}`,
    plain.slice(1),
    `${plain}0`,
    plain.replace('-', ''),
    plain.replace(/^./, 'g'),
    '',
    'null',
  ] as const);
}

function text(random: Random, most: number, words: readonly string[]): string {
  const word = random.pick(words) ?? 'word';
  const letter = random.pick(['a', 'é', '中', '😀'] as const);
  return random.pick([
    letter.repeat(most),
    letter.repeat(most + 1),
    `${letter.repeat(most)}   `,
    `${letter.repeat(most)}\t`,
    word.toUpperCase(),
    `${word} `,
    ` ${word}`,
    word.slice(1),
    `${word}\u0000`,
    `${word}\ud83d`,
    '',
    '\u00a0',
    word,
  ] as const);
}

/** A good value for a column that is not about anything special, or undefined. */
export function goodValue(random: Random, type: string): string | undefined {
  switch (type) {
    case 'uuid':
      return JSON.stringify(random.uuid());
    case 'integer':
      return String(random.pick([0, 1, 2 ** 31 - 1, random.below(100_000)] as const));
    case 'jsonb':
      return random.pick(['{}', '{"clicks":3}', '[1,2,{"a":null}]', '"text"'] as const);
    case 'timestamp with time zone':
      return JSON.stringify(random.pick(['2026-11-28T01:05:00Z', '2027-06-12T19:30:00+01:00'] as const));
    default: {
      const most = lengthOf(type);
      if (most === undefined) return undefined;
      return JSON.stringify(random.chance(15) ? 'é'.repeat(most) : `value ${random.below(1e6)}`);
    }
  }
}

/** A value that the column may well refuse. */
export function edgeValue(random: Random, type: string, words: readonly string[]): string {
  if (random.chance(20)) return random.pick(ANY);
  switch (type) {
    case 'uuid':
      return JSON.stringify(uuid(random));
    case 'integer':
      return random.pick(INTEGERS);
    case 'timestamp with time zone':
      return random.chance(10) ? '20270612' : JSON.stringify(random.pick(MOMENTS));
    case 'text[]': {
      if (random.chance(50)) return JSON.stringify(random.pick(ARRAYS));
      const chosen = words.filter(() => random.chance(40));
      return JSON.stringify(
        random.pick([
          chosen,
          [...chosen, ...chosen],
          [chosen],
          [...chosen, null],
          [...chosen, 'unknown'],
          [[], chosen],
        ] as const),
      );
    }
    case 'jsonb':
      return random.pick([
        'null',
        '[]',
        '"text"',
        '{"a":1,"a":2}',
        '"\\u0000"',
        '{"\\ud800":1}',
        `${'['.repeat(200)}${']'.repeat(200)}`,
        '1e400',
        '-0.0',
        '{"tiers":null}',
      ] as const);
    default:
      return JSON.stringify(text(random, lengthOf(type) ?? 50, words));
  }
}
