// What is wrong, as callers read it.

import type {
  AdviceIssueParams,
  DatabaseIssueParams,
  RuleIssueParams,
  SchemaIssueParams,
  ServerIssueCode,
} from '../generated/types.js';

/** The sources of issues. */
export const SOURCES = ['database', 'schema', 'rule', 'advice', 'network'] as const;

/**
 * Who objects: the database would reject the row, the stage's schema is not met, or the wizard's own rules do not allow
 * it. `advice` makes nothing invalid, since the data may well be intended. `network` comes only from
 * `explainDatabaseError`: the request did not reach the database, or got no answer from it.
 */
export type Source = (typeof SOURCES)[number];

/** A key of an object, or an index of an array. */
export type PathSegment = string | number;

/** One thing wrong, whatever its code. Programs read `code` and `params`, people read `message`. */
export type AnyIssue = {
  readonly source: Source;
  /** The JSON Schema keyword, the constraint's name, PostgreSQL's condition name, a PGRST code or the rule's code. */
  readonly code: string;
  /** The path from the row (or the stage's data) to the value; for a missing value, to where it should be. */
  readonly path: readonly PathSegment[];
  /** `path` as a JSON Pointer (RFC 6901). */
  readonly pointer: string;
  /** What a message mentions besides the path: limits, names, the value. */
  readonly params: Readonly<Record<string, unknown>>;
  /** A sentence in the chosen language. */
  readonly message: string;
  /**
   * The same for beside the field, without the place: `must be at most 5`. It begins as it would after the field's name,
   * in most languages with a small letter.
   */
  readonly text: string;
  /** For source `database`: PostgreSQL's five characters; PostgREST's own errors have none. */
  readonly sqlstate?: string;
  /** For source `database`: the violated constraint's name. */
  readonly constraint?: string;
  /** For source `database`: the column that PostgreSQL names. */
  readonly column?: string;
};

/** The issues of one source: a type for each of its codes. */
type IssueOf<From extends Source, Params> = {
  [Code in keyof Params & string]: Omit<AnyIssue, 'source' | 'code' | 'params'> & {
    readonly source: From;
    readonly code: Code;
    readonly params: Params[Code];
  };
}[keyof Params & string];

/** PostgreSQL, or PostgREST before it, would reject the row. */
export type DatabaseIssue = IssueOf<'database', DatabaseIssueParams>;
/** The data does not meet the stage's JSON Schema. */
export type SchemaIssue = IssueOf<'schema', SchemaIssueParams>;
/** The wizard's own rules do not allow the data. */
export type RuleIssue = IssueOf<'rule', RuleIssueParams>;
/** Something that may well be intended, but deserves a second look. */
export type AdviceIssue = IssueOf<'advice', AdviceIssueParams>;

/**
 * One thing wrong: a union discriminated by `source` and `code`, so that `params` is typed once the code is known.
 * Programs read `code` and `params`, people read `message`.
 */
export type Issue = DatabaseIssue | SchemaIssue | RuleIssue;

/**
 * What `explainDatabaseError` finds: a code as in verdicts if the error could be traced, otherwise what the server
 * said. An error with source `network` did not come from the database: nothing is known to be wrong with the row, and
 * `params.retryable` says whether it may be sent again as it is.
 */
export type ExplainedIssue = AnyIssue & {
  readonly source: 'database' | 'network';
  readonly code: keyof DatabaseIssueParams | ServerIssueCode | (string & {});
  readonly params: {
    /** The server's own message. */
    readonly message?: string;
    readonly details?: string;
    readonly hint?: string;
    readonly table?: string;
    /** For a foreign key: the referenced table. */
    readonly referenced?: string;
    /** Why there is no privilege (`policy`, `grant`), or no place for the row (`partition`), if that can be told. */
    readonly reason?: string;
    /** For source `network`: the HTTP status, if there was a response. */
    readonly status?: number;
    /** For source `network`: whether the same request may be sent again. */
    readonly retryable?: boolean;
    /** For source `network`: the seconds to wait before that, if the server says so. */
    readonly retry_after?: number;
    readonly [name: string]: unknown;
  };
};

/** The answer to "may this be saved, and is it sound?". */
export type Verdict<Found extends AnyIssue = Issue> = {
  /** Whether there are no issues at all. */
  readonly valid: boolean;
  /** Whether the database would accept the data. */
  readonly persistable: boolean;
  /** `database` issues come first; the first of them is the error that the server would return. At most `maxIssues`. */
  readonly issues: readonly Found[];
  /** Advice that makes nothing invalid but deserves a second look: show it, and let the data be saved. */
  readonly advice: readonly AdviceIssue[];
  /** Whether there are more issues than `issues` contains. */
  readonly truncated: boolean;
};

/** An issue as the wasm module returns it. */
export type RawIssue = Omit<AnyIssue, 'message' | 'text' | 'pointer'>;

/** The verdict without findings. All good data shares this one object, so that it costs nothing. */
export const VALID: Verdict<never> = /* @__PURE__ */ Object.freeze({
  valid: true,
  persistable: true,
  issues: /* @__PURE__ */ Object.freeze([]) as readonly never[],
  advice: /* @__PURE__ */ Object.freeze([]) as readonly never[],
  truncated: false,
});

/** Makes a verdict of what was found. Database issues come first; if there are any, the first is always included. */
export function verdictOf<Found extends AnyIssue>(
  found: readonly (Found | AdviceIssue)[],
  truncated = false,
): Verdict<Found> {
  if (found.length === 0) return VALID;
  const issues = found.filter((each): each is Found => each.source !== 'advice');
  const advice = found.filter((each): each is AdviceIssue => each.source === 'advice');
  // Advice may have taken the place of an issue.
  const valid = issues.length === 0 && !truncated;
  return { valid, persistable: issues[0]?.source !== 'database', issues, advice, truncated };
}

/** RFC 6901, section 3. */
export function pointerOf(path: readonly PathSegment[]): string {
  return path.map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
