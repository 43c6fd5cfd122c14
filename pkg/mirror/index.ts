// The package for any schema: one synchronous function for each question. The wasm module is inlined, and compiled by
// the first call. Knows what a call means; every rule about data is in the module.

import { aString, issueLimit, meaningOf, oneOf, ownOptions } from './api/arguments.js';
import { bodyText, columnsOf } from './api/bulk.js';
import { MODES, operationOf, storedText } from './api/statement.js';
import { columns, type Stage, schemas, stages, type TableName, tables } from './generated/facts.js';
import type { Database } from './generated/types.js';
import { hex } from './generated/wasm.js';
import { Missing, type Mode, Operation } from './generated/wasm_glue.js';
import type { Verdict } from './issue/issue.js';
import type { Schema } from './issue/label.js';
import { speechIn } from './issue/speech.js';
import { jsonText, reading } from './json/text.js';
import { english } from './messages/english.js';
import { bytesOf } from './wasm/bytes.js';
import { madeAtOnce } from './wasm/glue.js';
import { createModule, type Question } from './wasm/module.js';

export {
  columns,
  type Stage,
  type StageData,
  schemaVersion,
  stages,
  type TableName,
  tables,
} from './generated/facts.js';
export type * from './generated/types.js';
export type { AnyIssue, DatabaseIssue, Issue, PathSegment, SchemaIssue, Source, Verdict } from './issue/issue.js';
export { WebAssemblyError } from './wasm/webassembly.js';

/** How much detail a verdict contains. */
export interface IssueOptions {
  /** The maximum number of issues to report, a positive integer or `Infinity`; 100 by default. */
  readonly maxIssues?: number | undefined;
}

/** How a row is judged. */
export interface RowOptions<Stored = unknown> extends IssueOptions {
  /** The statement by which the row is sent; `insert` by default. */
  readonly operation?: 'insert' | 'update' | 'upsert' | undefined;
  /** For an update: the row as it is stored now. The columns sent are merged over it for CHECKs. */
  readonly current?: Stored | undefined;
}

/** How an array of rows is judged. */
export interface RowsOptions extends IssueOptions {
  /**
   * The supabase-js option with this name. An array is sent with the union of its rows' keys, and a key that a row
   * lacks becomes NULL, or the column's default if this is false.
   */
  readonly defaultToNull?: boolean | undefined;
}

/** How a stage's data is judged: as finished, or as still being filled in, when nothing needs to be present. */
export interface StageOptions extends IssueOptions {
  readonly mode: 'draft' | 'complete';
}

/** A stored row of a table. */
type Stored<Table extends TableName> = Partial<Database['public']['Tables'][Table]['Row']>;

const module = /* @__PURE__ */ createModule(
  /* @__PURE__ */ madeAtOnce(() => new WebAssembly.Module(bytesOf(hex)), 'validate in a worker'),
);
const speech = /* @__PURE__ */ speechIn({ locale: english, english });

/** The schema of a table's row, for the names of its columns. */
function rowSchema(table: number): Schema {
  const row = { properties: Object.fromEntries(columns[tables[table] as TableName].map((name) => [name, {}])) };
  return { ...row, items: { ...row, title: 'Row' } };
}

function rowQuestion(table: number, operation: Operation, missing = Missing.Omitted): Question {
  return (wasm, bytes, most, currentBytes) => wasm.validateRow(table, operation, missing, bytes, currentBytes, most);
}

function judgeRow(table: TableName, read: () => string, options: RowOptions): Verdict {
  const index = oneOf(table, tables, 'table');
  const given = ownOptions(options, { operation: undefined, current: undefined, maxIssues: undefined });
  const ask = rowQuestion(index, operationOf(given));
  const most = issueLimit(given.maxIssues);
  const stored = storedText(given);
  return speech.verdict(() => rowSchema(index), read, module, ask, most, stored);
}

/**
 * Judges a row of a table as `JSON.stringify` would send it.
 * @throws TypeError if the table or an option is unknown, or the row cannot be written as JSON.
 */
export function validateRow<Table extends TableName>(
  table: Table,
  row: unknown,
  options: RowOptions<Stored<Table>> = {},
): Verdict {
  return judgeRow(table, () => jsonText(row, 'row'), options);
}

/** Judges the exact JSON text that will be sent; a text that is not JSON is an issue. */
export function validateRowJson<Table extends TableName>(
  table: Table,
  text: string,
  options: RowOptions<Stored<Table>> = {},
): Verdict {
  return judgeRow(table, () => aString(text, 'text'), options);
}

/**
 * Judges rows as supabase-js inserts or upserts an array of them: in one statement, so that a single bad row fails all
 * of them. Each issue's path begins with the row's index.
 */
export function validateRows(table: TableName, rows: readonly unknown[], options: RowsOptions = {}): Verdict {
  const index = oneOf(table, tables, 'table');
  if (!Array.isArray(rows)) throw new TypeError('rows must be an array');
  const given = ownOptions(options, { defaultToNull: undefined, maxIssues: undefined });
  const { defaultToNull = true } = given;
  if (typeof defaultToNull !== 'boolean') throw new TypeError('`defaultToNull` must be true or false');
  const most = issueLimit(given.maxIssues);
  const named = reading('rows', () => columnsOf(rows));
  // If no row has keys, the request names no columns.
  const missing = named.size === 0 ? Missing.Omitted : defaultToNull ? Missing.Null : Missing.Default;
  const unknownOf = (names: readonly string[]) => new Set(names.filter((name) => !columns[table].includes(name)));
  const read = () => bodyText(rows, named, defaultToNull, unknownOf);
  return speech.verdict(() => rowSchema(index), read, module, rowQuestion(index, Operation.Insert, missing), most);
}

/**
 * Judges one stage's data by its JSON Schema.
 * @throws TypeError if the stage or the mode is unknown, or the data cannot be written as JSON.
 */
export function validateStage<S extends Stage>(stage: S, data: unknown, options: StageOptions): Verdict {
  const index = oneOf(stage, stages, 'stage');
  const given = ownOptions(options, { mode: undefined, maxIssues: undefined });
  const mode: Mode = meaningOf(given.mode, MODES, 'mode');
  const most = issueLimit(given.maxIssues);
  const ask: Question = (wasm, bytes, most) => wasm.validateStage(index, mode, bytes, most);
  return speech.verdict(
    () => schemas[index] as Schema,
    () => jsonText(data, 'data'),
    module,
    ask,
    most,
  );
}
