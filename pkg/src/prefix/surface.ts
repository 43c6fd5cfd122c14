// The exports of `/prefix` besides its functions.

export type { Stage } from '../generated/facts.js';
export type { AdviceIssue, AnyIssue, Issue, PathSegment, Source, Verdict } from '../issue/issue.js';
export { WebAssemblyError } from '../wasm/webassembly.js';
export type {
  Place,
  Prefix,
  PrefixOptions,
  PrefixVerdict,
  SessionPrefixOptions,
  StagePrefixOptions,
} from './api.js';
