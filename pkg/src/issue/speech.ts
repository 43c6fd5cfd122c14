// Puts findings into words: verdicts with messages, in one language. Knows no tables.

import { beyondLimits } from '../api/limits.js';
import { sentenceOf, type Wording } from '../messages/catalogue.js';
import type { Found, Module, Question } from '../wasm/module.js';
import { type Issue, pointerOf, type RawIssue, VALID, type Verdict, verdictOf } from './issue.js';
import type { Schema } from './label.js';
import { withSuggestion } from './suggestion.js';

/** The schema that gives names to what issues are about. */
export type SchemaOf = (issues?: readonly RawIssue[]) => Schema;

/** Puts findings into words. */
export interface Speech {
  /** The issue with its message; `data` is what was judged. */
  issueOf(raw: RawIssue, schema: Schema, data?: unknown): Issue;
  /** Issues with messages, which take names from the judged text; an issue about the whole text needs none. */
  worded(issues: readonly RawIssue[], schema: Schema, text: string): Issue[];
  /** The verdict of asking a module about a text, and optionally about the stored row. */
  verdict<Wasm>(
    schema: SchemaOf,
    read: () => string,
    module: Module<Wasm>,
    ask: Question<Wasm>,
    most: number,
    stored?: string,
  ): Verdict;
}

/** Speaks the language of the wording. */
export function speechIn(wording: Wording): Speech {
  function issueOf(raw: RawIssue, schema: Schema, data?: unknown): Issue {
    const issue = withSuggestion(wording, schema, raw, data);
    const { message, text } = sentenceOf(wording, schema, issue, data);
    const { source, code, path, params } = issue;
    const pointer = pointerOf(path);
    // Only the database's issues have further members. Copying any by name is faster than a spread, by a fifth of all that
    // a verdict with issues takes.
    const told =
      source === 'database' || source === 'network'
        ? { ...issue, pointer, message, text }
        : { source, code, path, pointer, params, message, text };
    // The module's codes and params match the types: the same compiler wrote both.
    return told as Issue;
  }

  function worded(issues: readonly RawIssue[], schema: Schema, text: string): Issue[] {
    const data = issues.some(({ path }) => path.length > 0) ? parsed(text) : undefined;
    return issues.map((raw) => issueOf(raw, schema, data));
  }

  const verdict: Speech['verdict'] = (schema, read, module, ask, most, stored) => {
    let text: string | undefined;
    let found: Found | undefined;
    try {
      text = read();
      found = module(ask, most, text, stored);
    } catch (error) {
      return verdictOf([issueOf(beyondLimits(error, text), schema())]);
    }
    if (found === undefined) return VALID;
    return verdictOf(worded(found.issues, schema(found.issues), text), found.truncated);
  };

  return { issueOf, worded, verdict };
}

/** The value of a JSON text, or undefined if the text is not JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
