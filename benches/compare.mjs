// Times this module beside Ajv standalone and zod, in one run, after checking that all three agree on what is
// timed and on a set of broken variants. The best of many short, interleaved rounds: what else the machine does can
// only add to a time. Ratios are what to read, since the clock speed cancels out in them.
//
// "+ body": validate the value and have the JSON text to send, `JSON.stringify` once for everybody.
// "text in hand": validate JSON text, so Ajv and zod parse it first.

import process from 'node:process';
import { validateSession, validateSessionJson, validateStage } from 'event-wizard-validator';
import { ajvStandalone } from './ajv.mjs';
import { columns, row, stages } from './documents.mjs';
import * as zod from './zod.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 301);
const ROUND_MS = Number(process.env.ROUND_MS ?? 1);

const ajv = ajvStandalone();

/** Variants that all three have to reject: one fault each. */
const FAULTS = {
  organizerSetup: [
    { name: '' },
    { email: 'no' },
    { phone: '0207' },
    { kind: 'club' },
    { legal_name: undefined },
    { website: 'https://' },
    { extra: 1 },
  ],
  eventSetup: [
    { title: 'x'.repeat(151) },
    { title: ' ' },
    { starts_at: '2027-06-12' },
    { time_zone: 'Europe/Nowhere' },
    { capacity: 1.5 },
    { tags: ['a', 'a'] },
    { visibility: null },
  ],
  ticketSetup: [
    { currency: 'gbp' },
    { tiers: [] },
    { tiers: [{ ...stages.ticketSetup.tiers[2], price_minor: 1 }] },
    { tiers: [{ ...stages.ticketSetup.tiers[0], price_minor: 0 }] },
  ],
  venueSetup: [
    { address: undefined },
    { coordinates: { latitude: 91, longitude: 0 } },
    { address: { ...stages.venueSetup.address, country: 'UK' } },
    { accessibility: ['lift'] },
  ],
  paymentSetup: [
    { accepted_terms: false },
    { tax_basis_points: 10001 },
    { tax_included: undefined },
    { statement_descriptor: 'abcd' },
    { account_id: undefined },
  ],
};

let disagreements = 0;
function agree(what, verdicts, expected) {
  if (Object.values(verdicts).every((verdict) => verdict === expected)) return;
  disagreements++;
  console.error(`disagreement on ${what}: expected ${expected}, got ${JSON.stringify(verdicts)}`);
}

function checkAgreement() {
  let checked = 0;
  for (const [stage, data] of Object.entries(stages)) {
    for (const fault of [{}, ...FAULTS[stage]]) {
      const value = JSON.parse(JSON.stringify({ ...data, ...fault }));
      const expected = Object.keys(fault).length === 0;
      const verdicts = {
        ours: validateStage(stage, value, { mode: 'complete' }).valid,
        ajv: ajv.stages[stage](value),
        zod: zod.stages[stage].safeParse(value).success,
      };
      agree(`${stage} ${JSON.stringify(fault).slice(0, 60)}`, verdicts, expected);
      const whole = { ...row, [columns[stage]]: value };
      const inRow = {
        ours: validateSession(whole).valid,
        ajv: ajv.insert(whole),
        zod: zod.insert.safeParse(whole).success,
      };
      agree(`row with ${stage} ${JSON.stringify(fault).slice(0, 60)}`, inRow, expected);
      checked += 2;
    }
  }
  for (const fault of [
    { session_id: undefined },
    { status: 'open' },
    { completion_percentage: 101 },
    { user_id: 'x' },
    { nonsense: 1 },
  ]) {
    const value = JSON.parse(JSON.stringify({ ...row, ...fault }));
    agree(
      `row ${JSON.stringify(fault)}`,
      { ours: validateSession(value).valid, ajv: ajv.insert(value), zod: zod.insert.safeParse(value).success },
      false,
    );
    checked++;
  }
  if (disagreements > 0) {
    console.error(`${disagreements} disagreements: nothing is timed`);
    process.exit(1);
  }
  console.log(`ours, Ajv ${ajv.version} standalone and zod agree on ${checked} documents`);
}

let sink = 0;
function timed(run, times) {
  const start = process.hrtime.bigint();
  for (let i = 0; i < times; i++) sink += run() ? 1 : 0;
  return Number(process.hrtime.bigint() - start) / times;
}

const best = (values) => Math.min(...values);

/** Best nanoseconds of each contestant, their rounds interleaved. */
function race(contestants) {
  const names = Object.keys(contestants);
  const times = {};
  for (const name of names) {
    for (let i = 0; i < 3000; i++) sink += contestants[name]() ? 1 : 0;
    times[name] = Math.max(1, Math.round((ROUND_MS * 1e6) / timed(contestants[name], 500)));
  }
  const measured = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of names) measured[name].push(timed(contestants[name], times[name]));
  }
  return Object.fromEntries(names.map((name) => [name, best(measured[name])]));
}

const geometricMean = (values) => Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

function report(title, rows) {
  console.log(`\n${title}`);
  console.log(
    `${''.padEnd(18)}${['bytes', 'ours ns', 'ajv ns', 'zod ns', 'ours/ajv', 'ours/zod'].map((name) => name.padStart(10)).join('')}`,
  );
  const ratios = { ajv: [], zod: [] };
  for (const [name, bytes, contestants] of rows) {
    const { ours, ajv: byAjv, zod: byZod } = race(contestants);
    ratios.ajv.push(ours / byAjv);
    ratios.zod.push(ours / byZod);
    const cells = [
      bytes,
      ours.toFixed(0),
      byAjv.toFixed(0),
      byZod.toFixed(0),
      (ours / byAjv).toFixed(2),
      (ours / byZod).toFixed(3),
    ];
    console.log(name.padEnd(18) + cells.map((cell) => String(cell).padStart(10)).join(''));
  }
  const mean = geometricMean(ratios.ajv);
  console.log(
    `${'geometric mean'.padEnd(58)}${mean.toFixed(2).padStart(10)}${geometricMean(ratios.zod).toFixed(3).padStart(10)}`,
  );
  return mean;
}

checkAgreement();
const complete = { mode: 'complete' };
const patch = { operation: 'update', stages: 'draft' };
const body = (text) => text.length > 0;

const bodies = report(
  'validate + body, one stage',
  Object.entries(stages).map(([stage, data]) => {
    const [byAjv, byZod] = [ajv.stages[stage], zod.stages[stage]];
    return [
      stage,
      JSON.stringify(data).length,
      {
        ours: () => validateStage(stage, data, complete).valid,
        ajv: () => byAjv(data) && body(JSON.stringify(data)),
        zod: () => byZod.safeParse(data).success && body(JSON.stringify(data)),
      },
    ];
  }),
);

const zodRow = { insert: zod.insert, update: zod.update };
const rowText = JSON.stringify(row);
const rowBody = report('validate + body, whole row', [
  [
    'insert',
    rowText.length,
    {
      ours: () => {
        const text = JSON.stringify(row);
        return validateSessionJson(text).valid && body(text);
      },
      ajv: () => ajv.insert(row) && body(JSON.stringify(row)),
      zod: () => zod.insert.safeParse(row).success && body(JSON.stringify(row)),
    },
  ],
]);

const inHand = report(
  'text in hand: a whole row, and a patch of one stage',
  [
    ['insert', rowText, 'insert', undefined],
    ...Object.entries(stages).map(([stage, data]) => [
      stage,
      JSON.stringify({ [columns[stage]]: data }),
      'update',
      patch,
    ]),
  ].map(([name, text, operation, options]) => [
    name,
    text.length,
    {
      ours: () => validateSessionJson(text, options).valid,
      ajv: () => ajv[operation](JSON.parse(text)),
      zod: () => zodRow[operation].safeParse(JSON.parse(text)).success,
    },
  ]),
);

const targets = [
  ['validate + body, stages', bodies, 1],
  ['validate + body, row', rowBody, 1],
  ['text in hand', inHand, 1],
];
console.log('\nours / Ajv standalone, with the target');
for (const [name, mean, target] of targets)
  console.log(
    `${name.padEnd(26)} ${mean.toFixed(2)} (at most ${target.toFixed(2)}) ${mean <= target ? 'met' : 'MISSED'}`,
  );
console.log(`Node ${process.version}, ${ROUNDS} rounds of ${ROUND_MS} ms, ${sink > 0 ? 'the best of each' : ''}`);
process.exitCode = targets.every(([, mean, target]) => mean <= target) ? 0 : 1;
