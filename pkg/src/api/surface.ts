// What every entry exports besides the functions that need the wasm module.

export { type Stage, type StageData, type Status, schemaVersion, stages, statuses } from '../generated/facts.js';
export type * from '../generated/types.js';
export { type AjvError, toAjvErrors } from '../issue/ajv_errors.js';
export type { DatabaseError } from '../issue/database_error.js';
export type {
  AdviceIssue,
  AnyIssue,
  DatabaseIssue,
  ExplainedIssue,
  Issue,
  PathSegment,
  RuleIssue,
  SchemaIssue,
  Source,
  Verdict,
} from '../issue/issue.js';
export { type ToolResult, toToolResult } from '../issue/tool_result.js';
export type { Locale, Plural } from '../messages/catalogue.js';
export type { StageSchema } from '../standard_schema/stage.js';
export { WebAssemblyError } from '../wasm/webassembly.js';
export type { AnyRow, Api, Completion, RowOptions, RowsOptions, StageOptions } from './api.js';
