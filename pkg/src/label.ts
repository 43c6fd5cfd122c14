// Where an issue stands, by the `title`s of the schema along its path. Knows no language, and takes any JSON in place of
// a schema: what is no schema has no titles.

import type { PathSegment } from './issue.js';
import { cut } from './text.js';

/** A JSON Schema, or whatever stands where one should. */
export type Schema = unknown;

/** A member, by its name, that has one of the values. */
interface Condition {
  readonly name: string;
  readonly values: readonly unknown[];
}

/** A place in the data, for a message. Names are English titles, or keys made readable. */
export interface Label {
  /** The value's name; of a list's item, the item's. Empty for a whole that has no title. */
  readonly name: string;
  /** The value's key, if the schema has no property of that name: a text of the data. */
  readonly unknownKey?: string | undefined;
  /** Of a list's item: its place, from 1. */
  readonly number?: number | undefined;
  /** The list items that it is in, outermost first, each with how deep it is: `{ name: 'Tier', number: 1, depth: 2 }`. */
  readonly within: readonly { readonly name: string; readonly number: number; readonly depth: number }[];
  /** What has to hold for the failed keyword to apply, if it stands in a `then`. */
  readonly when: () => Condition | undefined;
  /** The name of another member of the same object, by its key. */
  readonly sibling: (key: string) => string;
  /** What is found first in the schemas that hold for the value, as far as they are looked through. */
  readonly foundIn: <Found>(find: (schema: Schema) => Found | undefined) => Found | undefined;
  /** The schema of the object, or list, that it is in. */
  readonly parent: Schema;
  /** Those that hold for that object, or list: the `parent` first. */
  readonly parents: () => readonly Schema[];
  /** Whether a member must be there, in that object. */
  readonly demanded: (key: string, object: unknown) => boolean;
}

/** References that are followed one after another; some lead in circles. */
const FOLLOWED = 10;

/** A member of its own that a value has under a name. */
export function own(value: unknown, name: PathSegment): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<PathSegment, unknown>)[name]
    : undefined;
}

/** The schema that a reference within the document leads to. */
function referred(root: Schema, reference: unknown): Schema {
  if (typeof reference !== 'string' || !/^#(\/[^%]*)?$/.test(reference)) return undefined;
  const tokens = reference.split('/').slice(1);
  return tokens.reduce((at: Schema, token) => own(at, token.replaceAll('~1', '/').replaceAll('~0', '~')), root);
}

/** A schema's keyword: its own, else that of the schema that it refers to. */
export function keywordOf(root: Schema, schema: Schema, keyword: string): unknown {
  let at = schema;
  for (let step = 0; step <= FOLLOWED; step++) {
    const found = own(at, keyword);
    if (found !== undefined) return found;
    const reference = own(at, '$ref');
    if (reference === undefined) return undefined;
    at = referred(root, reference);
  }
  return undefined;
}

/** `completion_percentage` → `Completion percentage`. */
export function readable(key: string): string {
  const words = cut(key).replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A list that is no list has nothing in it. */
function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A title that says something, if a schema has one. */
export function titleOf(schema: Schema, root: Schema = schema): string | undefined {
  const title = keywordOf(root, schema, 'title');
  return typeof title === 'string' && cut(title).trim() !== '' ? title : undefined;
}

/** The values of an object, or of none. */
function membersOf(value: unknown): readonly unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}

/** Keywords whose schemas hold for the same value: one, a list of them, or one by each name. */
const ONE = ['then', 'else'];
const LISTED = ['allOf', 'anyOf', 'oneOf'];
const NAMED = ['dependentSchemas', 'dependencies'];
/** Schemas that are looked through for the name of one member; some refer to themselves. */
const ALIKE = 100;

/** The label of the value at `path`, which did not meet `keyword`. */
export function labelOf(
  root: Schema,
  path: readonly PathSegment[],
  keyword: string,
  params: Readonly<Record<string, unknown>>,
): Label {
  const of = (schema: Schema, name: string): unknown => keywordOf(root, schema, name);

  function ownChild(schema: Schema, segment: PathSegment): Schema {
    if (typeof segment === 'string') return own(of(schema, 'properties'), segment);
    const items = of(schema, 'items');
    // Until 2019-09 `items` itself could be a list, as `prefixItems` is since.
    const tuple = Array.isArray(items) ? items : of(schema, 'prefixItems');
    return listOf(tuple)[segment] ?? (Array.isArray(items) ? of(schema, 'additionalItems') : items);
  }

  /** The schemas that a schema has for the same value. */
  function alternatives(schema: Schema): Schema[] {
    const found: Schema[] = [];
    for (const keyword of ONE) found.push(of(schema, keyword));
    for (const keyword of LISTED) found.push(...listOf(of(schema, keyword)).slice(0, ALIKE));
    for (const keyword of NAMED) found.push(...membersOf(of(schema, keyword)).slice(0, ALIKE));
    return found.filter((each) => typeof each === 'object' && each !== null);
  }

  /** What is found first in a schema, or in those that hold for the same value. */
  function foundIn<Found>(schema: Schema, find: (schema: Schema) => Found | undefined): Found | undefined {
    // Mostly it is in the schema itself.
    let found = find(schema);
    const alike = [schema];
    for (let at = 0; found === undefined && at < alike.length; at++) {
      if (at > 0) found = find(alike[at]);
      // What is added is looked at too, in its turn.
      if (found === undefined && alike.length < ALIKE) alike.push(...alternatives(alike[at]));
    }
    return found;
  }

  /** The schema, and those that hold for the same value. */
  function alike(schema: Schema): Schema[] {
    const all: Schema[] = [];
    foundIn(schema, (each) => {
      all.push(each);
    });
    return all;
  }

  /** The schema of a member, or item: the schema's own, else the first of those that hold for the same value. */
  const child = (schema: Schema, segment: PathSegment): Schema => foundIn(schema, (each) => ownChild(each, segment));

  const nameOf = (parent: Schema, key: string): string => titleOf(child(parent, key), root) ?? readable(key);

  /** Whether a schema demands the failed keyword, with that limit, of its property. */
  function demands(schema: Schema, key: string): boolean {
    if (keyword === 'required') return listOf(of(schema, 'required')).includes(key);
    const demand = of(ownChild(schema, key), keyword);
    const limit = own(params, 'limit') ?? own(params, 'allowedValue');
    return demand !== undefined && (limit === undefined || demand === limit);
  }

  /** The schema and those of its `allOf`, each of which may be an `if` with its `then`. */
  const branches = (schema: Schema): Schema[] => [schema, ...listOf(of(schema, 'allOf'))];

  /** The members on which an `if` depends, each with the values that meet it. */
  function conditions(branch: Schema): { key: string; values: readonly unknown[] }[] {
    const tests = of(of(branch, 'if'), 'properties');
    const keys = typeof tests === 'object' && tests !== null ? Object.keys(tests) : [];
    return keys.flatMap((key) => {
      const test = own(tests, key);
      const constant = of(test, 'const');
      const values = constant === undefined ? listOf(of(test, 'enum')) : [constant];
      return values.length > 0 ? [{ key, values }] : [];
    });
  }

  /** The condition under which a parent demands the keyword of its property. */
  function condition(parent: Schema, key: string): Condition | undefined {
    if (demands(parent, key)) return undefined;
    for (const branch of branches(parent)) {
      const [first] = demands(of(branch, 'then'), key) ? conditions(branch) : [];
      if (first !== undefined) return { name: nameOf(parent, first.key), values: first.values };
    }
    return undefined;
  }

  function demanded(parent: Schema, key: string, object: unknown): boolean {
    const lists = (schema: Schema): boolean => listOf(of(schema, 'required')).includes(key);
    return branches(parent).some((branch) => {
      if (lists(branch)) return true;
      const met = conditions(branch);
      return (
        met.length > 0 && met.every((test) => test.values.includes(own(object, test.key))) && lists(of(branch, 'then'))
      );
    });
  }

  const within: { name: string; number: number; depth: number }[] = [];
  const last = path.length - 1;
  let schema: Schema = root;
  let parent: Schema;
  let name = titleOf(root) ?? '';
  let unknownKey: string | undefined;
  let number: number | undefined;
  path.forEach((segment, depth) => {
    parent = schema;
    schema = child(parent, segment);
    if (typeof segment === 'number') {
      name = titleOf(schema, root) ?? 'Item';
      // The item itself is named with its number; what is inside it is named after it.
      if (depth === last) number = segment + 1;
      else within.push({ name, number: segment + 1, depth: depth + 1 });
    } else if (depth === last) {
      name = titleOf(schema, root) ?? readable(segment);
      // What is demanded to be present is named by the schema that demands it.
      if (schema === undefined && !keyword.endsWith('equired')) unknownKey = segment;
    }
  });
  return {
    name,
    unknownKey,
    number,
    within,
    when: () => {
      const key = path[last];
      return typeof key === 'string' ? condition(parent, key) : undefined;
    },
    sibling: (key) => nameOf(parent, key),
    foundIn: (find) => foundIn(schema, find),
    parent,
    parents: () => alike(parent),
    demanded: (key, object) => demanded(parent, key, object),
  };
}
