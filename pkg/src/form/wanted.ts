// What a stage's schema wants at each place: its types, its members, its items. Knows JSON Schema, and nothing of forms.

import { keywordOf, own, type Schema } from '../issue/label.js';

/** What is wanted at one place, by all schemas that may apply to it. */
export interface Wanted {
  /** The JSON Schema types; empty if any will do. */
  readonly types: ReadonlySet<string>;
  readonly format: string | undefined;
  /** The value of `const`. */
  readonly only: unknown;
  /** The value of `default`. */
  readonly fallback: unknown;
  /** The least number of items. */
  readonly least: number;
  /** The names of the members that the schema describes. */
  readonly members: readonly string[];
  /** Whether an object may have other members besides. */
  readonly open: boolean;
  /** What is wanted of a member; undefined if the schema does not describe it. */
  member(key: string): Wanted | undefined;
  /** What is wanted of a list's items; undefined if the schema does not say. */
  readonly items: Wanted | undefined;
}

/** Keywords whose schemas apply to the same value: a single schema, a list of them, or an object of them. */
const ONE = ['then', 'else'];
const LISTED = ['allOf', 'anyOf', 'oneOf'];
const NAMED = ['dependentSchemas'];

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The schemas, and all that may apply to the same value, whatever their conditions. */
function alike(root: Schema, schemas: readonly Schema[]): Schema[] {
  const all = schemas.filter(isObject) as Schema[];
  for (const schema of all) {
    const of = (keyword: string): unknown => keywordOf(root, schema, keyword);
    const more = [
      ...ONE.map(of),
      ...[...LISTED, ...NAMED].flatMap((keyword) => Object.values((of(keyword) as object | undefined) ?? {})),
    ];
    // Those added here are looked at later in this loop.
    all.push(...more.filter((each) => isObject(each) && !all.includes(each)));
  }
  return all;
}

function wantedOf(root: Schema, schemas: readonly Schema[]): Wanted {
  const all = alike(root, schemas);
  const valuesOf = (keyword: string): unknown[] =>
    all.map((schema) => keywordOf(root, schema, keyword)).filter((value) => value !== undefined);
  const first = (keyword: string): unknown => valuesOf(keyword)[0];

  const properties = valuesOf('properties');
  const names = [...new Set(properties.flatMap((each) => Object.keys(each as object)))];
  const known = new Map<string, Wanted>();
  let items: Wanted | undefined;
  const format = first('format');
  return {
    types: new Set(valuesOf('type').flat() as string[]),
    format: typeof format === 'string' ? format : undefined,
    only: first('const'),
    fallback: first('default'),
    least: Math.max(0, ...(valuesOf('minItems') as number[])),
    members: names,
    open: !valuesOf('additionalProperties').includes(false),
    member(key) {
      if (!names.includes(key)) return undefined;
      let wanted = known.get(key);
      if (wanted === undefined) {
        wanted = wantedOf(
          root,
          properties.map((each) => own(each, key)),
        );
        known.set(key, wanted);
      }
      return wanted;
    },
    get items() {
      const schemas = valuesOf('items');
      if (items === undefined && schemas.length > 0) items = wantedOf(root, schemas);
      return items;
    },
  };
}

const roots = /* @__PURE__ */ new WeakMap<object, Wanted>();

/** What a schema wants of the whole value. */
export function wantedBy(schema: object): Wanted {
  let wanted = roots.get(schema);
  if (wanted === undefined) {
    wanted = wantedOf(schema, [schema]);
    roots.set(schema, wanted);
  }
  return wanted;
}
