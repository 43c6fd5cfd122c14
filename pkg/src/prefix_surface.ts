// The exports of `/prefix` besides its functions.

export type { Stage } from './generated/facts.js';
export type { AdviceIssue, AnyIssue, Issue, PathSegment, Source, Verdict } from './issue.js';
export type {
  Place,
  Prefix,
  PrefixOptions,
  PrefixVerdict,
  SessionPrefixOptions,
  StagePrefixOptions,
} from './prefix_api.js';
export { WebAssemblyError } from './webassembly.js';
