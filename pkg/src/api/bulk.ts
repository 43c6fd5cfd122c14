// An array of rows as one request. supabase-js's `insert` and `upsert` list in `columns=`, in the URL, every key of the
// rows, including keys whose value JSON omits; PostgREST reads only those columns from the body, and a column that a
// row lacks becomes NULL or gets its default. Knows no tables.

import { jsonText } from '../json/text.js';

export type Json = Record<string, unknown>;

export function isRow(value: unknown): value is Json {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/**
 * The separator between two names in `columns="a","b"`. postgrest-js does not escape names, so a name may contain it.
 */
const BETWEEN = '","';

/** The columns that postgrest-js lists for the rows, each with the index of the first row that has it. */
export function columnsOf(rows: readonly unknown[]): Map<string, number> {
  const columns = new Map<string, number>();
  // Holes in the array are skipped, as in postgrest-js.
  rows.forEach((row, index) => {
    if (row === null || row === undefined) return;
    // The keys of a string are its indices. None is a column, and PostgREST names the first in its error.
    for (const key of Object.keys(typeof row === 'string' ? row.slice(0, 1) : row)) {
      for (const name of key.split(BETWEEN)) if (!columns.has(name)) columns.set(name, index);
    }
  });
  return columns;
}

/**
 * The rows of the body as PostgREST reads them when the request lists these columns. A column that no row of the body
 * has is added as null to the row that had it before JSON omitted it, if that means NULL or if the column is `unknown`.
 */
function rowsRead(
  body: readonly unknown[],
  columns: ReadonlyMap<string, number>,
  missingIsNull: boolean,
  unknownOf: (names: readonly string[]) => ReadonlySet<string>,
): readonly unknown[] {
  const absent = new Map(columns);
  let others = false;
  for (const row of body) {
    for (const name of isRow(row) ? Object.keys(row) : []) {
      absent.delete(name);
      others ||= !columns.has(name);
    }
  }
  if (absent.size === 0 && !others) return body;
  const rows = body.map((row) =>
    isRow(row) ? Object.fromEntries(Object.entries(row).filter(([name]) => columns.has(name))) : row,
  );
  if (absent.size === 0) return rows;
  // A known column that gets its default needs no mention, and neither does one in a row that is not an object.
  const standsAsNull = (index: number) => missingIsNull && isRow(rows[index]);
  const unknown = unknownOf([...absent].filter(([, index]) => !standsAsNull(index)).map(([name]) => name));
  const added = new Map<number, [string, null][]>();
  for (const [name, index] of absent) {
    if (!standsAsNull(index) && !unknown.has(name)) continue;
    const members = added.get(index) ?? [];
    members.push([name, null]);
    added.set(index, members);
  }
  for (const [index, members] of added) {
    const row = rows[index];
    rows[index] = { ...(isRow(row) ? row : {}), ...Object.fromEntries(members) };
  }
  // A row that is not an object must be refused as such (22023), not for naming no columns: so the columns are put into
  // an extra row at the end, where nothing is read any more.
  const named = rows.some((row) => isRow(row) && Object.keys(row).length > 0);
  if (!named && !rows.every(isRow)) rows.push(Object.fromEntries([...columns.keys()].map((name) => [name, null])));
  return rows;
}

/** The body of these rows as PostgREST reads it. */
export function bodyText(
  rows: readonly unknown[],
  columns: ReadonlyMap<string, number>,
  missingIsNull: boolean,
  unknownOf: (names: readonly string[]) => ReadonlySet<string>,
): string {
  const text = jsonText(rows, 'rows');
  if (columns.size === 0) return text;
  const body: unknown = JSON.parse(text);
  // A `toJSON` method of the array may turn it into anything.
  if (!Array.isArray(body) || body.length !== rows.length) return text;
  const read = rowsRead(body, columns, missingIsNull, unknownOf);
  return read === body ? text : JSON.stringify(read);
}

/**
 * Rows for which supabase-js would make this request: those of its body, with the columns that its URL lists.
 * (PostgREST cuts a name that contains a `"` at that character.)
 */
export function rowsOfRequest(body: readonly unknown[], columns: string): unknown[] {
  const names = new Set(columns.slice(1, -1).split(BETWEEN));
  const absent = new Set(names);
  const rows = body.map((row) => {
    // Whatever keys it has, this row adds no columns: the URL lists them.
    if (!isRow(row)) return Object.create({ toJSON: () => row });
    const members = Object.entries(row).filter(([name]) => names.has(name));
    for (const [name] of members) absent.delete(name);
    return Object.fromEntries(members);
  });
  if (absent.size === 0 || rows.length === 0) return rows;
  const named = Object.fromEntries([...absent].map((name) => [name, undefined]));
  const first = body.findIndex(isRow);
  if (first >= 0) rows[first] = { ...(rows[first] as Json), ...named };
  // An object that has those keys, but is written as the original value of the body.
  else rows[0] = Object.assign(Object.create({ toJSON: () => body[0] }), named);
  return rows;
}
