// What every entry exports besides the functions that need the wasm module.

export { type AjvError, toAjvErrors } from './ajv.js';
export type { AnyRow, Api, Completion, RowOptions, RowsOptions, StageOptions } from './api.js';
export type { DatabaseError } from './database_error.js';
export { type Stage, type StageData, type Status, schemaVersion, stages, statuses } from './generated/facts.js';
export type * from './generated/types.js';
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
} from './issue.js';
export type { Locale, Plural } from './messages/catalogue.js';
export type { StageSchema } from './stage_schema.js';
export { type ToolResult, toToolResult } from './tool.js';
export { WebAssemblyError } from './webassembly.js';
