// PostgREST's part: reads a request body as PostgREST does, and builds the statement that it would build. Knows no
// rules about data; the statement leaves every decision to PostgreSQL.

export type Table = 'wizard_sessions' | 'wizard_actions';
export type Operation = 'insert' | 'update';
/** `?column=eq.value` in a request: the rows that it is about. */
export type Filter = readonly [column: string, value: string];

/** An error in the form of PostgREST's body; `constraint` and `column` are additional fields from the server. */
export interface DatabaseError {
  readonly code: string;
  readonly message: string;
  readonly details: string | null;
  readonly hint: string | null;
  readonly constraint?: string | undefined;
  readonly column?: string | undefined;
}

/** A table's columns: name → type with its length, as `format_type` writes it. */
export type Columns = ReadonlyMap<string, string>;

/** A request refused by PostgREST, before any statement. */
export class RequestError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

interface Body {
  readonly isArray: boolean;
  /** The columns to be written, in the order in which PostgreSQL converts them. */
  readonly keys: readonly string[];
  /** Whether there is any row: `null`, `1` and `[]` are answered with success. */
  readonly hasRow: boolean;
}

function byCodePoint(left: string, right: string): number {
  const a = [...left];
  const b = [...right];
  const differs = a.findIndex((character, index) => character !== b[index]);
  if (differs === -1) return a.length - b.length;
  return (a[differs]?.codePointAt(0) ?? -1) - (b[differs]?.codePointAt(0) ?? -1);
}

/** PostgREST's JSON parser refuses half a surrogate pair, which `JSON.parse` accepts. */
function refuseLoneSurrogates(key: string, value: unknown): unknown {
  if (!key.isWellFormed() || (typeof value === 'string' && !value.isWellFormed())) throw new SyntaxError(key);
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text, refuseLoneSurrogates);
  } catch {
    throw new RequestError('PGRST102', 'Empty or invalid json');
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readBody(text: string): Body {
  const body = parse(text);
  const rows: unknown[] = Array.isArray(body) ? body : isObject(body) ? [body] : [];
  const keySets = rows.map((row) => (isObject(row) ? Object.keys(row).sort(byCodePoint) : undefined));
  const [keys = []] = keySets;
  if (keySets.some((other) => JSON.stringify(other) !== JSON.stringify(keys))) {
    throw new RequestError('PGRST102', 'All object keys must match');
  }
  return { isArray: Array.isArray(body), keys, hasRow: rows.length > 0 };
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** The condition of a request's filters. Throws a RequestError for a column that the table has not. */
function whereOf(table: Table, filters: readonly Filter[], columns: Columns): string {
  const conditions = filters.map(([name, value]) => {
    if (!columns.has(name)) throw new RequestError('42703', `column ${table}.${name} does not exist`);
    return `${quoted(table)}.${quoted(name)} = ${literal(value)}`;
  });
  return conditions.length === 0 ? 'true' : conditions.join(' AND ');
}

/** A statement, and whether the request's body is its parameter `$1`. */
export interface Statement {
  readonly sql: string;
  readonly takesBody: boolean;
}

export function selectFor(table: Table, filters: readonly Filter[], columns: Columns): Statement {
  const sql = `SELECT row_to_json(${quoted(table)}.*)::text AS row FROM ${quoted(table)} WHERE ${whereOf(table, filters, columns)} ORDER BY created_at, id`;
  return { sql, takesBody: false };
}

/**
 * The statement for a body; an update changes the rows of its filters. Undefined if there is nothing to do. Throws a
 * RequestError if PostgREST refuses the body.
 * @param conflict for an upsert: the columns that say which row is replaced.
 */
export function statementFor(
  table: Table,
  operation: Operation,
  text: string,
  columns: Columns,
  filters: readonly Filter[] = [],
  conflict: readonly string[] = [],
): Statement | undefined {
  const { isArray, keys, hasRow } = readBody(text);
  const unknown = [...keys, ...conflict].find((key) => !columns.has(key));
  if (unknown !== undefined) {
    throw new RequestError('PGRST204', `Could not find the '${unknown}' column of '${table}' in the schema cache`);
  }
  if (!hasRow) return undefined;
  const returning = `RETURNING row_to_json(${quoted(table)}.*)::text AS row`;
  if (keys.length === 0) {
    const sql = `INSERT INTO ${quoted(table)} DEFAULT VALUES ${returning}`;
    return operation === 'insert' ? { sql, takesBody: false } : undefined;
  }
  const names = keys.map(quoted).join(', ');
  const typed = keys.map((key) => `${quoted(key)} ${columns.get(key)}`).join(', ');
  const expand = isArray ? 'json_to_recordset' : 'json_to_record';
  const body = `(SELECT ${names} FROM ${expand}($1::json) AS _(${typed})) AS pgrst_body`;
  if (operation === 'insert') {
    const replaced = keys.map((key) => `${quoted(key)} = EXCLUDED.${quoted(key)}`).join(', ');
    const upsert =
      conflict.length === 0 ? '' : `ON CONFLICT (${conflict.map(quoted).join(', ')}) DO UPDATE SET ${replaced}`;
    const sql = `INSERT INTO ${quoted(table)} (${names}) SELECT ${names} FROM ${body} ${upsert} ${returning}`;
    return { sql, takesBody: true };
  }
  const set = keys.map((key) => `${quoted(key)} = pgrst_body.${quoted(key)}`).join(', ');
  const sql = `UPDATE ${quoted(table)} SET ${set} FROM ${body} WHERE ${whereOf(table, filters, columns)} ${returning}`;
  return { sql, takesBody: true };
}
