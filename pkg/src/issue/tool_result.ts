// A verdict for an assistant: compact, and complete enough to correct the data. Users' texts in it are data and never
// instructions: bounded, on one line, and without what PostgreSQL repeats of a row.

import type { Json } from '../generated/types.js';
import type { AnyIssue, Verdict } from './issue.js';
import { cut, harmless, withoutRow } from './text.js';

/** An issue's params; whatever the code, the wasm module returned them as JSON. */
type Params = { [name: string]: Json | undefined };

/** An issue, or a piece of advice, as the assistant reads it. */
export type Told = { path: AnyIssue['path']; code: string; params: Params; message: string };

/**
 * What a tool call returns to the assistant: JSON, and typed as such, since that is what assistants' libraries expect.
 * `advice` is present if the verdict has some: data that may well be intended and is saved as it is.
 */
export type ToolResult =
  | { ok: true; advice?: Told[] }
  | {
      ok: false;
      issues: Told[];
      advice?: Told[];
      /** Present if there are more issues than listed. */
      truncated?: true;
    };

/** The maximum size of a result as JSON, in code units; further issues are left out. */
const LARGEST = 100_000;
/** The maximum size of one issue's params, in code units; larger ones are left out. */
const LARGEST_PARAMS = 10_000;
/** The maximum length of a message, in code units; this package's own are shorter. */
const LONGEST_MESSAGE = 6000;
/** How many members of a list or an object are included, and down to which depth. */
const MEMBERS = 32;
const DEPTH = 4;

/** A text without anything that could be mistaken for something other than data. */
function textOf(text: string): string {
  return harmless(withoutRow(cut(text)));
}

/** A value with its texts treated by `textOf`, and no larger than can be read. */
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

/** The params without PostgreSQL's details, which repeat values of this or another row. */
function paramsOf({ params, source }: AnyIssue): Params {
  const { details, ...rest } = params;
  const told = toldOf(source === 'database' || source === 'network' ? rest : params) as Params;
  return JSON.stringify(told).length > LARGEST_PARAMS ? {} : told;
}

/** The issue as the assistant reads it: its texts are bounded, and without the row that PostgreSQL repeats. */
export function toldIssue(issue: AnyIssue): Told {
  const path = toldOf(issue.path) as AnyIssue['path'];
  return { path, code: textOf(issue.code), params: paramsOf(issue), message: issue.message.slice(0, LONGEST_MESSAGE) };
}

/**
 * The verdict as a tool's result. Return it from the tool: a tool that throws gives the assistant no chance to correct
 * itself. Texts from the data are cut at 200 code points. A result of more than 100,000 characters ends early and is
 * marked `truncated`, as is the result of a truncated verdict.
 * @throws TypeError if it is not a verdict.
 */
export function toToolResult(verdict: Verdict<AnyIssue>): ToolResult {
  if (!Array.isArray((verdict as Partial<typeof verdict> | null)?.issues)) {
    throw new TypeError('verdict must be what a judging call returned, and not its issues');
  }
  let room = LARGEST;
  /** As many of the issues as there is room for. */
  function told(list: readonly AnyIssue[]): Told[] {
    const all: Told[] = [];
    for (const issue of list) {
      const one = toldIssue(issue);
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
