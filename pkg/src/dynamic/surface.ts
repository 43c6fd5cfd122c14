// The exports of `/dynamic` besides `compileSchema`.

export type { StageOptions } from '../api/api.js';
export { type AjvError, toAjvErrors } from '../issue/ajv_errors.js';
export type { AnyIssue, PathSegment, Source, Verdict } from '../issue/issue.js';
export { type ToolResult, toToolResult } from '../issue/tool_result.js';
export { WebAssemblyError } from '../wasm/webassembly.js';
export type {
  CompiledSchema,
  CompileOptions,
  CompileSchema,
  DynamicIssue,
  DynamicIssueParams,
} from './api.js';
export type { CheckSchema } from './check_schema.js';
export { SchemaError } from './module.js';
