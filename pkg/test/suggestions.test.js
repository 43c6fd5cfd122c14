// What was probably meant: `params.suggestion`, in every entry, and what it must never be.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  checkTransition,
  toToolResult,
  validateAction,
  validateSession,
  validateSessionJson,
  validateSessions,
  validateStage,
  withLocale,
} from 'event-wizard-validator';
import { compileSchema } from 'event-wizard-validator/dynamic';
import { de } from 'event-wizard-validator/locales/de';
import { ja } from 'event-wizard-validator/locales/ja';
import { validateSessionPrefix } from 'event-wizard-validator/prefix';

const draft = { mode: 'draft' };
const suggested = (stage, data, api = { validateStage }) =>
  api.validateStage(stage, data, draft).issues.map(({ params }) => params.suggestion);

/** A place, what is written there, and what is meant. */
const MEANT = [
  ['country', 'UK', 'GB'],
  ['country', 'gb', 'GB'],
  ['country', 'Germany', 'DE'],
  ['country', 'germny', 'DE'],
  ['country', 'Deutschland', 'DE'],
  ['country', 'Allemagne', 'DE'],
  ['country', 'USA', 'US'],
  ['country', 'United States of America', 'US'],
  ['country', 'England', 'GB'],
  ['country', 'Holland', 'NL'],
  ['country', 'Cote d\u2019Ivoire', 'CI'],
  ['country', '日本', 'JP'],
  ['country', 'Korea', undefined],
  ['country', 'New Mexico', undefined],
  ['country', 'XX', undefined],
  ['country', '', undefined],
  ['country', 'constructor', undefined],
  ['country', `Germany${' '.repeat(100)}`, undefined],
  ['currency', 'Euro', 'EUR'],
  ['currency', 'euros', 'EUR'],
  ['currency', '€', 'EUR'],
  ['currency', 'eur', 'EUR'],
  ['currency', 'US dollars', 'USD'],
  ['currency', 'Japanese Yen', 'JPY'],
  ['currency', 'British pounds', 'GBP'],
  ['currency', 'dollar', undefined],
  ['currency', 'XBT', undefined],
  ['time_zone', 'Berlin', 'Europe/Berlin'],
  ['time_zone', 'europe berlin', 'Europe/Berlin'],
  ['time_zone', 'Berlin, Germany', 'Europe/Berlin'],
  ['time_zone', 'Europe/Berln', 'Europe/Berlin'],
  ['time_zone', 'New York', 'America/New_York'],
  ['time_zone', 'US / Pacific', 'America/Los_Angeles'],
  ['time_zone', 'Europe/Munich', undefined],
  ['time_zone', '+02:00', undefined],
  ['time_zone', 'constructor', undefined],
  ['attendance_mode', 'in person', 'offline'],
  ['attendance_mode', 'In-Person', 'offline'],
  ['attendance_mode', 'onlien', undefined],
  ['attendance_mode', 'on-line', 'online'],
  ['visibility', 'Public', 'public'],
  ['visibility', 'publik', 'public'],
  ['category', 'sports', 'sports_fitness'],
  ['category', 'tech', 'science_technology'],
  ['category', 'music festival', 'music'],
  ['category', 'x', undefined],
];
const PLACES = {
  country: (value) => ['venueSetup', { address: { country: value } }],
  currency: (value) => ['ticketSetup', { currency: value }],
  time_zone: (value) => ['eventSetup', { time_zone: value }],
  attendance_mode: (value) => ['eventSetup', { attendance_mode: value }],
  visibility: (value) => ['eventSetup', { visibility: value }],
  category: (value) => ['eventSetup', { category: value }],
};

describe('values', () => {
  for (const [place, value, meant] of MEANT) {
    test(`${place}: ${value.slice(0, 30)}`, () => {
      assert.deepEqual(suggested(...PLACES[place](value)), [meant]);
    });
  }
});

test('labels and names in the current language are known too', () => {
  const german = withLocale(de);
  assert.deepEqual(suggested('eventSetup', { attendance_mode: 'vor Ort' }, german), ['offline']);
  assert.deepEqual(suggested('eventSetup', { 'Titel der Veranstaltung': 'x', Beginn: 'x' }, german), [
    'title',
    'starts_at',
  ]);
  assert.deepEqual(suggested('venueSetup', { address: { country: 'Vereinigtes Königreich' } }, german), ['GB']);
  assert.deepEqual(suggested('ticketSetup', { currency: 'ユーロ' }, withLocale(ja)), ['EUR']);
  const own = withLocale(de, { Music: 'Konzerte' });
  assert.deepEqual(suggested('eventSetup', { category: 'Konzerte' }, own), ['music']);
  assert.match(
    own.validateStage('eventSetup', { category: 'Konzerte' }, draft).issues[0].message,
    /„music“ \(Konzerte\)/,
  );
});

/** An unknown key, and the key that is meant. */
const KEYS = [
  ['start', 'starts_at'],
  ['startsAt', 'starts_at'],
  ['start_time', 'starts_at'],
  ['end_date', 'ends_at'],
  ['Title', 'title'],
  ['event_title', 'title'],
  ['timezone', 'time_zone'],
  ['max_capacity', 'capacity'],
  ['catgory', 'category'],
  ['cover', undefined],
  ['colour', undefined],
  ['', undefined],
  ['__proto__', undefined],
  ['constructor', undefined],
  ['x'.repeat(1e5), undefined],
];

describe('keys', () => {
  for (const [key, meant] of KEYS) {
    test(key.slice(0, 30), () => {
      assert.deepEqual(suggested('eventSetup', JSON.parse(`{ ${JSON.stringify(key)}: 1 }`)), [meant]);
    });
  }
  test('a key that is already present is not suggested', () => {
    assert.deepEqual(suggested('ticketSetup', { tiers: [{ price: 1 }] }), ['price_minor']);
    assert.deepEqual(suggested('ticketSetup', { tiers: [{ price: 1, price_minor: 100 }] }), [undefined]);
  });
  test('columns', () => {
    const of = (row) => validateSession({ session_id: 'a', ...row }).issues.map(({ params }) => params.suggestion);
    assert.deepEqual(of({ eventData: {} }), ['event_data']);
    // A column that only the other table has.
    assert.deepEqual(of({ action_nam: 'x' }), [undefined]);
  });
});

test('stages and statuses', () => {
  const [{ params, message }] = validateSession({ session_id: 'a', status: 'Publishd' }).issues;
  assert.equal(params.suggestion, 'published');
  assert.match(message, /; did you mean “published”\?$/);
  assert.equal(validateSession({ session_id: 'a', current_stage: 'event' }).issues[0].params.suggestion, 'eventSetup');
  assert.equal(checkTransition('draft', 'activ').issues[0].params.suggestion, 'active');
});

/** A currency, an amount with decimals, and the amount in the minor unit if that is certain. */
const AMOUNTS = [
  ['EUR', 12.5, 1250],
  ['EUR', 19.99, 1999],
  ['EUR', 1.005, undefined],
  ['EUR', '12.50', 1250],
  ['EUR', '€12.50', 1250],
  ['EUR', '12,50 €', 1250],
  ['EUR', '1,250', undefined],
  ['EUR', '1250', undefined],
  ['EUR', '-12.50', undefined],
  ['EUR', '12.50 or 13.50', undefined],
  ['EUR', true, undefined],
  ['KWD', 12.5, 12500],
  ['KWD', '12.500', 12500],
  ['KWD', '12,500', undefined],
  ['JPY', 12.5, undefined],
  ['Euro', 12.5, undefined],
  [undefined, 12.5, undefined],
];

describe('amounts', () => {
  for (const [currency, price_minor, meant] of AMOUNTS) {
    test(`${currency} ${price_minor}`, () => {
      assert.equal(suggested('ticketSetup', { currency, tiers: [{ price_minor }] }).at(-1), meant);
    });
  }
});

test('schemas that are known only at run time', () => {
  const schema = {
    properties: {
      colour: { title: 'Colour', enum: ['dark red', 'light-blue'] },
      fee_minor: { type: 'integer' },
      land: {
        enum: [
          'AT',
          'BE',
          'BG',
          'CH',
          'CZ',
          'DE',
          'DK',
          'EE',
          'ES',
          'FI',
          'FR',
          'GB',
          'GR',
          'HU',
          'IE',
          'IT',
          'LT',
          'LU',
          'NL',
          'PL',
        ],
      },
    },
    allOf: [{ properties: { size: true } }],
    unevaluatedProperties: false,
  };
  const said = (data) => compileSchema(schema).validate(data, { mode: 'complete' }).issues;
  const [colour, unknown, near] = [said({ colour: 'Dark Red' }), said({ Colours: 1 }), said({ sizes: 1 })];
  assert.deepEqual(colour[0].params, { allowedValues: ['dark red', 'light-blue'], suggestion: 'dark red' });
  assert.equal(colour[0].message, 'Colour must be “dark red” or “light-blue”; did you mean “dark red”?');
  assert.deepEqual(unknown[0].params, { unevaluatedProperty: 'Colours', suggestion: 'colour' });
  assert.equal(unknown[0].message, '“Colours” is not a known field here; did you mean “colour”?');
  assert.equal(near[0].params.suggestion, 'size');
  assert.equal(said({ currency: 'USD', fee_minor: 2.5 })[0].params.suggestion, 250);
  assert.equal(said({ land: 'Switzerland' })[0].params.suggestion, 'CH');
  // Words that look like codes by chance are not countries.
  const words = compileSchema({ enum: ['IT', 'HR', 'PR'] }).validate('Italy', { mode: 'complete' }).issues[0];
  assert.equal(words.params.suggestion, undefined);
});

test('the column that was meant, whatever asks about a row', () => {
  const row = { session_id: 's', completed_stage: [] };
  const text = JSON.stringify(row);
  const found = {
    validateSession: validateSession(row),
    'validateSession, an update': validateSession(row, { operation: 'update' }),
    'validateSession, no stages': validateSession(row, { stages: 'skip' }),
    validateSessionJson: validateSessionJson(text),
    validateSessions: validateSessions([row]),
    validateSessionPrefix: validateSessionPrefix(text),
  };
  for (const [name, { issues }] of Object.entries(found)) {
    const [issue] = issues.filter(({ code }) => code === 'PGRST204');
    assert.equal(issue?.params.suggestion, 'completed_stages', name);
    assert.match(issue.message, /did you mean “completed_stages”\?$/, name);
  }
  const of = (given) => validateAction(given).issues.find(({ code }) => code === 'PGRST204').params.suggestion;
  assert.equal(of({ action_nam: 'save' }), 'action_name');
  // A column of the other table is none of this one, and a column that the row has already is not meant.
  assert.equal(of({ organizer_datas: {} }), undefined);
  assert.equal(of({ action_name: 'save', action_names: 'x' }), undefined);
});

test('a tool result includes it', () => {
  const { issues } = toToolResult(validateStage('ticketSetup', { currency: 'Euro', tiers: [{ price: 1 }] }, draft));
  assert.deepEqual(
    issues.map(({ params }) => params.suggestion),
    ['EUR', 'price_minor'],
  );
});

test('a long list and many faults take bounded time each', () => {
  const values = Array.from({ length: 1e5 }, (_, index) => `value ${index}`);
  const schema = compileSchema({ items: { enum: values }, additionalProperties: false });
  const data = Array.from({ length: 1000 }, (_, index) => `valeu ${index}`);
  const start = performance.now();
  const { issues } = schema.validate(data, { mode: 'complete', maxIssues: Number.POSITIVE_INFINITY });
  assert.equal(issues.length, data.length);
  assert.ok(performance.now() - start < 5000);
});
