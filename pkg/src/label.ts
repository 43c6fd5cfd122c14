// Where an issue stands, by the `title`s of the stage schemas along its path. Knows no language.

import type { PathSegment } from './issue.js';

/** The part of a JSON Schema that is read here. */
export interface Schema {
  readonly title?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly required?: readonly string[];
  readonly allOf?: readonly Schema[];
  readonly if?: Schema;
  readonly then?: Schema;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
}

/** A place in the data, for a message. Names are English titles, or keys made readable. */
export interface Label {
  /** The value's name; of a list's item, the item's. Empty for a whole that has no title. */
  readonly name: string;
  /** Of a list's item: its place, from 1. */
  readonly number?: number | undefined;
  /** The list items that it is in, outermost first, each with how deep it is: `{ name: 'Tier', number: 1, depth: 2 }`. */
  readonly within: readonly { readonly name: string; readonly number: number; readonly depth: number }[];
  /** What has to hold for the failed keyword to apply, if it stands in a `then`. */
  readonly when?: { readonly name: string; readonly values: readonly unknown[] } | undefined;
  /** The name of another member of the same object, by its key. */
  readonly sibling: (key: string) => string;
}

/** `completion_percentage` → `Completion percentage`. */
function readable(key: string): string {
  const words = key.replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function child(schema: Schema | undefined, segment: PathSegment): Schema | undefined {
  if (typeof segment === 'number') return schema?.prefixItems?.[segment] ?? schema?.items;
  const properties = schema?.properties;
  return properties !== undefined && Object.hasOwn(properties, segment) ? properties[segment] : undefined;
}

function nameOf(parent: Schema | undefined, key: string): string {
  return child(parent, key)?.title ?? readable(key);
}

/** The condition under which a parent demands the keyword, with that limit, of its property. */
function condition(parent: Schema | undefined, key: string, keyword: string, limit: unknown): Label['when'] {
  const demands = (schema: Schema | undefined): boolean => {
    if (keyword === 'required') return schema?.required?.includes(key) === true;
    const own: Readonly<Record<string, unknown>> = { ...child(schema, key) };
    return keyword in own && (limit === undefined || own[keyword] === limit);
  };
  if (parent === undefined || demands(parent)) return undefined;
  for (const branch of [parent, ...(parent.allOf ?? [])]) {
    if (!demands(branch.then)) continue;
    for (const [name, test] of Object.entries(branch.if?.properties ?? {})) {
      const values = 'const' in test ? [test.const] : test.enum;
      if (values !== undefined) return { name: nameOf(parent, name), values };
    }
  }
  return undefined;
}

/** The label of the value at `path`, which did not meet `keyword`. */
export function labelOf(
  root: Schema,
  path: readonly PathSegment[],
  keyword: string,
  params: Readonly<Record<string, unknown>>,
): Label {
  const within: { name: string; number: number; depth: number }[] = [];
  const last = path.length - 1;
  let schema: Schema | undefined = root;
  let parent: Schema | undefined;
  let name = root.title ?? '';
  let number: number | undefined;
  let when: Label['when'];
  path.forEach((segment, depth) => {
    parent = schema;
    schema = child(parent, segment);
    if (typeof segment === 'number') {
      name = schema?.title ?? 'Item';
      // The item itself is named with its number; what is inside it is named after it.
      if (depth === last) number = segment + 1;
      else within.push({ name, number: segment + 1, depth: depth + 1 });
    } else {
      name = nameOf(parent, segment);
      if (depth === last) when = condition(parent, segment, keyword, params.limit ?? params.allowedValue);
    }
  });
  return { name, number, within, when, sibling: (key) => nameOf(parent, key) };
}
