// Data of a stage: good data that likes its limits, and the same with a fault. Made of the package's fields alone; knows no
// stage.

import { demandOf, type Field, type GroupField, type TextField } from 'event-wizard-validator/fields';
import type { Random } from './random';

type Data = Record<string, unknown>;
const isObject = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Good texts where a field has no example of its own. */
const TEXTS: Record<TextField['control'], readonly [string, ...string[]]> = {
  text: ['a', 'Harbour Jazz', '名前', 'Ünïcode 🎷'],
  multiline: ['One line', 'Two\nlines', 'a'],
  email: ['a@b.example', 'hello@harbourjazz.example'],
  tel: ['+442079460123', '+4930123456'],
  url: ['https://a.example', 'https://images.example/jazz.jpg'],
  datetime: ['2027-06-12T19:30:00+01:00', '2028-02-29T00:00:00Z', '2027-12-31T23:59:59.5-03:30'],
  'time-zone': ['Europe/London', 'Asia/Tokyo', 'UTC'],
  language: ['en', 'pt-BR', 'zh-Hant'],
};

/** Texts that some layer treats in its own way. */
const ODD_TEXTS = [
  '',
  ' ',
  'NULL',
  'a\u0000b',
  '\ud800',
  'infinity',
  '\u00a0',
  'a\u0301',
  '😀',
  '{}',
  "'; DROP TABLE wizard_sessions; --",
  '1',
  'true',
  'https://',
  '2027-02-30T10:00:00Z',
  'Mars/Olympus',
] as const;

/** Values of every other type. */
const OTHERS = [null, true, 0, -1, 1.5, 1e21, '', 'text', [], {}, [null], [[]], { a: { b: [1] } }] as const;

function goodText(random: Random, field: TextField): string {
  const texts = field.example === undefined ? TEXTS[field.control] : [String(field.example), ...TEXTS[field.control]];
  // Free text may be of any length; other kinds are only good as they are.
  if (field.control !== 'text' && field.control !== 'multiline') return random.pick(texts) ?? '';
  if (field.example !== undefined && random.chance(60)) return String(field.example);
  const { minLength = 1, maxLength = 40 } = field;
  const length = random.chance(20)
    ? random.pick([minLength, maxLength] as const)
    : random.between(minLength, Math.min(maxLength, minLength + 12));
  return random.pick(['a', 'é', '中', '🎷'] as const).repeat(length);
}

/** Any JSON object may be good for such a field; these are schemas, which is what the wizard asks for. */
const QUESTIONS = [
  { type: 'object', properties: {} },
  { type: 'object', properties: { size: { type: 'string', title: 'Size', enum: ['S', 'M'] } }, required: ['size'] },
] as const;

/** A good value of a field. */
function good(random: Random, field: Field, complete: boolean): unknown {
  if (field.constant !== undefined) return field.constant;
  switch (field.control) {
    case 'group':
      return goodGroup(random, field, complete);
    case 'list': {
      const { minItems = 0, maxItems = 4 } = field;
      const items = Array.from({ length: random.between(minItems, Math.min(maxItems, minItems + 3)) }, () =>
        good(random, field.item, complete),
      );
      return field.unique ? [...new Map(items.map((item) => [JSON.stringify(item), item])).values()] : items;
    }
    case 'choices':
      return field.options.filter(() => random.chance(40)).map(({ value }) => value);
    case 'select':
      return random.pick(field.options)?.value;
    case 'checkbox':
      return random.chance(50);
    case 'json':
      return random.pick(QUESTIONS);
    case 'number':
    case 'integer':
    case 'amount': {
      const { minimum = 0, maximum = 1_000_000 } = field;
      if (random.chance(30)) return random.pick([minimum, maximum] as const);
      const whole = random.between(Math.ceil(minimum), Math.floor(maximum));
      return field.control === 'number' ? Math.min(whole + 0.25, maximum) : whole;
    }
    default:
      return goodText(random, field);
  }
}

function goodGroup(random: Random, group: GroupField, complete: boolean): Data {
  const data: Data = {};
  const share = random.pick([10, 50, 95] as const);
  // Twice, since what is asked of a field depends on its neighbours, also on those behind it.
  for (const turn of [0, 1]) {
    for (const field of group.fields) {
      const demand = demandOf(field, data);
      if (demand.absent) delete data[field.key];
      else if ((demand.required && complete) || (turn === 0 && random.chance(share)))
        data[field.key] = good(random, { ...field, ...demand } as Field, complete);
    }
  }
  return data;
}

export const goodStage = (random: Random, stage: GroupField, complete: boolean): Data =>
  goodGroup(random, stage, complete);

/** A value that a leaf may well refuse: one beyond a limit, nearly an option, an odd text, another type. */
function badLeaf(random: Random, field: Field, value: unknown): unknown {
  const { maxLength, minLength, maximum, minimum } = field;
  const near: unknown[] = [];
  if (maxLength !== undefined) near.push('x'.repeat(maxLength + 1), '😀'.repeat(maxLength));
  if (minLength !== undefined) near.push('x'.repeat(minLength - 1));
  if (maximum !== undefined) near.push(maximum + 1, maximum + 0.5);
  if (minimum !== undefined) near.push(minimum - 1, minimum - 0.001);
  if (field.control === 'select') {
    const option = random.pick(field.options)?.value ?? '';
    near.push(option.toUpperCase(), `${option} `, option.slice(1));
  }
  if (typeof value === 'string')
    near.push(` ${value}`, value.toUpperCase(), `${value}\u0000`, value.replace(/[:@.]/, ''));
  if (typeof value === 'number') near.push(String(value), value + 0.5);
  if (typeof value === 'boolean') near.push(String(value), Number(value));
  if (near.length > 0 && random.chance(65)) return random.pick(near);
  return random.chance(50) ? random.pick(ODD_TEXTS) : random.pick(OTHERS);
}

/** The value with one fault somewhere inside. It may be harmless: that is for the judges to say. */
export function withFault(random: Random, field: Field, value: unknown): unknown {
  if (field.control === 'group' && isObject(value)) {
    const present = field.fields.filter(({ key }) => Object.hasOwn(value, key));
    const inside = random.pick(present);
    if (inside !== undefined && random.chance(75)) {
      return { ...value, [inside.key]: withFault(random, inside, value[inside.key]) };
    }
    const others = Object.entries(value).filter(([key]) => key !== inside?.key);
    switch (random.below(4)) {
      case 0:
        return Object.fromEntries(others);
      case 1:
        return { ...value, [random.pick(['nickname', 'Name', '', 'name ', '__proto_', '\u0000'] as const)]: 1 };
      case 2: {
        // A neighbour that is not there: conditions between fields show themselves.
        const added = random.pick(field.fields);
        return added === undefined ? value : { ...value, [added.key]: good(random, added, true) };
      }
      default:
        return random.pick(OTHERS);
    }
  }
  if (field.control === 'list' && Array.isArray(value)) {
    const at = random.below(value.length);
    if (value.length > 0 && random.chance(70)) return value.with(at, withFault(random, field.item, value[at]));
    const item = good(random, field.item, true);
    const length = random.pick([(field.maxItems ?? 20) + 1, (field.minItems ?? 1) - 1, 2] as const);
    return Array.from({ length: Math.max(length, 0) }, () => item);
  }
  if (field.control === 'choices' && Array.isArray(value)) {
    return [...value, random.pick([...value, 'unknown', null, 1, ''])];
  }
  return badLeaf(random, field, value);
}
