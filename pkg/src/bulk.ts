// An array of rows as a request: supabase-js's `insert` and `upsert` name in `columns=`, in the address, each key of the
// rows, those too whose value JSON does not have; PostgREST reads of the body those columns alone, and a column that no row
// has is NULL, or gets its default. Knows no table.

export type Json = Record<string, unknown>;

export function isRow(value: unknown): value is Json {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** What stands between two names in `columns="a","b"`. postgrest-js writes names as they are, so it may stand in one. */
const BETWEEN = '","';

/** The columns that postgrest-js names for the rows, each with the place of the first row that has it. */
export function columnsOf(rows: readonly unknown[]): Map<string, number> {
  const columns = new Map<string, number>();
  // Holes of the array are passed over, as postgrest-js does.
  rows.forEach((row, index) => {
    if (row === null || row === undefined) return;
    // A text has its places as keys. None is a column, and the first is the one that PostgREST names.
    for (const key of Object.keys(typeof row === 'string' ? row.slice(0, 1) : row)) {
      for (const name of key.split(BETWEEN)) if (!columns.has(name)) columns.set(name, index);
    }
  });
  return columns;
}

/**
 * The rows of the body as PostgREST reads them, where the request names these columns. A column that no row of the body
 * has stands as null in the row that has it before JSON, if that means NULL, or if the column is `unknown`.
 */
export function rowsRead(
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
  // Of a column that exists nothing is to be said where it gets its default, nor in a row that is none.
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
  // What is no row is refused as that (22023), not for naming no column: the columns stand behind the last row, where
  // nothing is read any more.
  const named = rows.some((row) => isRow(row) && Object.keys(row).length > 0);
  if (!named && !rows.every(isRow)) rows.push(Object.fromEntries([...columns.keys()].map((name) => [name, null])));
  return rows;
}

/**
 * Rows of which supabase-js would make this request: those of its body with the columns that its address names.
 * (Of a name that has a `"` PostgREST reads what stands before it.)
 */
export function rowsOfRequest(body: readonly unknown[], columns: string): unknown[] {
  const names = new Set(columns.slice(1, -1).split(BETWEEN));
  const absent = new Set(names);
  const rows = body.map((row) => {
    // It names no column, whatever keys it has: the address does.
    if (!isRow(row)) return Object.create({ toJSON: () => row });
    const members = Object.entries(row).filter(([name]) => names.has(name));
    for (const [name] of members) absent.delete(name);
    return Object.fromEntries(members);
  });
  if (absent.size === 0 || rows.length === 0) return rows;
  const named = Object.fromEntries([...absent].map((name) => [name, undefined]));
  const first = body.findIndex(isRow);
  if (first >= 0) rows[first] = { ...(rows[first] as Json), ...named };
  // Something that has those keys, and is written as what it is in the body.
  else rows[0] = Object.assign(Object.create({ toJSON: () => body[0] }), named);
  return rows;
}
