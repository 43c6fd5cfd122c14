// The entry /fields: what it says of a field is what validateStage judges by, in every language; and what a form does with
// issues.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  checkTransition,
  stages,
  statuses,
  toToolResult,
  validateSession,
  validateSessions,
  validateStage,
  withLocale,
} from 'event-wizard-validator';
import {
  demandOf,
  eachField,
  fieldsIn,
  finishedStatuses,
  firstIssue,
  initialStatuses,
  messageOf,
  stageColumns,
  stageLabels,
  stageOf,
  statusLabels,
  tableConstraints,
  textOf,
  transitions,
} from 'event-wizard-validator/fields';
import { ar } from 'event-wizard-validator/locales/ar';
import { de } from 'event-wizard-validator/locales/de';
import { en } from 'event-wizard-validator/locales/en';
import { es } from 'event-wizard-validator/locales/es';
import { fr } from 'event-wizard-validator/locales/fr';
import { ja } from 'event-wizard-validator/locales/ja';
import { ptBR } from 'event-wizard-validator/locales/pt-BR';
import * as documents from './documents.js';
import { goodValue, placesOf, withValue } from './filled.js';

const LOCALES = [ar, de, en, es, fr, ja, ptBR];
const COMPLETE = { mode: 'complete' };
const fields = fieldsIn();
/** For each stage, data in which every field has a value, made of the fields alone. */
const filled = Object.fromEntries(stages.map((stage) => [stage, goodValue(fields[stage])]));

/** The codes of the schema's issues at a path. */
const codesAt = (stage, data, path) =>
  validateStage(stage, data, { ...COMPLETE, maxIssues: Infinity })
    .issues.filter((issue) => issue.source === 'schema' && issue.pointer === path.map((each) => `/${each}`).join(''))
    .map(({ code }) => code);

/** A text of a length that has the field's form, or undefined if its form has no text that long. */
function textOfLength({ control }, length) {
  const padded = (start, end = '') => start + 'x'.repeat(length - start.length - end.length) + end;
  switch (control) {
    case 'email': {
      // A domain's labels have at most 63 characters.
      const domain = `${'d'.repeat(60)}.`.repeat(10).slice(0, length - 'a@.org'.length);
      return `a@${domain.replace(/\.$/, 'd')}.org`;
    }
    case 'tel':
      return `+${'4'.repeat(length - 1)}`;
    case 'url':
      return padded('https://example.org/');
    case 'datetime':
      return length > 26 ? `2027-01-02T03:04:05.${'0'.repeat(length - 26)}+00:00` : undefined;
    case 'language':
      return `en-x-${'abcdefgh-'.repeat(10)}`.slice(0, length);
    case 'time-zone':
      return undefined;
    default:
      // Characters of two UTF-16 units each: the limits count code points.
      return '😀'.repeat(length);
  }
}

/** Lists of a length, with items that differ. */
const items = (field, value, count) =>
  Array.from({ length: count }, (_, index) => {
    if (field.control === 'choices') return field.options[index % field.options.length].value;
    const [item] = value;
    return typeof item === 'string' ? `${item} ${index}` : { ...item, url: `https://example.org/${index}` };
  });

test('every stage that is filled from its fields alone is valid', () => {
  for (const stage of stages) {
    const { issues } = validateStage(stage, filled[stage], COMPLETE);
    assert.deepEqual(
      issues.map(({ message }) => message),
      [],
    );
  }
});

describe('the value at each bound is good, and one past it is not', () => {
  let bounds = 0;
  for (const stage of stages) {
    // With a donation and without conditions on the length, the limits of amounts are their own.
    for (const { field, path, value } of placesOf(fields[stage], filled[stage])) {
      const parent = path.slice(0, -1).reduce((at, key) => at[key], filled[stage]);
      const demand = demandOf(field, parent);
      const check = (code, good, bad) => {
        bounds++;
        if (good !== undefined) assert.deepEqual(codesAt(stage, withValue(filled[stage], path, good), path), [], code);
        const codes = codesAt(stage, withValue(filled[stage], path, bad), path);
        assert.ok(codes.includes(code), `${code}: ${codes}`);
      };
      test(`${stage} ${field.pointer}`, () => {
        const { minLength, maxLength, minimum, maximum, minItems, maxItems, constant } = demand;
        const step = field.control === 'number' ? 1e-9 : 1;
        if (maxLength !== undefined) {
          check(
            'maxLength',
            textOfLength(field, maxLength),
            textOfLength(field, maxLength + 1) ?? 'x'.repeat(maxLength + 1),
          );
        }
        if (minLength !== undefined)
          check('minLength', textOfLength(field, minLength), textOfLength(field, minLength - 1));
        // A constant among the limits decides by itself.
        if (constant === undefined && minimum !== undefined) check('minimum', minimum, minimum - step);
        if (constant === undefined && maximum !== undefined) check('maximum', maximum, maximum + step);
        if (minItems !== undefined) check('minItems', items(field, value, minItems), []);
        if (maxItems !== undefined) check('maxItems', items(field, value, maxItems), items(field, value, maxItems + 1));
        if (field.unique) check('uniqueItems', value, [value[0], value[0]]);
        if (constant !== undefined) check('const', constant, typeof constant === 'boolean' ? !constant : constant + 1);
        for (const option of field.options ?? []) {
          const good = field.control === 'choices' ? [option.value] : option.value;
          assert.deepEqual(codesAt(stage, withValue(filled[stage], path, good), path), []);
        }
        if (field.control === 'select') check('enum', value, 'no such option');
        if (field.control === 'choices') {
          const at = [...path, 0];
          assert.deepEqual(codesAt(stage, withValue(filled[stage], at, 'no such option'), at), ['enum']);
        }
        if (field.format !== undefined && field.control !== 'text' && field.control !== 'multiline')
          check('format', value, '\u0007');
      });
    }
  }
  test('there were bounds', () => assert.ok(bounds > 100, String(bounds)));
});

test('a field is required, and must be left out, exactly when its data says so', () => {
  let required = 0;
  let absent = 0;
  let asked = 0;
  for (const stage of stages) {
    for (const group of eachField(fields[stage])) {
      if (group.control !== 'group') continue;
      const at = group.path.map((key) => (key === '*' ? 0 : key));
      const object = at.reduce((value, key) => value[key], filled[stage]);
      // Every value of every field on which something depends, alone and with each other one.
      const keys = new Set(
        group.fields.flatMap(({ requiredWhen, limitsWhen }) =>
          [...requiredWhen, ...limitsWhen.map(({ when }) => when)].flatMap(({ tests }) => tests.map(({ key }) => key)),
        ),
      );
      let objects = [object];
      for (const key of keys) {
        const field = group.fields.find((each) => each.key === key);
        const values =
          field.options?.map(({ value }) => value) ??
          (field.control === 'checkbox' ? [true, false] : [goodValue(field)]);
        objects = objects.flatMap((each) => [undefined, ...values].map((value) => withValue(each, [key], value)));
      }
      for (const each of objects) {
        for (const field of group.fields) {
          const demand = demandOf(field, each);
          const without = withValue(filled[stage], at, withValue(each, [field.key], undefined));
          const codes = codesAt(stage, without, [...at, field.key]);
          // The conditions of the object without the field are those that count.
          const demanded = demandOf(field, withValue(each, [field.key], undefined)).required;
          assert.equal(
            codes.some((code) => /equired$/.test(code)),
            demanded,
            `${stage} ${field.pointer} ${JSON.stringify(each)}`,
          );
          required += demanded ? 1 : 0;
          const value = field.example ?? demand.minimum ?? filled[stage][field.key];
          if (field.limitsWhen.some((limits) => limits.absent) && value !== undefined) {
            const refused = codesAt(stage, withValue(filled[stage], at, { ...each, [field.key]: value }), [
              ...at,
              field.key,
            ]);
            assert.equal(refused.includes('properties'), demand.absent === true);
            absent += demand.absent === true ? 1 : 0;
          }
          asked++;
        }
      }
    }
  }
  assert.ok(required > 100 && absent > 1 && asked > 2 * required, `${required} ${absent} ${asked}`);
});

test('labels, help and options are in the language, and agree with the messages', () => {
  for (const locale of LOCALES) {
    const { validateStage } = withLocale(locale);
    const its = fieldsIn(locale);
    for (const stage of stages) {
      const english = [...eachField(fields[stage])];
      const own = [...eachField(its[stage])];
      assert.equal(own.length, english.length);
      own.forEach((field, index) => {
        const { label, help, options } = english[index];
        if (locale !== en) assert.equal(field.label, locale.labels[label]);
        assert.equal(field.help, locale === en ? help : locale.labels[help]);
        assert.equal(field.helpLanguage, locale.tag);
        assert.deepEqual(field.options?.map(({ value }) => value).sort(), options?.map(({ value }) => value).sort());
      });
    }
    const wrong = validateStage('eventSetup', { attendance_mode: 'x' }, { mode: 'draft' }).issues[0].message;
    for (const { label } of its.eventSetup.fields.find(({ key }) => key === 'attendance_mode').options)
      assert.ok(wrong.includes(label), `${wrong}: ${label}`);
    const countries = its.organizerSetup.fields.find(({ key }) => key === 'postal_address').fields.at(-1).options;
    const name = new Intl.DisplayNames(locale.tag, { type: 'region' }).of('JP');
    assert.equal(countries.find(({ value }) => value === 'JP').label, name);
    const labels = countries.map(({ label }) => label);
    assert.deepEqual(labels, labels.toSorted(new Intl.Collator(locale.tag).compare));
  }
});

test("the caller's own labels come first, and what is not one is a TypeError", () => {
  const { title } = Object.fromEntries(
    fieldsIn(de, { 'Event title': 'Konzert' }).eventSetup.fields.map((each) => [each.key, each]),
  );
  assert.equal(title.label, 'Konzert');
  const [{ help }] = fieldsIn().eventSetup.fields;
  const [shown] = fieldsIn({ ...de, labels: { ...de.labels, [help]: 'Ein Name.' } }).eventSetup.fields;
  assert.deepEqual([shown.help, shown.helpLanguage], ['Ein Name.', 'de']);
  const { [help]: _, ...labels } = de.labels;
  const [english] = fieldsIn({ ...de, labels }).eventSetup.fields;
  assert.deepEqual([english.help, english.helpLanguage], [help, 'en']);
  assert.throws(() => fieldsIn(de, { Nothing: 'x' }), /no field/);
  assert.throws(() => fieldsIn({ tag: 'de' }), TypeError);
});

test('stages and statuses have labels in each language, and the caller’s own', () => {
  for (const locale of LOCALES) {
    const [ofStages, ofStatuses] = [stageLabels(locale), statusLabels(locale)];
    assert.deepEqual(Object.keys(ofStages), [...stages]);
    assert.deepEqual(Object.keys(ofStatuses), [...statuses]);
    for (const stage of stages) assert.equal(ofStages[stage], fieldsIn(locale)[stage].label);
    for (const label of Object.values(ofStatuses))
      assert.ok(locale === en || Object.values(locale.labels).includes(label));
    assert.equal(new Set(Object.values(ofStatuses)).size, statuses.length);
  }
  assert.deepEqual(stageLabels(), stageLabels(en));
  assert.equal(statusLabels().published, 'Published');
  assert.equal(statusLabels(de).abandoned, 'Aufgegeben');
  assert.equal(stageLabels(de).venueSetup, 'Veranstaltungsort');
  assert.equal(statusLabels(de, { Published: 'Im Verkauf' }).published, 'Im Verkauf');
  assert.equal(stageLabels(undefined, { Venue: 'Place' }).venueSetup, 'Place');
  for (const labelsOf of [stageLabels, statusLabels]) {
    assert.throws(() => labelsOf({}), /locale\.tag/);
    assert.throws(() => labelsOf(de, { Nothing: 'x' }), /no field/);
    assert.throws(() => labelsOf(null), TypeError);
  }
});

test('transitions and statuses are those that checkTransition judges by', () => {
  assert.deepEqual(Object.keys(transitions), [...statuses]);
  for (const from of statuses) {
    for (const to of statuses)
      assert.equal(checkTransition(from, to).valid, from === to || transitions[from].includes(to), `${from} ${to}`);
    assert.equal(checkTransition(null, from).valid, initialStatuses.includes(from));
    const before = statuses.find((each) => each !== 'published' && transitions[each].includes(from)) ?? from;
    assert.equal(checkTransition(before, from, {}).valid, !finishedStatuses.includes(from), `${before} ${from}`);
  }
});

test('constraints say whether they are judged here', () => {
  const found = tableConstraints.wizard_sessions;
  const kinds = (enforced) =>
    [...new Set(found.filter((each) => each.enforced === enforced).map(({ kind }) => kind))].sort();
  assert.deepEqual(kinds(true), ['check', 'not_null', 'trigger']);
  assert.deepEqual(kinds(false), ['foreign_key', 'primary_key', 'unique']);
  assert.deepEqual(
    found.filter(({ kind }) => kind === 'unique').map(({ columns }) => columns),
    [['session_id']],
  );
  for (const { kind, columns, enforced, name } of found) {
    // What is enforced is an issue when it is violated by NULL, or by a value of no meaning.
    if (kind === 'not_null' && columns[0] in documents.session) {
      const { issues } = validateSession({ session_id: 'a', [columns[0]]: null }, { operation: 'update' });
      assert.equal(issues[0].code, 'not_null_violation', columns[0]);
    }
    if (kind === 'check' && name.endsWith('_data_valid')) {
      const { issues } = validateSession({ session_id: 'a', [columns[0]]: 5 });
      assert.ok(issues.some(({ constraint }) => constraint === name));
    }
    assert.equal(typeof enforced, 'boolean');
  }
  assert.deepEqual(Object.values(stageColumns).length, stages.length);
  for (const stage of stages) assert.equal(fields[stage].column, stageColumns[stage]);
});

/** Data with many things wrong, by stage. */
const WRONG = {
  organizerSetup: { name: '', email: 'x', kind: 'company', phone: 5, postal_address: { country: 'UK' }, what: 1 },
  eventSetup: {
    title: 'a\nb',
    starts_at: 'x',
    time_zone: 'Berlin',
    tags: ['a', 'A', 'a'],
    attendance_mode: 'Online',
    performers: [{}],
  },
  ticketSetup: {
    currency: 'Euro',
    tiers: [
      { name: 'VIP', kind: 'paid', price_minor: 12.5 },
      { name: 'vip', kind: 'free', price_minor: 5 },
    ],
  },
  venueSetup: { attendance_mode: 'offline', name: ' ', address: {}, coordinates: { latitude: 91 } },
  paymentSetup: { provider: 'stripe', account_id: 'sk_live_x', accepted_terms: false, tax_basis_points: -1 },
};
const overJson = (value) => JSON.parse(JSON.stringify(value));
const plain = ({ params: { suggestion: _, ...params }, message, text, ...rest }) => ({ ...rest, params });

test('an issue of any language is said in any other, also after JSON', () => {
  let said = 0;
  for (const from of LOCALES) {
    for (const to of LOCALES) {
      const [here, there] = [withLocale(from), withLocale(to)];
      for (const stage of stages) {
        const data = WRONG[stage];
        const expected = there.validateStage(stage, data, COMPLETE).issues;
        here.validateStage(stage, data, COMPLETE).issues.forEach((issue, index) => {
          assert.deepEqual(plain(issue), plain(expected[index]));
          // What was meant is guessed by the names of the language.
          if (issue.params.suggestion !== expected[index].params.suggestion) return;
          assert.equal(messageOf(overJson(issue), to, { stage, data }), expected[index].message);
          assert.equal(textOf(overJson(issue), to, { stage, data }), expected[index].text);
          said++;
        });
      }
      const row = { session_id: 'a', status: 'open', completed_stages: ['x'], ticket_data: WRONG.ticketSetup };
      const expected = there.validateSession(row).issues;
      here.validateSession(row).issues.forEach((issue, index) => {
        if (issue.params.suggestion !== expected[index].params.suggestion) return;
        assert.equal(messageOf(overJson(issue), to, { data: row }), expected[index].message);
        const [inRows] = here.validateSessions([row]).issues.filter((each) => each.code === issue.code);
        assert.equal(typeof messageOf(inRows, to, { data: [row] }), 'string');
        said++;
      });
    }
  }
  assert.ok(said > 1000, String(said));
});

test('without the stage, a key of several stages is called by its name in words, and any other by its label', () => {
  const issue = {
    source: 'schema',
    code: 'required',
    params: { missingProperty: 'name' },
    pointer: '',
    message: '',
    text: '',
  };
  assert.equal(messageOf({ ...issue, path: ['name'] }, de), 'Name muss angegeben werden');
  const ofVenue =
    'Name des Veranstaltungsorts muss angegeben werden, wenn Teilnahmeart „Vor Ort“ (offline) oder „Vor Ort und online“ (mixed) ist';
  assert.equal(messageOf({ ...issue, path: ['name'] }, de, { stage: 'venueSetup' }), ofVenue);
  assert.equal(messageOf({ ...issue, path: ['email'] }, de), 'Kontakt-E-Mail muss angegeben werden');
  assert.equal(messageOf({ ...issue, path: ['venue_data', 'name'] }, de), ofVenue);
  assert.equal(
    messageOf({ ...issue, path: ['email'] }, de, { labels: { 'Contact e-mail': 'E-Mail' } }),
    'E-Mail muss angegeben werden',
  );
});

test('a code that no language knows keeps its own message', () => {
  const own = {
    source: 'rule',
    code: 'of_my_own',
    path: ['title'],
    pointer: '/title',
    params: {},
    message: 'Mine',
    text: 'mine',
  };
  assert.equal(messageOf(own, de), 'Mine');
  assert.equal(textOf(own, de), 'mine');
  assert.equal(
    messageOf({ ...own, message: undefined, text: undefined }, de),
    'Titel der Veranstaltung ist nicht stimmig (of_my_own)',
  );
});

test('what is no issue is a TypeError, and nothing else is thrown', () => {
  const issue = { source: 'schema', code: 'maxLength', path: ['title'], params: { limit: 5 } };
  const cyclic = { ...issue };
  cyclic.params = { cyclic };
  const thrower = () => {
    throw new Error('no');
  };
  const broken = [
    undefined,
    null,
    0,
    'x',
    [],
    {},
    { ...issue, path: 'x' },
    { ...issue, path: [{}] },
    { ...issue, path: [-1] },
    { ...issue, params: [] },
    { ...issue, code: 5 },
    { ...issue, source: 'me' },
    cyclic,
    { ...issue, params: { limit: 5n } },
    Object.defineProperty({ ...issue }, 'params', { enumerable: true, get: thrower }),
    new Proxy(issue, { ownKeys: thrower }),
  ];
  for (const each of broken) assert.throws(() => messageOf(each, de), TypeError);
  assert.throws(() => messageOf(issue, {}), /locale\.tag/);
  assert.throws(() => messageOf(issue, de, { stage: 'x' }), /stage must be one of/);
  assert.throws(() => messageOf(issue, de, { lang: 'x' }), /unknown option/);
  const data = new Proxy({}, { getOwnPropertyDescriptor: thrower, has: thrower, get: thrower });
  assert.equal(
    messageOf(issue, de, { stage: 'eventSetup', data }),
    'Titel der Veranstaltung darf höchstens 5 Zeichen haben',
  );
  const deep = Array.from({ length: 5000 }, (_, i) => (i % 2 ? 'a' : i));
  for (const path of [deep, ['__proto__', 'constructor'], ['x'.repeat(1e6)], ['\ud800']])
    assert.ok(messageOf({ ...issue, path }, de).length < 20_000);
  assert.equal(messageOf({ ...issue, params: { limit: { toString: 'x' } } }, de).length > 0, true);
  assert.equal({}.limit, undefined);
});

test('a locale that was changed to nonsense afterwards spoils nothing', () => {
  const issue = { source: 'schema', code: 'maxLength', path: ['title'], params: { limit: 5 } };
  const locale = { ...de, messages: { ...de.messages } };
  const labels = { 'Event title': 'Name' };
  const said = messageOf(issue, locale, { labels });
  locale.messages = 5;
  labels['Event title'] = 5;
  assert.equal(messageOf(issue, locale, { labels }), said);
  assert.equal(said, 'Name darf höchstens 5 Zeichen haben');
  for (const bad of [null, 'Name', { Nothing: 'x' }])
    assert.throws(() => messageOf(issue, de, { labels: bad }), TypeError);
  for (const bad of [undefined, null, 'de', []]) assert.throws(() => messageOf(issue, bad), TypeError);
});

test('secrets are not repeated', () => {
  const [issue] = validateStage('paymentSetup', WRONG.paymentSetup, COMPLETE).issues.filter(
    ({ code }) => code === 'account_id_secret',
  );
  for (const locale of LOCALES)
    assert.ok(!messageOf(issue, locale, { stage: 'paymentSetup', data: WRONG.paymentSetup }).includes('sk_live'));
});

test('the stage of an issue', () => {
  assert.equal(stageOf({ path: ['venue_data', 'name'] }), 'venueSetup');
  assert.equal(stageOf({ path: ['payment_data'] }), 'paymentSetup');
  const { issues } = validateSessions([documents.session, { ...documents.session, event_data: { title: 5 } }]);
  assert.ok(issues.length > 1);
  assert.deepEqual([...new Set(issues.map(stageOf))], ['eventSetup']);
  for (const path of [[], ['status'], [0], [0, 'status'], ['title'], [0, 0]])
    assert.equal(stageOf({ path }), undefined);
  for (const bad of [undefined, null, {}, { path: 'x' }, { path: [null] }])
    assert.throws(() => stageOf(bad), TypeError);
});

test('the issue to focus is the first in the form', () => {
  const first = (paths, order) =>
    firstIssue(
      paths.map((path) => ({ path })),
      order,
    )?.path;
  assert.equal(first([]), undefined);
  // The schema's order, of a stage and of a row.
  assert.deepEqual(first([['tiers', 1, 'name'], ['tiers', 0, 'kind'], ['waiting_list']]), ['tiers', 0, 'kind']);
  assert.deepEqual(
    first([
      ['tiers', 0, 'kind'],
      ['tiers', 0, 'name'],
    ]),
    ['tiers', 0, 'name'],
  );
  assert.deepEqual(first([['venue_data', 'name'], ['status'], ['event_data', 'title']]), ['event_data', 'title']);
  // A stage's own issue comes after what is wrong in it, and a list before its items.
  assert.deepEqual(first([['event_data'], ['event_data', 'tags']]), ['event_data', 'tags']);
  assert.deepEqual(first([['event_data'], ['ticket_data', 'tiers']]), ['event_data']);
  assert.deepEqual(first([['tiers', 0, 'name'], ['tiers']]), ['tiers']);
  // The order is that of the stage that has all the fields.
  assert.deepEqual(first([['name'], ['attendance_mode']]), ['attendance_mode']);
  assert.deepEqual(first([['nothing'], ['name'], ['email']]), ['name']);
  // Rows, in their order.
  assert.deepEqual(
    first([
      [0, 'event_data'],
      [0, 'event_data', 'tags'],
    ]),
    [0, 'event_data', 'tags'],
  );
  assert.deepEqual(
    first([
      [1, 'event_data', 'title'],
      [0, 'venue_data', 'name'],
    ]),
    [0, 'venue_data', 'name'],
  );
  // The form's own order, by names of controls.
  const order = ['/visibility', '/title', '/tiers/0/kind', '/tiers/0/name'];
  assert.deepEqual(first([['title'], ['visibility']], order), ['visibility']);
  assert.deepEqual(
    first(
      [
        ['tiers', 2, 'name'],
        ['tiers', 10, 'kind'],
        ['tiers', 2, 'kind'],
      ],
      order,
    ),
    ['tiers', 2, 'kind'],
  );
  assert.deepEqual(first([['unknown'], ['title']], order), ['title']);
  // Of several at one field the first.
  const [one, other] = [
    { path: ['title'], code: 'a' },
    { path: ['title'], code: 'b' },
  ];
  assert.equal(firstIssue([one, other]), one);
  assert.throws(() => firstIssue('x'), TypeError);
  assert.throws(() => firstIssue([{}]), TypeError);
  assert.throws(() => firstIssue([], ['title']), /JSON Pointers/);
  const issue = firstIssue(validateStage('eventSetup', WRONG.eventSetup, COMPLETE).issues);
  assert.equal(issue.pointer, '/title');
});

test('a text stays with its issue through JSON and spreads, and is not repeated to an assistant', () => {
  const verdict = validateStage('eventSetup', WRONG.eventSetup, COMPLETE);
  for (const issue of verdict.issues) {
    assert.equal(overJson(issue).text, issue.text);
    assert.equal({ ...issue }.text, issue.text);
  }
  for (const each of toToolResult(verdict).issues) assert.equal('text' in each, false);
});
