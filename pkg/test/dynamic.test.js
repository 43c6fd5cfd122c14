// `/dynamic`: schemas that exist only at run time.

import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, test } from 'node:test';
import { stages, validateStage } from 'event-wizard-validator';
import { compileSchema, SchemaError } from 'event-wizard-validator/dynamic';
import { dice } from './random.js';

const folder = process.env.FIXTURES;
const read = (name) => readFileSync(path.join(folder, name), 'utf8');
const lines = (name) =>
  read(name)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** The issues in a canonical order. */
const inOrder = (issues) => issues.map((issue) => JSON.stringify(issue, Object.keys(issue).sort())).sort();

describe('the five stages, as if they were known only at run time', () => {
  for (const [index, file] of ['organizer', 'event', 'ticket', 'venue', 'payment'].entries()) {
    test(file, () => {
      const schema = compileSchema(JSON.parse(read(`../../schemas/stages/${file}.json`)));
      for (const { description, data } of lines(`stages/${file}.jsonl`)) {
        for (const mode of ['draft', 'complete']) {
          const compiled = validateStage(stages[index], data, { mode }).issues.filter((i) => i.source === 'schema');
          const { valid, persistable, issues } = schema.validate(data, { mode });
          assert.deepEqual(inOrder(issues), inOrder(compiled), `${description}, ${mode}`);
          assert.deepEqual([valid, persistable], [compiled.length === 0, true], description);
        }
      }
    });
  }
});

const VALUES = [
  null,
  true,
  0,
  -1,
  1.5,
  1e21,
  12345678901234567000,
  '',
  'x',
  '+44 20',
  'a@b',
  '2026-02-30T00:00:00Z',
  [],
  {},
  [1, 1],
];

/** The document with something in it changed, added or removed. */
function changed(document, pick) {
  const holders = [];
  const visit = (value) => {
    if (value === null || typeof value !== 'object') return;
    holders.push(value);
    Object.values(value).forEach(visit);
  };
  const copy = structuredClone({ root: document });
  visit(copy);
  const holder = holders[pick(holders.length)];
  const keys = Object.keys(holder);
  const key = keys[pick(keys.length)];
  const kind = holder === copy ? 0 : pick(4);
  if (kind === 0 && key !== undefined) holder[key] = VALUES[pick(VALUES.length)];
  else if (kind === 1 && key !== undefined && !Array.isArray(holder)) delete holder[key];
  else if (kind === 1 && Array.isArray(holder)) holder.pop();
  else if (Array.isArray(holder)) holder.push(structuredClone(holder[0] ?? 1));
  else if (kind === 2) holder[['extra', '', 'a/b~c', 'ключ'][pick(4)]] = 1;
  else if (typeof holder[key] === 'string') holder[key] += pick(2) ? '!' : 'x'.repeat(200);
  else if (typeof holder[key] === 'number') holder[key] += [0.5, -1e6, 1e15][pick(3)];
  return copy.root;
}

test('the same issues for stage data with random faults', () => {
  const seed = Number(process.env.SEED ?? 20261123);
  let judged = 0;
  let told = 0;
  for (const [index, file] of ['organizer', 'event', 'ticket', 'venue', 'payment'].entries()) {
    const schema = compileSchema(JSON.parse(read(`../../schemas/stages/${file}.json`)));
    const sound = lines(`stages/${file}.jsonl`).filter(({ issues, data }) => issues.length === 0 && data !== null);
    const pick = dice(seed + index);
    for (let i = 0; i < 600; i++) {
      let { data } = sound[pick(sound.length)];
      for (let faults = 1 + pick(3); faults > 0; faults--) data = changed(data, pick);
      for (const mode of ['draft', 'complete']) {
        const compiled = validateStage(stages[index], data, { mode }).issues.filter((i) => i.source === 'schema');
        const { issues } = schema.validate(data, { mode });
        assert.deepEqual(inOrder(issues), inOrder(compiled), `seed ${seed}, ${mode}: ${JSON.stringify(data)}`);
        judged++;
        told += issues.length > 0 ? 1 : 0;
      }
    }
  }
  assert.ok(told * 2 > judged && told < judged, `${told} of ${judged} documents are wrong: no fair sample`);
});

test("the README's example does what it says", async () => {
  const readme = new URL('README.md', import.meta.resolve('event-wizard-validator/package.json'));
  const blocks = readFileSync(readme, 'utf8').matchAll(/```js\n(.*?)```/gs);
  const example = [...blocks].map(([, code]) => code).find((code) => code.includes('compileSchema('));
  // Lines of the form `expression; // value` are checked.
  let lines = 0;
  const checked = example.replace(/^(\S.*); \/\/ (.*)$/gm, (_line, expression, value) => {
    lines++;
    return `assert.deepEqual(${expression}, ${value});`;
  });
  assert.equal(lines, 2);
  const file = new URL('readme_example.mjs', import.meta.url);
  writeFileSync(file, `import assert from 'node:assert/strict';\n${checked}`);
  try {
    await import(file.href);
  } finally {
    rmSync(file);
  }
});

describe('a schema that cannot be used', () => {
  const cases = [
    [{ type: 'strin' }, '/type', 'type'],
    [{ properties: { 'a/b': { minLength: -1 } } }, '/properties/a~1b/minLength', 'minLength'],
    [{ properties: { type: 3 } }, '/properties/type', 'properties'],
    [{ allOf: [{}, { required: 'name' }] }, '/allOf/1/required', 'required'],
    [{ items: { pattern: '(' } }, '/items/pattern', 'pattern'],
    [{ properties: { mail: { format: 'emial' } } }, '/properties/mail/format', 'format'],
    [{ $ref: 'https://schemas.example/person' }, '/$ref', '$ref'],
    [{ properties: { a: { $ref: 'person.json#/x' } } }, '/properties/a/$ref', '$ref'],
    [{ properties: { a: { $ref: '#/$defs/none' } } }, '/properties/a/$ref', '$ref'],
    [{ $defs: { a: { $ref: '#/$defs/b' }, b: { allOf: [{ $ref: '#/$defs/a' }] } } }, '/$defs/a/$ref', '$ref'],
    [{ $schema: 'https://schemas.example/dialect' }, '/$schema', '$schema'],
    ['{}', '', '$schema'],
  ];
  for (const [schema, pointer, code] of cases) {
    test(JSON.stringify(schema), () => {
      assert.throws(
        () => compileSchema(schema),
        (error) => {
          assert.ok(error instanceof SchemaError && error instanceof TypeError, String(error));
          assert.deepEqual([error.pointer, error.code], [pointer, code]);
          assert.ok(error.message.length > 30 && error.cause === undefined, error.message);
          return true;
        },
      );
    });
  }

  test('one that is not JSON', () => {
    const circle = {};
    circle.properties = { circle };
    for (const schema of [circle, undefined, 1n]) assert.throws(() => compileSchema(schema), TypeError);
  });

  test('the next schema is not affected', () => {
    assert.throws(() => compileSchema({ type: 1 }), SchemaError);
    assert.equal(compileSchema({ type: 'integer' }).validate(1, { mode: 'complete' }).valid, true);
  });
});

test('bad options throw TypeErrors that say what is allowed', () => {
  assert.throws(() => compileSchema({}, { dialect: 'draft-08' }), /'draft-07'/);
  assert.throws(() => compileSchema({}, { mode: 'draft' }), /unknown option 'mode'/);
  assert.throws(() => compileSchema({}).validate({}, { mode: 'finished' }), /'draft', 'complete'/);
});

test('an unknown format is an annotation if so requested', () => {
  const schema = compileSchema({ format: 'shoe-size' }, { unknownFormats: 'ignore' });
  assert.equal(schema.validate('47', { mode: 'complete' }).valid, true);
});

test('older dialects', () => {
  const tuple = compileSchema({ items: [{ type: 'string' }], additionalItems: false }, { dialect: 'draft-07' });
  assert.deepEqual(
    tuple.validate([1, 2], { mode: 'complete' }).issues.map((issue) => [issue.code, issue.pointer]),
    [
      ['type', '/0'],
      ['additionalItems', ''],
    ],
  );
});

test('fields have names, whatever is in place of a schema', () => {
  const vip = (then) =>
    Object.fromEntries([
      ['if', { properties: { vip: true } }],
      ['then', then],
    ]);
  const said = (schema, data) =>
    compileSchema(schema)
      .validate(data, { mode: 'complete' })
      .issues.map((i) => i.message);
  for (const [schema, data, message] of [
    [vip({ required: ['badge'] }), {}, 'Badge must be given'],
    [{ allOf: [true, vip({ required: ['badge'] })] }, {}, 'Badge must be given'],
    [
      vip({ properties: { badge: { title: 'Your badge', minLength: 3 } } }),
      { badge: 'x' },
      'Your badge must have at least 3 characters',
    ],
    [{ ...vip({ properties: { a: { type: 'string' } } }), if: true }, { a: 1 }, 'A must be text'],
    [{ properties: { a: false } }, { a: 1 }, 'A is not allowed here'],
    [{ items: false }, [1], 'Item 1 is not allowed here'],
    [{ prefixItems: [true, { title: 'Second', type: 'null' }] }, [1, 2], 'Second 2 must be null'],
    [{ patternProperties: { '^x': { maxLength: 1 } } }, { 'x\ny': 'ab' }, '“x\ufffdy” must have at most 1 character'],
    [{ properties: { a: { title: ' ', type: 'string' } } }, { a: 1 }, 'A must be text'],
    [{ properties: { a: { title: 'a\nb”\u202e', type: 'string' } } }, { a: 1 }, '“a\ufffdb"\ufffd” must be text'],
    [false, 1, 'A value must be something else'],
  ]) {
    assert.deepEqual(said(schema, data), [message], JSON.stringify(schema));
  }
  for (const title of ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__', 'length']) {
    const schema = { properties: { job: { title, type: 'string' } } };
    assert.deepEqual(said(schema, { job: 1 }), [`${title} must be text`]);
    const named = JSON.parse(`{ "properties": { "${title}": { "type": "string" } }, "required": ["${title}"] }`);
    assert.equal(said(named, {}).length, 1);
    assert.match(said(named, {})[0], /^[\w ]+ must be given$/);
  }
});

test('amounts are money if the currency is known, and numbers otherwise', () => {
  const loyalty = compileSchema({ properties: { cost_minor: { title: 'Cost', maximum: 500 } } });
  const said = (currency) => loyalty.validate({ currency, cost_minor: 1000 }, { mode: 'complete' }).issues[0].message;
  assert.equal(said('EUR'), 'Cost must be at most €5.00');
  for (const currency of [
    'points',
    'EURO',
    'eur',
    'XXX',
    'ZZZ',
    '€',
    'U$D',
    ' EUR',
    'ＥＵＲ',
    'XXCLPXX',
    'x'.repeat(1e6),
  ])
    assert.equal(said(currency), 'Cost must be at most 500', currency.slice(0, 9));
});

test('labels are the titles, also through references', () => {
  const schema = compileSchema({
    properties: { guests: { title: 'Guests', items: { $ref: '#/$defs/guest' } } },
    $defs: {
      guest: {
        title: 'Guest',
        properties: { name: { title: 'Full name', minLength: 2 }, guests: { items: { $ref: '#/$defs/guest' } } },
      },
    },
  });
  const { issues } = schema.validate({ guests: [{ name: 'A' }] }, { mode: 'complete' });
  assert.deepEqual(
    issues.map((issue) => issue.message),
    ['Guest 1: Full name must have at least 2 characters'],
  );
});

test('it is a Standard Schema', () => {
  const { validate, version, vendor } = compileSchema({ required: ['size'] })['~standard'];
  assert.deepEqual([version, vendor], [1, 'event-wizard-validator']);
  assert.deepEqual(validate({ size: 1 }), { value: { size: 1 } });
  assert.deepEqual(validate({}), { issues: [{ message: 'Size must be given', path: ['size'] }] });
  assert.ok(!('value' in validate(1n)));
});

test('data that is nested too deeply is an issue, and the schema keeps working', () => {
  const schema = compileSchema({ $defs: { list: { items: { $ref: '#/$defs/list' } } }, $ref: '#/$defs/list' });
  const nested = (levels) => JSON.parse('['.repeat(levels) + ']'.repeat(levels));
  const { valid, issues } = schema.validate(nested(1000), { mode: 'complete' });
  assert.deepEqual(
    [valid, issues.map(({ code, params }) => [code, params])],
    [false, [['notJudged', { reason: 'depth', limit: 512 }]]],
  );
  assert.equal(schema.validate(nested(500), { mode: 'complete' }).valid, true);
});

test('an instance that was interrupted halfway is dropped, and the next call gets a new one', () => {
  const schema = compileSchema({ required: ['size'] });
  let thrown;
  /** Makes the calls at the end of the stack, so that the module has none left. */
  function atTheEnd() {
    try {
      atTheEnd();
    } catch {
      try {
        if (thrown === undefined) schema.validate({}, { mode: 'complete' });
      } catch (error) {
        thrown = error;
      }
    }
  }
  atTheEnd();
  assert.ok(thrown instanceof RangeError, String(thrown));
  assert.equal(schema.validate({}, { mode: 'complete' }).issues[0].code, 'required');
  assert.equal(schema.validate({}, { mode: 'draft' }).valid, true);
});

describe('the work is bounded, whatever the data', () => {
  const told = ({ issues }) => issues.map(({ code, pointer }) => `${code} ${pointer}`);
  const complete = { mode: 'complete' };
  /** A definition that refers twice to the next, which refers twice to the one after it: 2^n ways through it. */
  const doubling = (keyword, n, last) => ({
    $ref: '#/$defs/d0',
    $defs: Object.fromEntries(
      Array.from({ length: n }, (_, i) => [
        `d${i}`,
        i < n - 1 ? { [keyword]: [{ $ref: `#/$defs/d${i + 1}` }, { $ref: `#/$defs/d${i + 1}` }] } : last,
      ]),
    ),
  });
  for (const keyword of ['anyOf', 'oneOf', 'allOf']) {
    test(`2^200 ways through ${keyword}`, () => {
      const schema = compileSchema(doubling(keyword, 200, { type: 'string' }));
      assert.equal(schema.validate(1, complete).issues.length, 1);
      assert.equal(schema.validate('x', complete).valid, keyword !== 'oneOf');
    });
  }
  test('a pattern that is slow in every engine gives no verdict on the data', () => {
    const pattern = { pattern: '^(.*)*(.*)*(.*)*\\1\\2\\3x$' };
    const text = 'ab'.repeat(2000);
    for (const schema of [
      pattern,
      { not: pattern },
      { anyOf: [{ type: 'null' }, pattern] },
      { if: pattern, else: false },
    ]) {
      const verdict = compileSchema(schema).validate(text, complete);
      assert.deepEqual(told(verdict), ['notJudged '], JSON.stringify(schema));
      assert.match(verdict.issues[0].message, /could not be checked/);
    }
    // The next call has a budget of its own.
    assert.equal(compileSchema(pattern).validate('x', complete).valid, true);
  });
  test('one budget for all texts of a call', () => {
    const schema = compileSchema({ items: { pattern: '(a*)*\\1b' } });
    const verdict = schema.validate(Array(2000).fill('a'.repeat(200)), complete);
    assert.equal(verdict.issues[0].code, 'notJudged');
  });
  test('lookaheads and back references get an answer', () => {
    const text = `${'a'.repeat(26)}!`;
    const pattern = '^(?:(a*)*\\1b|(?=a).*!)$';
    assert.equal(compileSchema({ pattern }).validate(text, complete).valid, true);
    assert.equal(compileSchema({ not: { pattern } }).validate(text, complete).valid, false);
  });
});

describe('unpaired surrogates behave as in JavaScript', () => {
  // Includes the character that stands for a surrogate inside the module, and may occur in a text itself.
  const UNITS = ['\ud800', '\ud801', '\udc00', '\ufffd', 'a', '😀', '\u{10ffff}', '\ud000'];
  const pick = dice(20);
  const text = () => Array.from({ length: pick(4) }, () => UNITS[pick(UNITS.length)]).join('');
  const judge = (schema, data) => compileSchema(schema).validate(data, { mode: 'complete' });
  const same = (schema, data, expected) => {
    const verdict = judge(schema, data);
    assert.equal(verdict.valid, expected, JSON.stringify({ schema, data }));
    // An actual escape, not a text about one: what leaves the module is well-formed.
    assert.doesNotMatch(JSON.stringify(verdict), /(?<!\\)(?:\\\\)*\\ud[89a-f]/);
  };
  /** A pattern for the text, with its code points as they are or as escapes. */
  const literal = (value) => {
    const units = (point) => [...Array(point.length).keys()].map((at) => point.charCodeAt(at).toString(16));
    const escaped = (point) => units(point).map((unit) => `\\u${unit.padStart(4, '0')}`);
    return [...value].map((point) => (pick(2) ? point : escaped(point).join(''))).join('');
  };

  test('const, enum and uniqueItems', () => {
    for (let round = 0; round < 300; round++) {
      const [a, b, c] = [text(), text(), text()];
      same({ const: a }, b, a === b);
      same({ enum: [a, [b]] }, c, a === c);
      same({ enum: [a, [b]] }, [c], b === c);
      same({ const: { [a]: b } }, { [c]: b }, a === c);
      same({ uniqueItems: true }, [a, b, c], new Set([a, b, c]).size === 3);
      same({ uniqueItems: true }, [[a], [b]], a !== b);
    }
  });
  test('required, properties and the like', () => {
    for (let round = 0; round < 300; round++) {
      const [a, b, c] = [text(), text(), text()];
      same({ required: [a] }, { [b]: 1, [c]: 1 }, a === b || a === c);
      same({ properties: { [a]: false, [b]: true } }, { [c]: 1 }, a !== c || a === b);
      same({ properties: { [a]: true }, additionalProperties: false }, { [b]: 1 }, a === b);
      same({ properties: { [a]: true }, unevaluatedProperties: false }, { [b]: 1 }, a === b);
      same({ dependentRequired: { [a]: [b] } }, { [c]: 1 }, a !== c || b === c);
      same(
        { oneOf: [{ properties: { k: { const: a } } }, { properties: { k: { const: b } } }] },
        { k: c },
        (a === c) !== (b === c),
      );
    }
  });
  test('lengths and patterns', () => {
    for (let round = 0; round < 150; round++) {
      const [a, b] = [text(), text()];
      const length = pick(5);
      same({ minLength: length }, a, [...a].length >= length);
      same({ maxLength: length }, a, [...a].length <= length);
      const class_ = [literal(UNITS[pick(UNITS.length)]), literal(UNITS[pick(UNITS.length)])].join(pick(2) ? '-' : '');
      for (const pattern of [literal(b), `^${literal(b)}`, `^[${pick(2) ? '^' : ''}${class_}]+$`, '^.$', '\\p{Cs}$']) {
        let search;
        try {
          // V8's own search also starts in the middle of pairs; ECMA-262 does not.
          search = new RegExp(`^[^]*?(?:${pattern})`, 'u');
        } catch {
          assert.throws(() => compileSchema({ pattern }), SchemaError, pattern);
          same({ format: 'regex' }, pattern, false);
          continue;
        }
        const matches = search.test(a);
        same({ pattern }, a, matches);
        same({ patternProperties: { [pattern]: false } }, { [a]: 1 }, !matches);
        same({ propertyNames: { pattern } }, { [a]: 1 }, matches);
        same({ format: 'regex' }, pattern, true);
        same({ $schema: 'http://json-schema.org/draft-07/schema#', pattern }, a, matches);
      }
    }
  });
  test('issues have U+FFFD in their place, and are cut like any text', () => {
    const [issue] = judge({ additionalProperties: false }, { '\udc00x': 1 }).issues;
    assert.deepEqual([issue.code, issue.path], ['additionalProperties', ['\ufffdx']]);
    const told = (key) => judge({ additionalProperties: false }, { [key]: 1 }).issues[0].path[0];
    for (const unit of ['\ud800', '\udfff', '\u{10ffff}']) {
      const shown = unit.length === 1 ? '\ufffd' : unit;
      assert.equal(told(unit.repeat(200)), shown.repeat(200));
      assert.equal(told(unit.repeat(201)), `${shown.repeat(200)}…`);
      assert.deepEqual(judge({ required: [unit.repeat(201)] }, {}).issues[0].path, [`${shown.repeat(200)}…`]);
      assert.deepEqual(judge({ const: [unit] }, 1).issues[0].params, { allowedValue: [shown] });
    }
    assert.throws(
      () => compileSchema({ '\ud800': 1, properties: { '\udfff': { type: '\ud800' } } }),
      (error) => {
        assert.deepEqual([error.path, error.pointer], [['properties', '\ufffd', 'type'], '/properties/\ufffd/type']);
        assert.match(error.message, /not "\ufffd"$/);
        return true;
      },
    );
  });
});

test('data and schemas that JSON.stringify gives up on', () => {
  let deep = {};
  for (let i = 0; i < 200_000; i++) deep = { items: deep };
  for (const mode of ['draft', 'complete']) {
    const { issues, ...verdict } = compileSchema({ type: 'string' }).validate(deep, { mode });
    assert.deepEqual(verdict, { valid: false, persistable: true, advice: [], truncated: false });
    assert.deepEqual(
      issues.map(({ code, path, params }) => [code, path, params]),
      [['notJudged', [], { reason: 'depth' }]],
    );
    assert.match(issues[0].message, /nested too deeply/);
  }
  assert.equal(compileSchema(true)['~standard'].validate(deep).issues.length, 1);
  assert.throws(
    () => compileSchema(deep),
    (error) => error instanceof SchemaError && error.code === '$schema' && /nested too deeply/.test(error.message),
  );
  // As JSON, this exceeds the engine's longest string.
  const long = compileSchema(true).validate('\u0001'.repeat(2 ** 27), { mode: 'draft' });
  assert.deepEqual([long.issues[0].code, long.issues[0].params], ['notJudged', { reason: 'size' }]);
  const cycle = {};
  cycle.cycle = cycle;
  assert.throws(() => compileSchema(true).validate(cycle, { mode: 'draft' }), TypeError);
  assert.throws(() => compileSchema(cycle), TypeError);
});

test('every Unicode property that ECMA-262 has is known, or gives no verdict', () => {
  const PREFIXES = {
    'binary properties': [''],
    General_Category: ['', 'gc=', 'General_Category='],
    Script: ['sc=', 'Script=', 'scx=', 'Script_Extensions='],
  };
  const notKnown = new Set(
    'Changes_When_NFKC_Casefolded CWKCF Beria_Erfe Berf Sidetic Sidt Tai_Yo Tayo Tolong_Siki Tols'.split(' '),
  );
  const regex = compileSchema({ format: 'regex' });
  const codes = (pattern) => regex.validate(pattern, { mode: 'complete' }).issues.map(({ code }) => code);
  let prefixes;
  for (const line of readFileSync(new URL('unicode_properties.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n')) {
    if (line.startsWith('# ')) {
      prefixes = PREFIXES[line.slice(2)];
      continue;
    }
    for (const name of line.split(' ')) {
      for (const prefix of prefixes) {
        const expected = notKnown.has(name) ? ['notJudged'] : [];
        assert.deepEqual(codes(`^\\p{${prefix}${name}}[\\P{${prefix}${name}}]$`), expected, prefix + name);
        // With another version of Unicode, Node may know fewer.
        if (!/^1[67]\./.test(process.versions.unicode)) continue;
        if (process.versions.unicode.startsWith('17') || expected.length === 0)
          new RegExp(`\\p{${prefix}${name}}`, 'u');
      }
    }
  }
  for (const wrong of [
    'sc=',
    'sc=Cwkcf',
    'gc=Sidetic',
    'sc=Hrkt',
    'Sidetic=Yes',
    'Zzzz',
    'Age=6.0',
    'Line_Break',
    'RGI_Emoji',
  ]) {
    assert.deepEqual(codes(`\\p{${wrong}}`), ['format'], wrong);
    assert.throws(() => new RegExp(`\\p{${wrong}}`, 'u'), SyntaxError);
  }
});

test('patterns are those of JavaScript', () => {
  for (const [pattern, good, bad] of [
    ['^[^]$', '\n', ''],
    ['^\\0$', '\0', '0'],
    ['^[\\b]$', '\b', 'b'],
    ['^\\ud83d\\ude00$', '😀', '\ud83d'],
    ['^\\p{Script=Greek}+$', 'αβγ', 'abc'],
    ['(?<=\\$)\\d+', '$42', '42'],
    ['^(?<x>a|b)\\k<x>$', 'bb', 'ab'],
  ]) {
    const schema = compileSchema({ pattern });
    assert.equal(new RegExp(pattern, 'u').test(good), true, pattern);
    assert.equal(schema.validate(good, { mode: 'complete' }).valid, true, pattern);
    assert.equal(schema.validate(bad, { mode: 'complete' }).valid, false, pattern);
  }
});

test('a regular expression that is only too large is not called invalid', () => {
  const schema = compileSchema({ format: 'regex' });
  for (const text of ['(?:\\w{1,1000}){1,1000}', 'a{99999999999}', '('.repeat(200) + ')'.repeat(200)]) {
    assert.equal(schema.validate(text, { mode: 'complete' }).issues[0].code, 'notJudged', text.slice(0, 30));
  }
  assert.equal(schema.validate('a{2,1}', { mode: 'complete' }).issues[0].code, 'format');
});

test('params contain the schema’s values, whatever their keys and however large', () => {
  for (const text of [
    '{"__proto__":1,"a":[{"__proto__":null}]}',
    '[12345678901234567000,9007199254740993,1e300,-0.5]',
  ]) {
    const value = JSON.parse(text);
    const [issue] = compileSchema({ const: value }).validate(1, { mode: 'complete' }).issues;
    assert.deepEqual(issue.params, { allowedValue: value });
    assert.equal(JSON.stringify(issue.params.allowedValue), JSON.stringify(value));
  }
});

test('formats beyond the stages', () => {
  for (const [format, good, bad] of [
    ['idn-email', '用户@例え.jp', '@'],
    ['idn-hostname', '例え.jp', '-a..'],
    ['iri', 'https://例え.jp/ü', 'no iri'],
    ['iri-reference', '/ü?é', 'a b'],
    ['url', 'https://example.org/', 'https://'],
    ['hostname', 'example.org', 'a_b'],
    ['ipv6', '::1', '::g'],
    ['duration', 'P1DT2H', '1 day'],
    ['json-pointer', '/a~1b', 'a'],
    ['regex', '^(a|b)$', '('],
    ['int32', 2147483647, 2147483648],
  ]) {
    const schema = compileSchema({ format });
    assert.equal(schema.validate(good, { mode: 'complete' }).valid, true, `${format} ${good}`);
    assert.equal(schema.validate(bad, { mode: 'complete' }).valid, false, `${format} ${bad}`);
  }
});

test('reports as many issues as asked for, and cuts texts', () => {
  const schema = compileSchema({ items: { type: 'string' } });
  const data = Array(500).fill(1);
  const count = (options) => {
    const { issues, truncated, valid } = schema.validate(data, { mode: 'complete', ...options });
    return [issues.length, truncated, valid];
  };
  assert.deepEqual(count({}), [100, true, false]);
  assert.deepEqual(count({ maxIssues: 7 }), [7, true, false]);
  assert.deepEqual(count({ maxIssues: 500 }), [500, false, false]);
  assert.deepEqual(count({ maxIssues: Infinity }), [500, false, false]);
  for (const maxIssues of [0, -1, 1.5, NaN, '7', null]) assert.throws(() => count({ maxIssues }), TypeError);
  const key = `${'k'.repeat(199)}😀${'k'.repeat(1e6)}`;
  const [issue] = compileSchema({ additionalProperties: false }).validate({ [key]: 1 }, { mode: 'complete' }).issues;
  const cut = `${'k'.repeat(199)}😀…`;
  assert.deepEqual([issue.path, issue.pointer, issue.params], [[cut], `/${cut}`, { additionalProperty: cut }]);
  assert.ok(issue.message.length < 300);
});
