// Where an issue stands, in a person's words: the `title`s of the stage schemas along its path.

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

/** A place in the data, for a message. */
export interface Label {
  /** The value's title, or its key made readable. */
  readonly name: string;
  /** The list items that it is in, outermost first: `{ name: 'Tier', number: 1 }`. */
  readonly within: readonly { readonly name: string; readonly number: number }[];
  /** What has to hold for the failed keyword to apply, if it stands in a `then`. */
  readonly when?: { readonly name: string; readonly values: readonly unknown[] };
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

/** The condition under which a parent demands the keyword of its property. */
function condition(parent: Schema | undefined, key: string, keyword: string): Label['when'] {
  const demands = (schema: Schema | undefined): boolean =>
    keyword === 'required' ? schema?.required?.includes(key) === true : keyword in (child(schema, key) ?? {});
  if (parent === undefined || demands(parent)) return undefined;
  for (const branch of [parent, ...(parent.allOf ?? [])]) {
    if (!demands(branch.then)) continue;
    for (const [name, test] of Object.entries(branch.if?.properties ?? {})) {
      const values = 'const' in test ? [test.const] : test.enum;
      if (values !== undefined) return { name: child(parent, name)?.title ?? readable(name), values };
    }
  }
  return undefined;
}

/** The label of the value at `path`, which did not meet `keyword`. */
export function labelOf(root: Schema, path: readonly PathSegment[], keyword: string): Label {
  const within: { name: string; number: number }[] = [];
  let schema: Schema | undefined = root;
  let name = root.title ?? '';
  let when: Label['when'];
  path.forEach((segment, depth) => {
    const last = depth === path.length - 1;
    const next = child(schema, segment);
    if (typeof segment === 'number') {
      name = next?.title ?? 'Item';
      // The item itself is named with its number; what is inside it is named after it.
      if (last) name = `${name} ${segment + 1}`;
      else within.push({ name, number: segment + 1 });
    } else {
      name = next?.title ?? readable(segment);
      if (last) when = condition(schema, segment, keyword);
    }
    schema = next;
  });
  return when === undefined ? { name, within } : { name, within, when };
}
