// The entry /form: what controls hold becomes data, and data becomes what controls hold; nothing is guessed or lost.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, test } from 'node:test';
import vm from 'node:vm';
import { stages, validateStage } from 'event-wizard-validator';
import { reviveDraft } from 'event-wizard-validator/draft';
import { formSchema, fromForm, toForm, validateForm } from 'event-wizard-validator/form';
import { de } from 'event-wizard-validator/locales/de';
import { es } from 'event-wizard-validator/locales/es';
import { eventSchema, organizerSchema, paymentSchema, ticketSchema, venueSchema } from 'event-wizard-validator/schemas';
import { data } from './documents.js';
import { random } from './random.js';

const COMPLETE = { mode: 'complete' };
const DRAFT = { mode: 'draft' };
const LONDON = { timeZone: 'Europe/London' };
const schemaOf = {
  organizerSetup: organizerSchema,
  eventSetup: eventSchema,
  ticketSetup: ticketSchema,
  venueSetup: venueSchema,
  paymentSetup: paymentSchema,
};

/** The data of one field, and the codes at it. */
const field = (stage, name, value, options) => {
  const { data, issues } = fromForm(stage, { [name]: value }, options);
  const wrong = issues.map(({ code, path }) => `${code} ${path.join('.')}`);
  return wrong.length > 0 ? [data[name], ...wrong] : data[name];
};

describe('what is empty is left out', () => {
  test('texts, numbers, null, undefined', () => {
    const values = { title: '', capacity: Number.NaN, language: null, summary: undefined, category: '' };
    assert.deepEqual(fromForm('eventSetup', values), { data: {}, issues: [] });
    assert.deepEqual(field('eventSetup', 'capacity', '  '), undefined);
    assert.deepEqual(field('eventSetup', 'title', '  '), '  ', 'the judge says that a blank title is none');
    for (const none of [undefined, null, {}]) assert.deepEqual(fromForm('eventSetup', none), { data: {}, issues: [] });
  });
  test('a group in which nothing is filled', () => {
    const values = { name: 'Hall', address: { line1: '', city: null }, coordinates: { latitude: '', longitude: NaN } };
    assert.deepEqual(fromForm('venueSetup', values).data, { name: 'Hall' });
    assert.deepEqual(field('venueSetup', 'address', { line1: '', city: 'Whitby' }), { city: 'Whitby' });
    assert.deepEqual(field('venueSetup', 'address', {}), undefined);
  });
  test('the end of a list, down to the least number of items', () => {
    assert.deepEqual(field('eventSetup', 'tags', ['a', '', 'b', '', null]), ['a', '', 'b']);
    assert.deepEqual(field('eventSetup', 'tags', ['']), []);
    assert.deepEqual(field('eventSetup', 'tags', []), []);
    const none = { name: '', role: '' };
    assert.deepEqual(field('eventSetup', 'performers', [none, { name: 'Nina' }, none, undefined]), [
      {},
      { name: 'Nina' },
    ]);
    assert.deepEqual(field('ticketSetup', 'tiers', [{ name: '', kind: '' }, {}]), [{}], 'a tier is asked for');
  });
  test('a box that may only be ticked, while it is not', () => {
    assert.equal(field('paymentSetup', 'accepted_terms', false), undefined);
    assert.equal(field('paymentSetup', 'accepted_terms', 'false'), undefined);
    assert.equal(field('paymentSetup', 'accepted_terms', true), true);
    assert.equal(field('paymentSetup', 'tax_included', false), false);
  });
  test('what is data of its own, and no group of controls, stays as it is', () => {
    const questions = { type: 'object', properties: {}, 'x-note': '', deep: { a: '', b: [null, ''] } };
    assert.deepEqual(field('ticketSetup', 'registration_questions', questions), questions);
  });
});

test('numbers and booleans from text, where the schema wants them', () => {
  const number = (value) => field('eventSetup', 'capacity', value);
  for (const [text, expected] of [
    ['12', 12],
    [' 12 ', 12],
    ['+12', 12],
    ['-1', -1],
    ['12.0', 12],
    ['1e2', 100],
    ['007', 7],
    [12.5, 12.5],
    [12n, 12],
  ])
    assert.equal(number(text), expected, String(text));
  for (const large of [2n ** 70n, 5n ** 900n]) assert.deepEqual(number(large), [undefined, 'type capacity']);
  for (const text of ['12.5', '1,50', '1.234,5', '12 €', 'twelve', '0x10', 'Infinity', 'NaN', '1e400', '٣', '1_000'])
    assert.deepEqual(number(text), [text, 'type capacity'], text);
  const latitude = (text) => fromForm('venueSetup', { coordinates: { latitude: text } }).data.coordinates.latitude;
  assert.deepEqual(['51.5', '-.5', '5.', '1,5'].map(latitude), [51.5, -0.5, 5, '1,5']);
  const box = (value) => field('ticketSetup', 'waiting_list', value);
  assert.deepEqual(['on', 'true', 'false', '', ' true '].map(box), [true, true, false, undefined, true]);
  for (const text of ['yes', '1', '0', 'TRUE']) assert.deepEqual(box(text), [text, 'type waiting_list']);
  assert.equal(field('eventSetup', 'title', '12'), '12');
  // In a complete sentence, with what was probably meant.
  const { issues } = fromForm('ticketSetup', { currency: 'EUR', tiers: [{ name: 'Adult', price_minor: '12,50' }] });
  assert.deepEqual(issues, [
    {
      source: 'schema',
      code: 'type',
      path: ['tiers', 0, 'price_minor'],
      pointer: '/tiers/0/price_minor',
      params: { type: 'integer', suggestion: 1250 },
      message: '“Adult”: Price must be a whole number, in cents: 1250 for €12.50',
      text: 'must be a whole number, in cents: 1250 for €12.50',
    },
  ]);
});

describe('times', () => {
  const start = (value, time_zone, options) => {
    const { data, issues } = fromForm('eventSetup', { starts_at: value, time_zone }, options);
    return issues.length === 0 ? data.starts_at : [data.starts_at, ...issues.map(({ code, params }) => [code, params])];
  };
  test('of a datetime-local control get the offset of the zone', () => {
    for (const [local, zone, expected] of [
      ['2027-06-12T19:30', 'Europe/London', '2027-06-12T19:30:00+01:00'],
      ['2027-01-12 19:30', 'Europe/London', '2027-01-12T19:30:00+00:00'],
      ['2027-06-12T19:30:15', 'America/New_York', '2027-06-12T19:30:15-04:00'],
      ['2027-06-12T19:30:15.250', 'Asia/Kolkata', '2027-06-12T19:30:15.250+05:30'],
      ['2027-06-12T19:30', ' Pacific/Apia ', '2027-06-12T19:30:00+13:00'],
      ['2011-12-29T12:00', 'Pacific/Apia', '2011-12-29T12:00:00-10:00'],
    ])
      assert.equal(start(local, zone), expected);
  });
  test('take the zone of the values before that of the option', () => {
    assert.equal(start('2027-06-12T19:30', 'Asia/Tokyo', LONDON), '2027-06-12T19:30:00+09:00');
    assert.equal(start('2027-06-12T19:30', '', LONDON), '2027-06-12T19:30:00+01:00');
    const tier = { sales_end_at: '2027-06-12T19:30' };
    const sales = (options) => fromForm('ticketSetup', { tiers: [tier] }, options).data.tiers[0].sales_end_at;
    assert.equal(sales(LONDON), '2027-06-12T19:30:00+01:00');
    assert.equal(sales({ timeZone: '' }), '2027-06-12T19:30');
  });
  test('that clocks skip, or show twice, are not guessed', () => {
    const zone = 'Europe/Berlin';
    assert.deepEqual(start('2026-03-29T02:30', zone), ['2026-03-29T02:30', ['local_time_exists', { time_zone: zone }]]);
    const moments = ['2026-10-25T02:30:00+02:00', '2026-10-25T02:30:00+01:00'];
    const twice = ['format', { format: 'date-time', reason: 'twice', time_zone: zone, moments }];
    assert.deepEqual(start('2026-10-25T02:30', zone), ['2026-10-25T02:30', twice]);
    for (const moment of moments) assert.equal(start(moment, zone), moment);
    assert.deepEqual(start('2011-12-30T12:00', 'Pacific/Apia')[1][0], 'local_time_exists', 'a whole day');
  });
  test('without a zone, or with an unknown one, are not guessed either', () => {
    assert.deepEqual(start('2027-06-12T19:30', undefined), [
      '2027-06-12T19:30',
      ['format', { format: 'date-time', reason: 'zone' }],
    ]);
    assert.deepEqual(start('2027-06-12T19:30', 'Mars/Olympus', LONDON), [
      '2027-06-12T19:30',
      ['format', { format: 'date-time', reason: 'zone', time_zone: 'Mars/Olympus' }],
    ]);
  });
  test('with an offset, and what is no time, stay as they are', () => {
    for (const text of [
      '2027-06-12T18:30:00Z',
      '2027-06-12T19:30:00+05:00',
      '2027-06-12',
      '19:30',
      '2027-02-30T10:00',
      'x',
    ])
      assert.equal(start(text, 'Europe/London'), text);
  });
  test('a Date is a moment', () => {
    const date = new Date('2027-06-12T18:30:00.250Z');
    assert.equal(start(date, 'Europe/London'), '2027-06-12T19:30:00.250+01:00');
    assert.equal(start(new Date('2027-06-12T18:30Z'), undefined), '2027-06-12T18:30:00Z');
    assert.equal(start(vm.runInNewContext('new Date(0)'), 'UTC'), '1970-01-01T00:00:00+00:00');
    assert.deepEqual(start(new Date('x'), 'UTC'), [undefined, ['format', { format: 'date-time' }]]);
    assert.deepEqual(field('eventSetup', 'title', date), [undefined, 'type title']);
  });
  test('every local time near a change of clocks, compared with a search', async () => {
    const { momentsOf } = await import(new URL('./form/time.js', import.meta.resolve('event-wizard-validator')));
    const MINUTE = 60_000;
    for (const [timeZone, day] of [
      ['Europe/London', '2027-03-28'],
      ['Europe/London', '2027-10-31'],
      ['America/St_Johns', '2006-10-29'],
      ['Australia/Lord_Howe', '2027-04-04'],
      ['Australia/Lord_Howe', '2027-10-03'],
      ['Pacific/Kwajalein', '1993-08-21'],
      ['Pacific/Apia', '2011-12-30'],
      ['Africa/Casablanca', '2027-02-07'],
      ['Asia/Pyongyang', '2018-05-05'],
      ['America/Caracas', '2016-05-01'],
      ['Asia/Kathmandu', '1986-01-01'],
    ]) {
      const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' };
      const clock = new Intl.DateTimeFormat('sv', { timeZone, ...parts });
      const shown = new Map();
      const noon = Date.parse(`${day}T12:00Z`);
      for (let at = noon - 40 * 60 * MINUTE; at < noon + 40 * 60 * MINUTE; at += 15 * MINUTE) {
        const text = clock.format(at).replace(' ', 'T');
        shown.set(text, [...(shown.get(text) ?? []), at]);
      }
      for (let minute = 0; minute < 1440; minute += 15) {
        const local = new Date(Date.parse(`${day}T00:00Z`) + minute * MINUTE).toISOString().slice(0, 16);
        const found = momentsOf(local, timeZone);
        assert.deepEqual(found.map(Date.parse), shown.get(local) ?? [], `${local} ${timeZone}: ${found}`);
      }
    }
  });
});

describe('what no data can hold is named, and left out', () => {
  const refused = (value, name = 'cover_image_url') => {
    const { data, issues } = fromForm('eventSetup', { [name]: value });
    assert.deepEqual(data, {}, 'left out');
    return issues.map(({ message }) => message).join();
  };
  test('files', () => {
    const said = 'Cover image cannot be a file (“logo.png”): upload it elsewhere, and give its web address here';
    const file = new File(['x'], 'logo.png');
    assert.equal(refused(file), said);
    const list = Object.assign(
      Object.create({
        [Symbol.toStringTag]: 'FileList',
        *[Symbol.iterator]() {
          yield file;
        },
      }),
    );
    assert.equal(refused(list), said);
    assert.match(refused(new Blob(['x'])), /^Cover image cannot be a file: upload/);
    assert.match(refused(new File(['x'], `${'n'.repeat(1e6)}\u202e`)), /^.{200,400}…”\): upload/);
    assert.match(refused(file, 'tags'), /^Tags cannot be a file/);
  });
  test('a file input without a choice is empty', () => {
    assert.equal(refused(new File([], '')), '');
    assert.equal(refused({ __proto__: { [Symbol.toStringTag]: 'FileList', *[Symbol.iterator]() {} } }), '');
  });
  test('instances, symbols, functions, cycles', () => {
    class Money {}
    const circular = {};
    circular.it = [circular];
    for (const [value, kind] of [
      [new Map([['a', 1]]), 'Map'],
      [new Set(), 'Set'],
      [new Money(), 'Money'],
      [/x/, 'RegExp'],
      [new String('x'), 'String'],
      [new Uint8Array(3), 'Uint8Array'],
      [Promise.resolve(), 'Promise'],
      [Symbol('x'), 'symbol'],
      [() => 1, 'function'],
      [7n, 'BigInt'],
      [Infinity, 'Infinity'],
    ])
      assert.equal(refused(value), `Cover image must be text, not ${kind}`);
    const { data, issues } = fromForm('eventSetup', { circular, title: 'A' });
    assert.deepEqual(data, { circular: { it: [null] }, title: 'A' });
    assert.deepEqual(
      issues.map(({ pointer, params: { found } }) => [pointer, found]),
      [['/circular/it/0', 'circular']],
    );
    const shared = { name: 'Nina' };
    assert.deepEqual(field('eventSetup', 'performers', [shared, shared]), [shared, shared], 'twice is no cycle');
  });
  test('objects of another realm are data', () => {
    assert.deepEqual(field('eventSetup', 'performers', vm.runInNewContext('[{ name: "Nina" }]')), [{ name: 'Nina' }]);
    assert.deepEqual(field('venueSetup', 'address', Object.assign(Object.create(null), { city: 'X' })), { city: 'X' });
  });
});

describe('a FormData', () => {
  const entries = (pairs) => {
    const form = new FormData();
    for (const [name, value] of pairs) form.append(name, value);
    return form;
  };
  test('names lead to places, however they are written', () => {
    const form = entries([
      ['currency', 'EUR'],
      ['tiers.0.name', 'Adult'],
      ['tiers[0].price_minor', '1250'],
      ['tiers[0][kind]', 'paid'],
      ['tiers.10.name', 'Child'],
      ['tiers.2.hidden', 'on'],
      ['waiting_list', 'false'],
      ['waiting_list', 'on'],
    ]);
    const tiers = [{ name: 'Adult', price_minor: 1250, kind: 'paid' }, { hidden: true }, { name: 'Child' }];
    const expected = { data: { currency: 'EUR', tiers, waiting_list: true }, issues: [] };
    assert.deepEqual(fromForm('ticketSetup', form), expected);
    assert.deepEqual(fromForm('ticketSetup', new URLSearchParams([...form])), expected);
  });
  test('a name that occurs again is a list', () => {
    const form = entries([
      ['tags', 'jazz'],
      ['tags', ''],
      ['tags[]', 'blues'],
      ['tags', ''],
    ]);
    assert.deepEqual(fromForm('eventSetup', form).data, { tags: ['jazz', '', 'blues'] });
    assert.deepEqual(fromForm('venueSetup', entries([['accessibility', 'captions']])).data, {
      accessibility: ['captions'],
    });
    const { issues } = validateForm(
      'eventSetup',
      entries([
        ['title', 'a'],
        ['title', 'b'],
      ]),
      DRAFT,
    );
    assert.deepEqual(
      issues.map(({ message }) => message),
      ['Event title must be text'],
    );
  });
  test('what leads nowhere is a key, and the judge names it', () => {
    const names = ['nmae', 'a.b', 'title.x', 'tags.x', 'tiers..name', '[0]', 'x[', '__proto__', 'constructor', '', '.'];
    const { data } = fromForm('eventSetup', entries(names.map((name) => [name, '1'])));
    assert.deepEqual(Object.keys(data).sort(), [...names].sort());
    assert.equal(Object.getPrototypeOf(data), Object.prototype);
    assert.equal({}.x, undefined);
    const { issues } = validateForm(
      'eventSetup',
      entries([
        ['performers.0.roles', 'x'],
        ['performers.0.__proto__', 'x'],
      ]),
      DRAFT,
    );
    assert.deepEqual(
      issues.map(({ message }) => message),
      [
        'Performer 1: “roles” is not a known field here; did you mean “role”?',
        'Performer 1: “__proto__” is not a known field here',
      ],
    );
  });
  test('a group that is a field at the same time is no silent loss', () => {
    const form = entries([
      ['address', 'x'],
      ['address.city', 'Whitby'],
    ]);
    assert.deepEqual(
      validateForm('venueSetup', form, DRAFT).issues.map(({ message }) => message),
      ['Address must be an object'],
    );
  });
  test('files, and file inputs without a choice', () => {
    const form = entries([
      ['logo_url', new File([], '')],
      ['website', new File(['x'], 'a.html')],
    ]);
    const { data, issues } = fromForm('organizerSetup', form);
    assert.deepEqual([data, issues.map(({ code, pointer }) => [code, pointer])], [{}, [['file', '/website']]]);
  });
  test('a list cannot be made long by a number', () => {
    const { data } = fromForm(
      'ticketSetup',
      entries([
        ['tiers.999999999.name', 'A'],
        ['tiers.9999999999.name', 'B'],
      ]),
    );
    assert.deepEqual(data, { tiers: [{ name: 'A' }], 'tiers.9999999999.name': 'B' });
  });
  test('nothing entered', () => assert.deepEqual(fromForm('eventSetup', new FormData()), { data: {}, issues: [] }));
});

describe('validateForm', () => {
  test('what could not be read, and what the judge says of the rest; no place twice', () => {
    const values = { ...toForm('eventSetup', data.eventSetup), title: '', cover_image_url: new File(['x'], 'a.png') };
    values.starts_at = '2027-06-12T25:00';
    values.capacity = 'many';
    const verdict = validateForm('eventSetup', values, COMPLETE);
    assert.equal(verdict.valid, false);
    assert.equal(verdict.persistable, true);
    assert.deepEqual(verdict.issues.map(({ code, pointer }) => `${code} ${pointer}`).sort(), [
      'file /cover_image_url',
      'format /starts_at',
      'required /title',
      'type /capacity',
    ]);
  });
  test('a required group in which nothing is filled is asked for at its fields', () => {
    const values = { ...toForm('venueSetup', {}), attendance_mode: 'offline', name: 'Hall' };
    const { issues, data } = validateForm('venueSetup', values, COMPLETE);
    assert.deepEqual(
      issues.map(({ pointer }) => pointer),
      ['/address/city', '/address/country'],
    );
    assert.deepEqual(data, { attendance_mode: 'offline', name: 'Hall' });
    const online = validateForm('venueSetup', { ...values, attendance_mode: 'online' }, COMPLETE);
    assert.ok(
      online.issues.every(({ pointer }) => !pointer.startsWith('/address')),
      'not if it is not required',
    );
    assert.equal(validateForm('venueSetup', values, DRAFT).valid, true);
  });
  test('agrees with validateStage on what can be read', () => {
    for (const stage of stages) {
      const { valid, data: read } = validateForm(stage, toForm(stage, data[stage], LONDON), { ...COMPLETE, ...LONDON });
      assert.equal(valid, true);
      assert.deepEqual(read, data[stage]);
    }
  });
  test('lists as many issues as asked for', () => {
    const tiers = Array.from({ length: 60 }, () => ({ name: '', price_minor: 'x', quantity: 'y' }));
    const judge = (maxIssues) => validateForm('ticketSetup', { tiers }, { ...COMPLETE, maxIssues });
    assert.deepEqual([judge(undefined).issues.length, judge(undefined).truncated], [100, true]);
    assert.deepEqual([judge(7).issues.length, judge(7).truncated], [7, true]);
    assert.equal(judge(Infinity).truncated, false);
    const few = { title: new Map(), summary: 5, category: 5 };
    const { issues, truncated } = validateForm('eventSetup', few, { ...DRAFT, maxIssues: 2 });
    assert.deepEqual([issues.map(({ pointer }) => pointer), truncated], [['/title', '/summary'], true]);
    const pointers = judge(Infinity).issues.map(({ pointer }) => pointer);
    assert.equal(new Set(pointers).size, pointers.length);
  });
  test('speaks other languages, with own labels', () => {
    const options = { ...DRAFT, locale: de, labels: { Start: 'Anfang' } };
    const values = { starts_at: '2027-06-12T19:30', capacity: 0 };
    assert.deepEqual(
      validateForm('eventSetup', values, options).issues.map(({ message }) => message),
      ['Anfang braucht eine Zeitzone: bitte die der Veranstaltung wählen', 'Plätze muss mindestens 1 sein'],
    );
    assert.match(fromForm('eventSetup', values, { locale: es }).issues[0].message, /^Inicio necesita una zona horaria/);
    assert.match(
      fromForm('eventSetup', values, { labels: { Start: 'Kick-off' } }).issues[0].message,
      /^Kick-off needs/,
    );
  });
});

test('formSchema is a Standard Schema: values in, data out', () => {
  const { validate, vendor, version } = formSchema('eventSetup')['~standard'];
  assert.deepEqual([vendor, version], ['event-wizard-validator', 1]);
  assert.deepEqual(validate(toForm('eventSetup', data.eventSetup)), { value: data.eventSetup });
  const failure = validate({
    ...toForm('eventSetup', data.eventSetup),
    ends_at: '',
    starts_at: '2027-06-12T19:30',
    time_zone: '',
  });
  assert.ok(!('value' in failure));
  assert.deepEqual(failure.issues, [
    { message: 'Start needs a time zone: choose that of the event', path: ['starts_at'] },
    { message: 'Time zone must be given', path: ['time_zone'] },
  ]);
  const draft = formSchema('eventSetup', { ...DRAFT, locale: de })['~standard'];
  assert.deepEqual(draft.validate({ title: '', capacity: '3' }), { value: { capacity: 3 } });
  assert.match(draft.validate({ capacity: 'x' }).issues[0].message, /^Plätze muss eine ganze Zahl sein/);
  for (const bad of [
    1,
    'x',
    [],
    null,
    new Map(),
    {
      get title() {
        throw new Error('no');
      },
    },
  ])
    assert.ok(validate(bad).issues.length > 0);
});

describe('toForm', () => {
  test('gives every control a value', () => {
    const values = toForm('ticketSetup', { tiers: [{}] });
    assert.deepEqual([values.currency, values.waiting_list, values.registration_questions], ['', '', undefined]);
    assert.deepEqual(Object.keys(values).sort(), Object.keys(schemaOf.ticketSetup.properties).sort());
    const [tier] = values.tiers;
    assert.deepEqual(
      Object.keys(tier).sort(),
      Object.keys(schemaOf.ticketSetup.properties.tiers.items.properties).sort(),
    );
    assert.ok(Object.values(tier).every((value) => value === ''));
    assert.deepEqual(toForm('venueSetup').coordinates, { latitude: '', longitude: '' });
    for (const none of [undefined, null]) assert.deepEqual(toForm('eventSetup', none), toForm('eventSetup', {}));
  });
  test('shows the defaults, if asked', () => {
    const [tier] = toForm('ticketSetup', { tiers: [{ hidden: true }] }, { defaults: true }).tiers;
    assert.deepEqual(
      [tier.counts_toward_capacity, tier.hidden, tier.min_per_order, tier.max_per_order, tier.name],
      [true, true, '1', '10', ''],
    );
  });
  test('shows times on clocks in the zone, unless they would come back as another', () => {
    const local = (starts_at, time_zone = 'Europe/Berlin') => toForm('eventSetup', { starts_at, time_zone }).starts_at;
    for (const [time, expected] of [
      ['2027-06-12T19:30:00+02:00', '2027-06-12T19:30'],
      ['2027-06-12T17:30:00Z', '2027-06-12T19:30'],
      ['2027-06-12T19:30:15.123+02:00', '2027-06-12T19:30:15.123'],
      ['2027-06-12T19:30:00+01:00', '2027-06-12T19:30:00+01:00'],
      ['2026-10-25T02:30:00+01:00', '2026-10-25T02:30:00+01:00'],
      ['2026-10-25T00:30:00Z', '2026-10-25T00:30:00Z'],
      ['2027-06-12t19:30:00+02:00', '2027-06-12t19:30:00+02:00'],
      ['2027-06-31T19:30:00+02:00', '2027-06-31T19:30:00+02:00'],
      ['soon', 'soon'],
    ])
      assert.equal(local(time), expected);
    assert.equal(local('2027-06-12T19:30:00+02:00', 'Mars/Olympus'), '2027-06-12T19:30:00+02:00');
    const sales = { tiers: [{ sales_start_at: '2027-06-12T19:30:00+01:00' }] };
    assert.equal(toForm('ticketSetup', sales, LONDON).tiers[0].sales_start_at, '2027-06-12T19:30');
    assert.equal(toForm('ticketSetup', sales).tiers[0].sales_start_at, '2027-06-12T19:30:00+01:00');
  });
  test('leaves what is wrong as it is', () => {
    const wrong = { title: 5, capacity: { a: 1 }, tags: 'x', performers: [1, null], nope: [''], category: true };
    const values = toForm('eventSetup', wrong);
    for (const [key, value] of Object.entries(wrong)) {
      if (key !== 'performers') assert.deepEqual(values[key], value, key);
    }
    assert.deepEqual(fromForm('eventSetup', values).data, { ...wrong, performers: [1] });
  });
});

test('what is wanted comes from every part of a schema that may apply', async () => {
  const { wantedBy } = await import(new URL('./form/wanted.js', import.meta.resolve('event-wizard-validator')));
  const { readForm } = await import(new URL('./form/read.js', import.meta.resolve('event-wizard-validator')));
  const flag = (name) => ({ properties: { [name]: { type: 'boolean' } } });
  const schema = {
    type: 'object',
    $defs: {
      amount: { type: ['integer', 'null'] },
      node: { properties: { next: { $ref: '#/$defs/node' } }, allOf: [{ $ref: '#/$defs/node' }] },
    },
    properties: { amount: { $ref: '#/$defs/amount' }, mixed: { type: ['number', 'string'] }, any: {} },
    if: { properties: { condition: { type: 'integer' } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: flag('met'),
    else: flag('unmet'),
    allOf: [{ ...flag('all'), anyOf: [flag('any_of'), { oneOf: [flag('one_of')] }] }],
    dependentSchemas: { amount: { properties: { rows: { items: flag('depends') }, node: { $ref: '#/$defs/node' } } } },
  };
  const values = {
    met: 'on',
    unmet: 'on',
    all: 'on',
    any_of: 'on',
    one_of: 'on',
    amount: '5',
    mixed: '5',
    any: '',
    condition: '5',
  };
  const rows = [{ depends: 'false' }];
  const node = { next: { next: { next: '' } } };
  const { data, issues } = readForm({ ...values, rows, node }, wantedBy(schema), undefined);
  assert.deepEqual(issues, []);
  assert.deepEqual(data, {
    ...{
      met: true,
      unmet: true,
      all: true,
      any_of: true,
      one_of: true,
      amount: 5,
      mixed: '5',
      any: '',
      condition: '5',
    },
    rows: [{ depends: false }],
    node: { next: { next: { next: '' } } },
  });
});

test('what can be saved of a form that has unreadable values', () => {
  const values = { ...toForm('eventSetup', {}), title: 'Jazz', starts_at: '2027-06-12T19:30', capacity: 'many' };
  const { data } = fromForm('eventSetup', values);
  assert.equal(validateStage('eventSetup', data, DRAFT).valid, false, 'all of it cannot');
  assert.deepEqual(reviveDraft('eventSetup', data).data, { title: 'Jazz' });
});

// ---- there and back

function generator(seed) {
  const next = random(seed);
  const below = (n) => Math.floor(next() * n);
  return { next, below, pick: (list) => list[below(list.length)] };
}
const ZONES = ['Europe/London', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC', 'Pacific/Apia'];
const TEXT = {
  'idn-email': ['a@example.org'],
  e164: ['+442079460123'],
  'web-address': ['https://example.org/a?b=c'],
  'language-tag': ['pt-BR'],
  'single-line-text': ['Jazz', ' 12', 'true', '2027-06-12T19:30', 'on', '大人'],
  'multi-line-text': ['a\nb', 'x\r\ny'],
};
/** A moment with the offset that the zone has then, asked of `Intl` in another way than the package does. */
function moment(random, timeZone) {
  const at = new Date(1e12 + random.below(2e9) * 1000);
  const name = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName').value;
  const [, sign, hours = 0, minutes = 0] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  const offset = (sign === '-' ? -1 : 1) * (hours * 60 + Number(minutes));
  const clock = new Date(at.getTime() + offset * 60_000).toISOString().slice(0, random.pick([16, 19]));
  const fraction = clock.length === 19 ? random.pick(['', '.5', '.123456789']) : ':00';
  return `${clock}${fraction}${name === 'GMT' ? '+00:00' : name.slice(3)}`;
}
/** A document that the schema describes, which may well break a rule. */
function document(random, schema, zone) {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return random.pick(schema.enum);
  switch (schema.type) {
    case 'object': {
      if (schema.properties === undefined) return { a: { type: 'string', default: '' } };
      const keys = Object.keys(schema.properties).filter(
        (key) => schema.required?.includes(key) || random.below(2) === 0,
      );
      return Object.fromEntries(keys.map((key) => [key, document(random, schema.properties[key], zone)]));
    }
    case 'array': {
      const items = Array.from({ length: random.below(3) }, () => document(random, schema.items, zone));
      return items.filter(
        (item, at) => items.findIndex((each) => JSON.stringify(each) === JSON.stringify(item)) === at,
      );
    }
    case 'integer':
      return random.pick([schema.minimum, Math.min(schema.maximum, 1e21), schema.minimum + random.below(90)]);
    case 'number':
      return random.pick([schema.minimum, schema.maximum, random.next(), random.next() * 1e-9, 0]);
    case 'boolean':
      return random.below(2) === 0;
  }
  if (schema.format === 'date-time') return moment(random, zone);
  return schema.format === 'iana-time-zone' ? zone : random.pick(TEXT[schema.format]);
}

describe('there and back', () => {
  const there = (stage, data, options) => fromForm(stage, toForm(stage, data, options), options);

  /** With times as moments: one written with Z leaves the offset open, and comes back with the zone's. */
  const moments = (data) =>
    JSON.parse(JSON.stringify(data), (_, value) =>
      // A leap second has no Date, and no local time: it stays as it is.
      Number.isNaN(Date.parse(value)) || !/^\d{4}-\d\d-\d\dT/.test(value) ? value : Date.parse(value),
    );

  test('every valid document of the fixtures', () => {
    let tried = 0;
    for (const stage of stages) {
      const file = path.join(process.env.FIXTURES, `stages/${stage.replace('Setup', '')}.jsonl`);
      for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
        const { mode, data } = JSON.parse(line);
        if (!validateStage(stage, data, { mode }).valid) continue;
        tried += 1;
        for (const options of [{}, LONDON, { timeZone: 'Asia/Tokyo' }]) {
          const { data: back, issues } = there(stage, data, options);
          assert.deepEqual(issues, []);
          // A draft may have groups and rows in which nothing is filled.
          const filled = mode === 'complete' ? data : fromForm(stage, data).data;
          if (/\dZ"/.test(JSON.stringify(data))) assert.deepEqual(moments(back), moments(filled));
          else assert.deepEqual(back, filled);
        }
      }
    }
    assert.ok(tried > 80, String(tried));
  });

  test('documents made at random, each with what the rules accept', () => {
    const random = generator(20261127);
    const complete = Object.fromEntries(stages.map((stage) => [stage, 0]));
    for (let count = 0; count < 2000; count++) {
      const stage = random.pick(stages);
      const zone = random.pick(ZONES);
      const options = { timeZone: zone };
      const data = document(random, schemaOf[stage], zone);
      if (validateStage(stage, data, COMPLETE).valid) complete[stage] += 1;
      else if (!validateStage(stage, data, DRAFT).valid) continue;
      const { data: back, issues } = there(stage, data, options);
      assert.deepEqual([back, issues], [data, []]);
      assert.deepEqual(fromForm(stage, data, options), { data, issues: [] }, 'data is read as it is');
    }
    for (const [stage, valid] of Object.entries(complete)) assert.ok(valid > 5, `${stage}: ${valid}`);
  });

  test('what was read is read again as the same, whatever the values are', () => {
    const random = generator(7);
    const ODD = [
      ...[
        '',
        ' ',
        '0',
        '12',
        '12.5',
        'on',
        'false',
        '2026-03-29T02:30',
        '2027-06-12T19:30',
        '2026-10-25T02:30',
        '\ud800',
      ],
      ...[
        0,
        -0,
        1.5,
        NaN,
        Infinity,
        true,
        false,
        null,
        undefined,
        5n,
        Symbol('s'),
        () => 1,
        new Date(0),
        new Date('x'),
      ],
      ...[
        new Map(),
        new File(['x'], 'f'),
        new File([], ''),
        {},
        [],
        [[]],
        [''],
        [null],
        { a: '' },
        JSON.parse('{"__proto__":1}'),
      ],
    ];
    const value = (schema) => {
      if (random.below(3) === 0) return random.pick(ODD);
      if (schema?.properties) return members(schema);
      if (schema?.items) return Array.from({ length: random.below(4) }, () => value(schema.items));
      return random.pick(ODD);
    };
    const members = ({ properties }) => {
      const keys = Object.keys(properties).filter(() => random.below(3) > 0);
      return Object.fromEntries([...keys.map((key) => [key, value(properties[key])]), ['odd', random.pick(ODD)]]);
    };
    for (let count = 0; count < 2000; count++) {
      const stage = random.pick(stages);
      const options = { timeZone: random.pick(['Europe/Berlin', 'Mars/X', undefined]) };
      const { data, issues } = fromForm(stage, members(schemaOf[stage]), options);
      assert.deepEqual(fromForm(stage, data, options).data, data);
      for (const { message, path } of issues) assert.ok(message.length > 10 && path.length > 0);
      // It is JSON already.
      assert.deepEqual(JSON.parse(JSON.stringify(data)), JSON.parse(JSON.stringify(structuredClone(data))));
    }
  });
});

describe('nothing that is passed breaks a call, or the next one', () => {
  const sound = () =>
    assert.deepEqual(fromForm('eventSetup', { title: 'A', capacity: '5' }).data, { title: 'A', capacity: 5 });
  test('getters and proxies that throw are wrong calls; the schema calls them bad data', () => {
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    const trap = new Proxy({}, { ownKeys: () => assert.fail('trapped') });
    for (const bad of [
      {
        get title() {
          throw new Error('no');
        },
      },
      { title: revoked.proxy },
      revoked.proxy,
      trap,
    ]) {
      assert.throws(() => fromForm('eventSetup', bad), {
        name: 'TypeError',
        message: /^values cannot be made into JSON: /,
      });
      assert.ok(formSchema('eventSetup')['~standard'].validate(bad).issues.length === 1);
      sound();
    }
  });
  test('nesting of 5,000 and 200,000 levels', () => {
    for (const depth of [5000, 200_000]) {
      const deep = JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);
      const { valid, persistable, issues } = validateForm('eventSetup', { title: deep, x: deep }, DRAFT);
      assert.equal(valid, false);
      assert.ok(issues.length > 0);
      assert.equal(persistable, issues[0].source !== 'database');
      sound();
    }
  });
  test('prototypes', () => {
    const bad = JSON.parse('{"__proto__":{"title":"x"},"constructor":"a","performers":[{"__proto__":{"name":"x"}}]}');
    const { data } = fromForm('eventSetup', bad);
    assert.equal(Object.getPrototypeOf(data), Object.prototype);
    assert.deepEqual(Object.keys(data).sort(), ['__proto__', 'constructor', 'performers']);
    const inherited = Object.create({ title: 'inherited' });
    assert.equal(fromForm('eventSetup', inherited).issues.length, 1);
    try {
      Object.prototype.timeZone = 'Asia/Tokyo';
      assert.equal(fromForm('eventSetup', { starts_at: '2027-06-12T19:30' }).issues.length, 1);
    } finally {
      delete Object.prototype.timeZone;
    }
    sound();
  });
  test('a megabyte', () => {
    const long = 'x'.repeat(1e6);
    for (const values of [
      { capacity: long },
      { [long]: long },
      { starts_at: '1'.repeat(1e6) },
      { time_zone: long, starts_at: '2027-06-12T19:30' },
    ])
      for (const { message } of validateForm('eventSetup', values, DRAFT).issues) assert.ok(message.length < 1000);
    sound();
  });
  test('a secret is not repeated', () => {
    const secret = 'sk_live_4eC39HqLyjWDarjtT1zdp7dc';
    const values = { account_id: secret, tax_basis_points: secret, tax_included: secret };
    const { issues } = validateForm('paymentSetup', values, DRAFT);
    assert.equal(issues.length, 3);
    assert.ok(!JSON.stringify(issues).includes(secret));
  });
});

test('a wrong call is a TypeError that says what is allowed', () => {
  const wrong = [
    [() => fromForm('venue', {}), /^stage must be one of 'organizerSetup'/],
    [
      () => fromForm('eventSetup', {}, { zone: 'UTC' }),
      /^unknown option 'zone'; allowed are 'timeZone', 'locale', 'labels'/,
    ],
    [() => fromForm('eventSetup', {}, null), /^options must be an object/],
    [() => fromForm('eventSetup', {}, { timeZone: 60 }), /^`timeZone` must be the name of a time zone/],
    [() => fromForm('eventSetup', {}, { locale: 'de' }), /^locale must be an object/],
    [() => fromForm('eventSetup', {}, { labels: { Nope: 'x' } }), /^labels has 'Nope', which is no field/],
    [() => toForm('eventSetup', 'x'), /^data must be an object/],
    [() => toForm('eventSetup', []), /^data must be an object/],
    [() => toForm('eventSetup', {}, { defaults: 1 }), /^`defaults` must be true or false/],
    [() => toForm('eventSetup', {}, { locale: de }), /^unknown option 'locale'/],
    [() => validateForm('eventSetup', {}, {}), /^mode must be one of 'draft', 'complete'/],
    [() => validateForm('eventSetup', {}, { ...DRAFT, maxIssues: 0 }), /^maxIssues must be a positive integer/],
    [() => formSchema('eventSetup', { mode: 'x' }), /^mode must be one of/],
    [() => formSchema('x'), /^stage must be one of/],
  ];
  for (const [call, message] of wrong) assert.throws(call, { name: 'TypeError', message });
});
