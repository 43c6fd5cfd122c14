// A verdict for an assistant: compact, and complete enough to correct the data from.

import type { AnyIssue, Verdict } from './issue.js';

/** What a tool call hands back to the assistant. */
export type ToolResult =
  | { ok: true }
  | { ok: false; issues: { path: AnyIssue['path']; code: string; params: AnyIssue['params']; message: string }[] };

/** The verdict as a tool's result. Return it; a tool that throws leaves the assistant without a turn to correct itself. */
export function toToolResult(verdict: Verdict<AnyIssue>): ToolResult {
  if (verdict.valid) return { ok: true };
  return {
    ok: false,
    issues: verdict.issues.map(({ path, code, params, message }) => ({ path, code, params, message })),
  };
}
