// What a PostgreSQL or PostgREST error says, as an issue. Knows the wording of PostgreSQL's messages; the
// names are found by their quotes, since a server may speak another language than English.

import type { RawIssue } from './issue.js';

/** The body of a PostgREST error (`error` in supabase-js), or the fields of that name of a PostgreSQL client. */
export interface DatabaseError {
  readonly code?: string | null;
  readonly message?: string | null;
  readonly details?: string | null;
  readonly hint?: string | null;
}

/** Condition names (PostgreSQL manual, Appendix A) of errors that a save can meet. */
const CONDITIONS: Readonly<Record<string, string>> = {
  '21000': 'cardinality_violation',
  '22001': 'string_data_right_truncation',
  '22003': 'numeric_value_out_of_range',
  '22007': 'invalid_datetime_format',
  '22008': 'datetime_field_overflow',
  '22009': 'invalid_time_zone_displacement_value',
  '22012': 'division_by_zero',
  '22023': 'invalid_parameter_value',
  '2202E': 'array_subscript_error',
  '22P02': 'invalid_text_representation',
  '22P05': 'untranslatable_character',
  '23502': 'not_null_violation',
  '23503': 'foreign_key_violation',
  '23505': 'unique_violation',
  '23514': 'check_violation',
  '23P01': 'exclusion_violation',
  '25006': 'read_only_sql_transaction',
  '40001': 'serialization_failure',
  '40P01': 'deadlock_detected',
  '42501': 'insufficient_privilege',
  '428C9': 'generated_always',
  '54000': 'program_limit_exceeded',
  '54001': 'statement_too_complex',
  '57014': 'query_canceled',
  P0001: 'raise_exception',
};

/** Whether the error names no column (class 22 or 54, but for a division): judging the row again finds it. */
export function namesNoColumn(sqlstate: string): boolean {
  return /^(22(?!012)|54)/.test(sqlstate);
}

/** What stands between quotes, in order: `"a"` in English, `»a«` in German, `« a »` in French. */
function quoted(text: string): string[] {
  return [...text.matchAll(/["«»„“”]\s*([^"«»„“”]+?)\s*["«»„“”]/gu)].map((match) => match[1] ?? '');
}

/** The column and table of `Could not find the 'a' column of 'b' in the schema cache`. */
function schemaCacheNames(message: string): string[] {
  return [...message.matchAll(/'([^']+)'/gu)].map((match) => match[1] ?? '');
}

/** The first column of `Key (a, b)=(1, 2) …`, in whatever language. */
function keyColumn(details: string): string | undefined {
  const columns = /\(([^()]+)\)=\(/u.exec(details)?.[1];
  return columns?.split(', ')[0]?.replace(/^"(.*)"$/u, '$1');
}

/** PostgreSQL names constraints `table_column_key` and `table_column_fkey` by itself. */
function columnOfName(constraint: string, table: string | undefined): string | undefined {
  const prefix = `${table}_`;
  if (table === undefined || !constraint.startsWith(prefix)) return undefined;
  return /^(.+)_(?:key|fkey|check)$/u.exec(constraint.slice(prefix.length))?.[1];
}

function about(column: string | undefined): Pick<RawIssue, 'path' | 'column'> {
  return column === undefined ? { path: [] } : { path: [column], column };
}

/** The table that the error is about, if it says so. */
export function tableOf(error: DatabaseError): string | undefined {
  const names = quoted(error.message ?? '');
  switch (error.code) {
    case 'PGRST204':
      return schemaCacheNames(error.message ?? '')[1];
    case '23502':
      return names[1];
    case '23503':
    case '23514':
    case '42501':
      return names[0];
    default:
      return undefined;
  }
}

/** The error as an issue, with what the error itself tells. */
export function readDatabaseError(error: DatabaseError): RawIssue {
  const code = error.code ?? '';
  const message = error.message ?? '';
  const details = error.details ?? '';
  const names = quoted(message);
  const table = tableOf(error);
  const params: Record<string, unknown> = { message };
  if (error.details) params.details = error.details;
  if (error.hint) params.hint = error.hint;
  if (table !== undefined) params.table = table;
  const issue = { source: 'database', params } as const;
  if (code.startsWith('PGRST') || code === '') {
    return {
      ...issue,
      code: code || 'unknown',
      ...about(code === 'PGRST204' ? schemaCacheNames(message)[0] : undefined),
    };
  }
  const condition = { ...issue, code: CONDITIONS[code] ?? code, sqlstate: code };
  switch (code) {
    case '23502':
    case '428C9':
      return { ...condition, ...about(names[0]) };
    case '23514': {
      const constraint = names[1] ?? '';
      const column = columnOfName(constraint, table);
      return { ...condition, code: constraint || condition.code, constraint, ...about(column) };
    }
    case '23505': {
      const constraint = names[0] ?? '';
      return { ...condition, constraint, ...about(keyColumn(details) ?? columnOfUnique(constraint)) };
    }
    case '23503': {
      const constraint = names[1] ?? '';
      const referenced = quoted(details).at(-1);
      if (referenced !== undefined) params.referenced = referenced;
      return { ...condition, constraint, ...about(keyColumn(details) ?? columnOfName(constraint, table)) };
    }
    default:
      return { ...condition, path: [] };
  }
}

/** The message of 23505 has no table, so its name is not known: the tables of this package are tried. */
function columnOfUnique(constraint: string): string | undefined {
  return columnOfName(constraint, 'wizard_sessions') ?? columnOfName(constraint, 'wizard_actions');
}
