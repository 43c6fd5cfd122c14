// A verdict for an assistant: compact, and complete enough to correct the data from. What users wrote is data in it, and
// never an instruction: bounded, on one line, and without what PostgreSQL repeats of a row.

import type { Json } from './generated/types.js';
import type { AnyIssue, Verdict } from './issue.js';
import { cut, harmless, withoutRow } from './text.js';

/** An issue's params: whatever the code, they came out of the wasm module as JSON. */
type Params = { [name: string]: Json | undefined };

/** An issue, or a piece of advice, as the assistant reads it. */
type Told = { path: AnyIssue['path']; code: string; params: Params; message: string };

/**
 * What a tool call hands back to the assistant: JSON, and typed as such, since that is what assistants' libraries take.
 * `advice` is there where the verdict has some: what may be meant so, and is saved as it is.
 */
export type ToolResult =
  | { ok: true; advice?: Told[] }
  | {
      ok: false;
      issues: Told[];
      advice?: Told[];
      /** There are more issues than are told. */
      truncated?: true;
    };

/** Most code units that a result has as JSON; further issues are left out. */
const LARGEST = 100_000;
/** Most code units of the params of one issue; larger ones are left out. */
const LARGEST_PARAMS = 10_000;
/** Most code units of a message; the longest of this package's are shorter. */
const LONGEST_MESSAGE = 6000;
/** Most members that are told of a list or an object, and how deep they are told. */
const MEMBERS = 32;
const DEPTH = 4;

/** A text without what could be taken for anything but data. */
function textOf(text: string): string {
  return harmless(withoutRow(cut(text)));
}

/** A value with its texts as `textOf` has them, and no more of it than can be read. */
function toldOf(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return textOf(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === DEPTH) return '…';
  if (Array.isArray(value)) {
    const told = value.slice(0, MEMBERS).map((each) => toldOf(each, depth + 1));
    return told.length < value.length ? [...told, '…'] : told;
  }
  const members = Object.entries(value).slice(0, MEMBERS);
  return Object.fromEntries(members.map(([key, each]) => [textOf(key), toldOf(each, depth + 1)]));
}

/** The params, but for PostgreSQL's details, which repeat values of the row or of another one. */
function paramsOf({ params, source }: AnyIssue): Params {
  const { details, ...rest } = params;
  const told = toldOf(source === 'database' || source === 'network' ? rest : params) as Params;
  return JSON.stringify(told).length > LARGEST_PARAMS ? {} : told;
}

/**
 * The verdict as a tool's result. Return it; a tool that throws leaves the assistant without a turn to correct itself.
 * Texts of the data are cut at 200 code points. A result of more than 100,000 characters ends early and says that it is
 * `truncated`, as one does whose verdict is.
 */
export function toToolResult(verdict: Verdict<AnyIssue>): ToolResult {
  let room = LARGEST;
  /** As many of them as there is room for. */
  function told(list: readonly AnyIssue[]): Told[] {
    const all: Told[] = [];
    for (const issue of list) {
      const path = toldOf(issue.path) as AnyIssue['path'];
      const message = issue.message.slice(0, LONGEST_MESSAGE);
      const one = { path, code: textOf(issue.code), params: paramsOf(issue), message };
      room -= JSON.stringify(one).length;
      if (room < 0) break;
      all.push(one);
    }
    return all;
  }
  const issues = told(verdict.issues);
  const advice = told(verdict.advice ?? []);
  const advised = advice.length > 0 && { advice };
  if (verdict.valid) return { ok: true, ...advised };
  const truncated = verdict.truncated || issues.length < verdict.issues.length;
  return { ok: false, issues, ...advised, ...(truncated && { truncated }) };
}
