// A verdict for an assistant: compact, and complete enough to correct the data from.

import type { Json } from './generated/types.js';
import type { AnyIssue, Verdict } from './issue.js';

/** What a tool call hands back to the assistant: JSON, and typed as such, since that is what assistants' libraries take. */
export type ToolResult =
  | { ok: true }
  | {
      ok: false;
      issues: { path: AnyIssue['path']; code: string; params: { [name: string]: Json | undefined }; message: string }[];
    };

/** The verdict as a tool's result. Return it; a tool that throws leaves the assistant without a turn to correct itself. */
export function toToolResult(verdict: Verdict<AnyIssue>): ToolResult {
  if (verdict.valid) return { ok: true };
  return {
    ok: false,
    issues: verdict.issues.map(({ path, code, params, message }) => ({
      path,
      code,
      // Whatever the code, params came out of the wasm module as JSON.
      params: params as { [name: string]: Json | undefined },
      message,
    })),
  };
}
