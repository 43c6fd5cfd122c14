// Reads a stage's fields from its JSON Schema. Knows the keywords that the stages use, and refuses any other: a form made
// of the fields must not lack a limit. Knows no language: labels come from `Names`.

import type { JsonScalar } from '../generated/types.js';
import { pointerOf } from '../issue/issue.js';
import { own, readable } from '../issue/label.js';
import { reading } from '../json/text.js';
import type { Condition, ConditionalLimits, Demand, Field, Limits, Option, Test, TextField } from './types.js';

/** What fields and values are called in a language. */
export interface Names {
  /** A field's label, by its English title. */
  label(title: string): string;
  /** The help for a field, by its English text, and the language that it is in. */
  help(text: string): { readonly help: string; readonly helpLanguage: string };
  /** The values of the field with this title, with their labels. */
  options(title: string, values: readonly string[]): readonly Option[];
}

type Schema = Readonly<Record<string, unknown>>;
type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
/** The parts of a field that say when it is there. */
type Presence = Pick<Field, 'required' | 'requiredWhen' | 'limitsWhen'>;
/** Where a field is. */
type Place = Pick<Field, 'stage' | 'column' | 'path' | 'key'>;

const CONTROLS: Readonly<Record<string, TextField['control']>> = {
  'single-line-text': 'text',
  'multi-line-text': 'multiline',
  'idn-email': 'email',
  e164: 'tel',
  'web-address': 'url',
  'date-time': 'datetime',
  'iana-time-zone': 'time-zone',
  'language-tag': 'language',
};

/** The limits under JSON Schema's names that are theirs here too. */
const LIMITS = ['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems'] as const;

/** @throws Error that names a keyword of which nothing is made. */
function onlyThese(schema: Schema, known: readonly string[], at: string): void {
  const other = Object.keys(schema).find((keyword) => !known.includes(keyword));
  if (other !== undefined) throw new Error(`fields: the keyword '${other}' at '${at}' is not read`);
}

const schemasOf = (value: unknown): readonly [string, Schema][] => Object.entries((value ?? {}) as Schema) as never;
const namesOf = (value: unknown): readonly string[] => (value ?? []) as readonly string[];

function limitsOf(schema: Schema): Limits {
  const limits: Writable<Limits> = {};
  for (const name of LIMITS) if (schema[name] !== undefined) limits[name] = schema[name] as number;
  if (schema.uniqueItems === true) limits.unique = true;
  if (schema.const !== undefined) limits.constant = schema.const as JsonScalar;
  return limits;
}

/** The fields of an object, with what its conditions ask of each. */
function fieldsOf(schema: Schema, place: Place, names: Names): readonly Field[] {
  const properties = schemasOf(schema.properties);
  const requiredWhen = new Map<string, Condition[]>();
  const limitsWhen = new Map<string, ConditionalLimits[]>();
  const at = pointerOf(place.path);

  function testOf(key: string, present: boolean, test?: Schema): Test {
    const title = own(own(schema.properties, key), 'title');
    const label = names.label(typeof title === 'string' ? title : readable(key));
    if (test === undefined) return { key, label, present };
    onlyThese(test, ['const', 'enum'], `${at}/${key}`);
    return { key, label, present, values: (test.enum ?? [test.const]) as JsonScalar[] };
  }

  function conditionOf(test: Schema): Condition {
    onlyThese(test, ['properties', 'required'], `${at} (if)`);
    const required = namesOf(test.required);
    const tests = schemasOf(test.properties).map(([key, value]) => testOf(key, required.includes(key), value));
    const others = required.filter((key) => tests.every((each) => each.key !== key));
    return { tests: [...tests, ...others.map((key) => testOf(key, true))] };
  }

  function apply(when: Condition, demand: Schema): void {
    onlyThese(demand, ['properties', 'required'], `${at} (then)`);
    for (const key of namesOf(demand.required)) requiredWhen.set(key, [...(requiredWhen.get(key) ?? []), when]);
    for (const [key, value] of schemasOf(demand.properties)) {
      if (typeof value === 'object') onlyThese(value, [...LIMITS, 'const'], `${at}/${key} (then)`);
      const limits = typeof value === 'object' ? limitsOf(value) : ({ absent: true } as const);
      limitsWhen.set(key, [...(limitsWhen.get(key) ?? []), { when, ...limits }]);
    }
  }

  for (const branch of [schema, ...((schema.allOf ?? []) as readonly Schema[])]) {
    if (branch !== schema) onlyThese(branch, ['if', 'then', 'else'], `${at} (allOf)`);
    if (branch.if === undefined) continue;
    const when = conditionOf(branch.if as Schema);
    if (branch.then !== undefined) apply(when, branch.then as Schema);
    if (branch.else !== undefined) apply({ not: true, ...when }, branch.else as Schema);
  }
  for (const [key, needed] of Object.entries((schema.dependentRequired ?? {}) as Record<string, string[]>)) {
    apply({ tests: [testOf(key, true)] }, { required: needed });
  }
  return properties.map(([key, property]) =>
    fieldOf(property, { ...place, key, path: [...place.path, key] }, names, {
      required: namesOf(schema.required).includes(key),
      requiredWhen: requiredWhen.get(key) ?? [],
      limitsWhen: limitsWhen.get(key) ?? [],
    }),
  );
}

/** What every field's schema may have. */
const COMMON = ['title', 'description', 'type', 'default', 'examples', '$schema', '$id'];
const OF_OBJECTS = [
  'properties',
  'required',
  'additionalProperties',
  'if',
  'then',
  'else',
  'allOf',
  'dependentRequired',
];

/** An item of a list is always there. */
const ALWAYS: Presence = { required: true, requiredWhen: [], limitsWhen: [] };

/** The field that a schema describes. */
export function fieldOf(schema: Schema, place: Place, names: Names, presence: Presence = ALWAYS): Field {
  const { type, format } = schema;
  const pointer = pointerOf(place.path);
  const title = typeof schema.title === 'string' ? schema.title : readable(place.key);
  const text = schema.description;
  const common = {
    ...place,
    pointer,
    label: names.label(title),
    ...(typeof text === 'string' && names.help(text)),
    ...presence,
    ...limitsOf(schema),
    ...(schema.default !== undefined && { default: schema.default as JsonScalar }),
    ...(schema.examples !== undefined && { example: (schema.examples as JsonScalar[])[0] as JsonScalar }),
  };
  const only = (...keywords: string[]): void => onlyThese(schema, [...COMMON, ...keywords], pointer);
  switch (type) {
    case 'string': {
      if (schema.enum !== undefined) {
        only('enum');
        return { ...common, control: 'select', options: names.options(title, schema.enum as string[]) };
      }
      only('format', 'minLength', 'maxLength', 'const');
      const control = CONTROLS[format as string] ?? 'text';
      return { ...common, control, format: format as string | undefined };
    }
    case 'integer':
    case 'number': {
      only('minimum', 'maximum');
      return { ...common, control: type === 'integer' && place.key.endsWith('_minor') ? 'amount' : type };
    }
    case 'boolean':
      only('const');
      return { ...common, control: 'checkbox' };
    case 'array': {
      only('items', 'minItems', 'maxItems', 'uniqueItems');
      const item = fieldOf(schema.items as Schema, { ...place, key: '', path: [...place.path, '*'] }, names);
      if (item.control !== 'select' || schema.uniqueItems !== true) return { ...common, control: 'list', item };
      return { ...common, control: 'choices', options: item.options };
    }
    case 'object':
      // What takes any member is data for another program.
      if (schema.additionalProperties !== false) return { ...common, control: 'json' };
      only(...OF_OBJECTS);
      return { ...common, control: 'group', fields: fieldsOf(schema, place, names) };
    default:
      throw new Error(`fields: the type '${String(type)}' at '${pointer}' is not read`);
  }
}

/** Whether a condition holds for the object that the field is in. */
function holds({ not, tests }: Condition, object: unknown): boolean {
  const passes = ({ key, present, values }: Test): boolean => {
    const value = own(object, key);
    if (value === undefined) return !present;
    return values === undefined || values.includes(value as JsonScalar);
  };
  return tests.every(passes) !== (not === true);
}

/** The stricter of two limits. */
const STRICTER: Readonly<Record<string, (one: number, other: number) => number>> = {
  minLength: Math.max,
  minimum: Math.max,
  minItems: Math.max,
  maxLength: Math.min,
  maximum: Math.min,
  maxItems: Math.min,
};

/**
 * Checks that it is a field.
 * @throws TypeError if not.
 */
export function aField(field: Field): Field {
  if (typeof own(field, 'control') === 'string' && Array.isArray(own(field, 'requiredWhen'))) return field;
  throw new TypeError('field must be one of those that fieldsIn() gives, such as fieldsIn().eventSetup');
}

/**
 * What is asked of a field, given the object that it is a member of: whether complete data must have it, and all its
 * limits, those of the conditions that hold included.
 * @throws TypeError if it is not a field, or the object cannot be read.
 */
export function demandOf(field: Field, object: unknown): Demand {
  aField(field);
  return reading('object', () => askedOf(field, object));
}

function askedOf(field: Field, object: unknown): Demand {
  const demand: Writable<Demand> = {
    required: field.required || field.requiredWhen.some((condition) => holds(condition, object)),
  };
  for (const limits of [field, ...field.limitsWhen.filter(({ when }) => holds(when, object))]) {
    for (const name of LIMITS) {
      const limit = own(limits, name) as number | undefined;
      if (limit !== undefined)
        demand[name] = STRICTER[name]?.((own(demand, name) as number | undefined) ?? limit, limit) ?? limit;
    }
    for (const name of ['unique', 'constant', 'absent'] as const) {
      if (Object.hasOwn(limits, name)) Object.assign(demand, { [name]: limits[name] });
    }
  }
  return demand;
}
