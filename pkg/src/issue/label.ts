// Names the place of an issue, by the `title`s of the schemas along its path. Knows no language, and accepts any JSON
// in place of a schema: what is not a schema has no titles.

import type { PathSegment } from './issue.js';
import { cut } from './text.js';

/** A JSON Schema, or whatever is in its place. */
export type Schema = unknown;

/** A condition that a member, given by its name, has one of these values. */
interface Condition {
  readonly name: string;
  readonly values: readonly unknown[];
}

/** A place in the data, for a message. Names are English titles, or keys made readable. */
export interface Label {
  /** The value's name; for a list item, the item's name. Empty for a whole document without a title. */
  readonly name: string;
  /** The value's key, if the schema has no property with that name: a text from the data. */
  readonly unknownKey?: string | undefined;
  /** For a list item: its position, from 1. */
  readonly number?: number | undefined;
  /**
   * The list items that contain the value, outermost first, each with its depth: `{ name: 'Tier', number: 1, depth: 2
   * }`.
   */
  readonly within: readonly { readonly name: string; readonly number: number; readonly depth: number }[];
  /** The condition under which the failed keyword applies, if it is in a `then`. */
  readonly when: () => Condition | undefined;
  /** The name of another member of the same object, given by its key. */
  readonly sibling: (key: string) => string;
  /** Searches the schemas that apply to the value, up to a limit, and returns the first result. */
  readonly foundIn: <Found>(find: (schema: Schema) => Found | undefined) => Found | undefined;
  /** The schema of the object or list that contains the value. */
  readonly parent: Schema;
  /** The schemas that apply to that object or list: `parent` first. */
  readonly parents: () => readonly Schema[];
  /** Whether a member is required in that object. */
  readonly demanded: (key: string, object: unknown) => boolean;
}

/** How many references are followed in a row; some lead in circles. */
const FOLLOWED = 10;

/** A value's own member with this name. */
export function own(value: unknown, name: PathSegment): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<PathSegment, unknown>)[name]
    : undefined;
}

/** The schema to which a reference within the document leads. */
function referred(root: Schema, reference: unknown): Schema {
  if (typeof reference !== 'string' || !/^#(\/[^%]*)?$/.test(reference)) return undefined;
  const tokens = reference.split('/').slice(1);
  return tokens.reduce((at: Schema, token) => own(at, token.replaceAll('~1', '/').replaceAll('~0', '~')), root);
}

/** The value of a schema's keyword: its own, or else that of the schema it refers to. */
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

/** The value if it is a list, or else an empty list. */
function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A schema's title, if it has one that is not blank. */
export function titleOf(schema: Schema, root: Schema = schema): string | undefined {
  const title = keywordOf(root, schema, 'title');
  return typeof title === 'string' && cut(title).trim() !== '' ? title : undefined;
}

/** The values of an object's members; none for other values. */
function membersOf(value: unknown): readonly unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}

/** Keywords whose schemas apply to the same value: a single schema, a list of them, or an object of them. */
const ONE = ['then', 'else'];
const LISTED = ['allOf', 'anyOf', 'oneOf'];
const NAMED = ['dependentSchemas', 'dependencies'];
/** How many schemas are searched for the name of one member; some refer to themselves. */
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
    // Until 2019-09 `items` itself could be a list; since then `prefixItems` is.
    const tuple = Array.isArray(items) ? items : of(schema, 'prefixItems');
    return listOf(tuple)[segment] ?? (Array.isArray(items) ? of(schema, 'additionalItems') : items);
  }

  /** The subschemas of a schema that apply to the same value. */
  function alternatives(schema: Schema): Schema[] {
    const found: Schema[] = [];
    for (const keyword of ONE) found.push(of(schema, keyword));
    for (const keyword of LISTED) found.push(...listOf(of(schema, keyword)).slice(0, ALIKE));
    for (const keyword of NAMED) found.push(...membersOf(of(schema, keyword)).slice(0, ALIKE));
    return found.filter((each) => typeof each === 'object' && each !== null);
  }

  /** Searches a schema and the schemas that apply to the same value, and returns the first result. */
  function foundIn<Found>(schema: Schema, find: (schema: Schema) => Found | undefined): Found | undefined {
    // Usually the schema itself has it.
    let found = find(schema);
    const alike = [schema];
    for (let at = 0; found === undefined && at < alike.length; at++) {
      if (at > 0) found = find(alike[at]);
      // Schemas added here are searched later in this loop.
      if (found === undefined && alike.length < ALIKE) alike.push(...alternatives(alike[at]));
    }
    return found;
  }

  /** The schema, and those that apply to the same value. */
  function alike(schema: Schema): Schema[] {
    const all: Schema[] = [];
    foundIn(schema, (each) => {
      all.push(each);
    });
    return all;
  }

  /** The schema of a member or item: the schema's own, or else the first among those that apply to the same value. */
  const child = (schema: Schema, segment: PathSegment): Schema => foundIn(schema, (each) => ownChild(each, segment));

  const nameOf = (parent: Schema, key: string): string => titleOf(child(parent, key), root) ?? readable(key);

  /** Whether a schema applies the failed keyword, with this limit, to its property. */
  function demands(schema: Schema, key: string): boolean {
    if (keyword === 'required') return listOf(of(schema, 'required')).includes(key);
    const demand = of(ownChild(schema, key), keyword);
    const limit = own(params, 'limit') ?? own(params, 'allowedValue');
    return demand !== undefined && (limit === undefined || demand === limit);
  }

  /** The schema and the members of its `allOf`, each of which may be an `if` with a `then`. */
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

  /** The condition under which a parent applies the keyword to its property. */
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
      // The name of an item includes its number; the place of what is inside it mentions the item.
      if (depth === last) number = segment + 1;
      else within.push({ name, number: segment + 1, depth: depth + 1 });
    } else if (depth === last) {
      name = titleOf(schema, root) ?? readable(segment);
      // A missing required member gets its name from the schema that requires it.
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
