// The exports of `/dynamic` besides `compileSchema`.

export { type AjvError, toAjvErrors } from './ajv.js';
export type { StageOptions } from './api.js';
export type { CheckSchema } from './check_schema.js';
export type {
  CompiledSchema,
  CompileOptions,
  CompileSchema,
  DynamicIssue,
  DynamicIssueParams,
} from './dynamic_api.js';
export { SchemaError } from './dynamic_module.js';
export type { AnyIssue, PathSegment, Source, Verdict } from './issue.js';
export { type ToolResult, toToolResult } from './tool.js';
export { WebAssemblyError } from './webassembly.js';
