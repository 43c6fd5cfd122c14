// What a PostgreSQL or PostgREST error says, as an issue. Knows the wording of PostgreSQL's messages; names are found
// by their quotes, since a server may use another language than English. Users can influence what the server repeats,
// so every text is read in a single pass, up to a limit.

import { conditions } from '../generated/conditions.js';
import { constraintColumns, constraintComments } from '../generated/constraints.js';
import { stageColumns, stages } from '../generated/facts.js';
import type { RawIssue } from './issue.js';
import { type HttpAnswer, networkIssue } from './network_error.js';
import { cut } from './text.js';

/**
 * The body of a PostgREST error (`error` in supabase-js), or the fields with these names of a PostgreSQL client's
 * error.
 */
export interface DatabaseError {
  readonly code?: string | null;
  readonly message?: string | null;
  readonly details?: string | null;
  readonly hint?: string | null;
  /** The HTTP status, which tells apart what a gateway answers; 412 says that the row has been changed since it was read. */
  readonly status?: number | null;
  /** The response's `Retry-After`, in seconds. */
  readonly retryAfter?: number | null;
}

/** The fields of an error that are strings; those that are not, are blank or cannot be read are empty. */
export type ErrorFields = Readonly<Record<'name' | 'code' | 'message' | 'details' | 'hint', string>>;

/**
 * How much of a field is read, in UTF-16 units. Names of columns and constraints come before any longer text from a
 * user.
 */
const MOST_READ = 10_000;

/** The hint in errors from the guard of `/supabase`: their message is this package's, not PostgreSQL's. */
export const NOT_SENT = 'event-wizard-validator refused this before it was sent';

/** Reads each field once, whatever the error is: a getter may throw, and the `code` of a DOMException is a number. */
export function fieldsOf(error: object): ErrorFields {
  const read = (name: keyof ErrorFields): string => {
    try {
      // `message` is normally inherited from the error's class; only what comes from Object.prototype is ignored.
      if (Object.hasOwn(Object.prototype, name) && !Object.hasOwn(error, name)) return '';
      const value: unknown = (error as Record<string, unknown>)[name];
      return typeof value === 'string' && value.trim() !== '' ? value.slice(0, MOST_READ) : '';
    } catch {
      return '';
    }
  };
  const [name, code, message] = [read('name'), read('code'), read('message')];
  return { name, code, message, details: read('details'), hint: read('hint') };
}

/** Whether the error names no column (class 22 or 54, except division by zero): judging the row again finds it. */
export function namesNoColumn(sqlstate: string): boolean {
  return (sqlstate.startsWith('22') && sqlstate !== '22012') || sqlstate.startsWith('54');
}

/** Whether the code is PostgREST's: https://docs.postgrest.org/en/stable/references/errors.html */
function isPostgrest(code: string): boolean {
  return /^PGRST[\dA-Z]{3}$/.test(code);
}

/** Whether the code is a SQLSTATE. No class begins with E, but the names of system errors do: `EPIPE`. */
function isSqlState(code: string): boolean {
  return /^[\dA-Z]{5}$/.test(code) && !/^E[A-Z]+$/.test(code);
}

/** The texts between quotes, in order: `"a"` in English, `»a«` in German, `« a »` in French. */
function quoted(text: string): string[] {
  const found: string[] = [];
  let open = -1;
  for (const { index } of text.matchAll(/["«»„“”]/gu)) {
    const inner = open < 0 ? '' : text.slice(open + 1, index).trim();
    if (inner !== '') found.push(inner);
    open = inner === '' ? index : -1;
  }
  return found;
}

/** The two names in an English text of exactly this form, whatever characters they contain. */
function twoNames(text: string, before: string, between: string, after: string): [string, string] | undefined {
  const middle = text.lastIndexOf(between);
  if (middle < before.length || !text.startsWith(before) || !text.endsWith(after)) return undefined;
  return [text.slice(before.length, middle), text.slice(middle + between.length, text.length - after.length)];
}

/** The names in the message, in the order that they have in English. */
function namesIn({ code, message, hint }: ErrorFields): string[] {
  if (hint === NOT_SENT) return [];
  switch (code) {
    case 'PGRST204':
      return twoNames(message, "Could not find the '", "' column of '", "' in the schema cache") ?? [];
    case '23502':
      return (
        twoNames(message, 'null value in column "', '" of relation "', '" violates not-null constraint') ??
        quoted(message)
      );
    case '23503':
    case '23505':
    case '23514':
    case '42501':
    case '428C9':
      return quoted(message);
    default:
      return [];
  }
}

/** The tables whose parts have their names, and a suffix. */
const TABLES = ['wizard_sessions', 'wizard_actions', 'wizard_audit_log'];
/** Those that are divided by month. */
const PARTITIONED = TABLES.slice(1);

/** Whether a constraint of the migrations has this name. */
export function isKnownConstraint(name: string): boolean {
  return Object.hasOwn(constraintColumns, name);
}

/**
 * The name of the whole table or constraint, if this is the name of one of its parts: of a shard (Citus) as in
 * `ticket_data_valid_102015`, or of a month as in `wizard_actions_2026_01`.
 */
function wholeName(name: string): string {
  const isWhole = (whole: string): boolean => TABLES.includes(whole) || isKnownConstraint(whole);
  if (isWhole(name)) return name;
  const ofShard = name.replace(/_\d{4,}$/, '');
  const whole = ofShard.replace(/_\d{4}_\d{2}$/, '');
  if (isWhole(whole)) return whole;
  // PostgreSQL's own names for keys: `wizard_sessions_session_id_key`.
  return /_[a-z]*key$/.test(ofShard) && TABLES.some((table) => ofShard.startsWith(`${table}_`)) ? ofShard : name;
}

/** What precedes and follows the values in `Key (a, b)=(1, 2) …`, in any language. */
function aroundValues(details: string): [string, string] {
  const start = details.indexOf(')=(');
  return start < 0 ? ['', details] : [details.slice(0, start), details.slice(details.lastIndexOf(')') + 1)];
}

/** The first column of `Key (a, b)=(1, 2) …`; undefined if it is an expression. */
function keyColumn(details: string): string | undefined {
  const [before] = aroundValues(details);
  const columns = before.slice(before.lastIndexOf('(') + 1);
  if (columns === '' || columns.includes(')')) return undefined;
  const name = /^"((?:[^"]|"")*)"/u.exec(columns)?.[1];
  return name === undefined ? columns.split(', ', 1)[0] : name.replaceAll('""', '"');
}

/**
 * The table that a foreign key refers to, or is referred to from; it is looked for outside the values, which may
 * contain quotes too.
 */
function referredTable(details: string): string | undefined {
  const [before, behind] = aroundValues(details);
  return quoted(behind).at(-1) ?? quoted(before)[0];
}

/** What the migrations say of a constraint, if its name has no sentence. */
function commentOn(constraint: string): { comment?: string } {
  return Object.hasOwn(constraintComments, constraint) ? { comment: constraintComments[constraint] as string } : {};
}

/** By default PostgreSQL names constraints `table_column_key` and `table_column_fkey`. */
function columnOfName(constraint: string | undefined, table: string | undefined): string | undefined {
  const prefix = `${table}_`;
  if (constraint === undefined || table === undefined || !constraint.startsWith(prefix)) return undefined;
  const suffix = ['_key', '_fkey', '_check'].find((each) => constraint.endsWith(each));
  return suffix && constraint.slice(prefix.length, -suffix.length);
}

function about(column: string | undefined): Pick<RawIssue, 'path' | 'column'> {
  if (column === undefined || column === '') return { path: [] };
  return { path: [cut(column)], column: cut(column) };
}

/** The table that the error is about, if it names one. */
export function tableOf(error: ErrorFields): string | undefined {
  const name = tableNameIn(error);
  return name && wholeName(name);
}

function tableNameIn(error: ErrorFields): string | undefined {
  const names = namesIn(error);
  switch (error.code) {
    case 'PGRST204':
    case '23502':
      return names[1];
    case '23503':
    case '23514':
      return names[0];
    case '42501':
      // The policy's name may precede it. `permission denied for table a` has no quotes.
      return names.at(-1) ?? TABLES.find((table) => table === wholeName(error.message.split(' ').at(-1) ?? ''));
    default:
      return undefined;
  }
}

/** Why there is no privilege: a policy refuses the row, whose table is quoted then, or a GRANT is missing. */
function missingPrivilege(error: ErrorFields): { reason?: 'policy' | 'grant' } {
  const table = tableOf(error);
  if (table === undefined || !TABLES.includes(table)) return {};
  return { reason: namesIn(error).length > 0 ? 'policy' : 'grant' };
}

/** HTTP's status for a request whose condition, such as a time of the last change, no longer holds. */
export const PRECONDITION_FAILED = 412;

/** The constraint that the trigger on the status names, which PostgREST does not pass on. */
const TRANSITION = 'status_transition';

/** The change of status in the message of that trigger. */
function stepIn(message: string): { from: string | null; to: string } | undefined {
  const step = /^a (?:session that is (\w+) cannot become|new session cannot be) (\w+)$/.exec(message);
  const [, from = null, to] = step ?? [];
  return to === undefined ? undefined : { from, to };
}

/** The params of a violated constraint that can be told from its name. */
function ofStage(constraint: string | undefined): { stage?: string } {
  const stage = stages[stageColumns.indexOf(String(constraint).replace(/_valid$/, ''))];
  return stage === undefined ? {} : { stage };
}

/** Whether the details contain the row: `Failing row contains (…)`. That is a user's data, and is not passed on. */
function isFailingRow({ code, details }: ErrorFields): boolean {
  return ['23502', '23514', '44000'].includes(code) || details.startsWith('Failing row contains');
}

/**
 * The error as an issue, with the information in the error itself; its texts are cut. An error without a code of
 * PostgreSQL or PostgREST came from neither: the request was aborted, or a gateway answered.
 */
export function readDatabaseError(error: ErrorFields, http: HttpAnswer): RawIssue {
  const { name, code, message, details, hint } = error;
  const names = namesIn(error);
  const table = tableOf(error);
  const params: Record<string, unknown> = {};
  if (message !== '') params.message = cut(message);
  if (details !== '' && !isFailingRow(error)) params.details = cut(details);
  if (hint !== '') params.hint = cut(hint);
  if (table !== undefined) params.table = cut(table);
  const ofDatabase = { source: 'database', params } as const;
  if (hint === NOT_SENT) {
    const known = isSqlState(code) ? { code: conditions.get(code) ?? code, sqlstate: code } : { code: cut(code) };
    return { ...ofDatabase, ...known, path: [] };
  }
  if (isPostgrest(code)) return { ...ofDatabase, code, ...about(names[0]) };
  if (!isSqlState(code)) {
    if (http.status === PRECONDITION_FAILED) return { ...ofDatabase, code: 'conflict', path: [] };
    return networkIssue([name, code, message, details], params, http);
  }
  const condition = { ...ofDatabase, code: conditions.get(code) ?? code, sqlstate: code };
  switch (code) {
    case '23502':
    case '428C9':
      return { ...condition, ...about(names[0]) };
    case '23514': {
      // A trigger may raise this too, with quotes in its own message.
      const constraint = names.length === 2 && names[1] !== undefined ? wholeName(names[1]) : undefined;
      if (constraint === undefined) {
        const step = stepIn(message);
        if (step !== undefined) {
          Object.assign(params, step);
          return { ...condition, code: TRANSITION, constraint: TRANSITION, ...about('status') };
        }
        // A row for which there is no partition violates no constraint that has a name.
        if (names.length === 1 && PARTITIONED.includes(String(table))) params.reason = 'partition';
        return { ...condition, path: [] };
      }
      Object.assign(params, ofStage(constraint), commentOn(constraint));
      const column = isKnownConstraint(constraint) ? constraintColumns[constraint] : columnOfName(constraint, table);
      return { ...condition, code: cut(constraint), constraint: cut(constraint), ...about(column) };
    }
    case '23505':
    case '23503': {
      const named = names[code === '23505' ? 0 : 1];
      const constraint = named && wholeName(named);
      const referenced = code === '23503' ? referredTable(details) : undefined;
      if (referenced !== undefined) params.referenced = cut(referenced);
      // The message of 23505 does not name the table, so this package's tables are tried.
      const column =
        keyColumn(details) ??
        [table, 'wizard_sessions', 'wizard_actions'].map((each) => columnOfName(constraint, each)).find(Boolean);
      if (constraint === undefined) return { ...condition, ...about(column) };
      Object.assign(params, commentOn(constraint));
      return { ...condition, constraint: cut(constraint), ...about(column) };
    }
    case '42501':
      Object.assign(params, missingPrivilege(error));
      return { ...condition, path: [] };
    default:
      return { ...condition, path: [] };
  }
}
