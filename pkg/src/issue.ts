// What is wrong, as callers read it.

import type {
  AdviceIssueParams,
  DatabaseIssueParams,
  RuleIssueParams,
  SchemaIssueParams,
  ServerIssueCode,
} from './generated/types.js';

/** The sources of issues. */
export const SOURCES = ['database', 'schema', 'rule', 'advice', 'network'] as const;

/**
 * Who says so: the database would reject the row, the stage's schema is not met, the wizard's own rules do not allow it; or
 * it may be meant so, and is `advice`, which makes nothing invalid; or the request did not reach the database or had no
 * answer of its (`network`), which only `explainDatabaseError` tells of.
 */
export type Source = (typeof SOURCES)[number];

/** A key of an object, or an index of an array. */
export type PathSegment = string | number;

/** One thing wrong, whatever its code. Programs read `code` and `params`, people read `message`. */
export type AnyIssue = {
  readonly source: Source;
  /** The JSON Schema keyword, the constraint's name, PostgreSQL's condition name, a PGRST code or the rule's code. */
  readonly code: string;
  /** From the row (or the stage's data) to the value; of a missing value, to where it should be. */
  readonly path: readonly PathSegment[];
  /** `path` as a JSON Pointer (RFC 6901). */
  readonly pointer: string;
  /** What a message needs to know besides the path: limits, names, the value. */
  readonly params: Readonly<Record<string, unknown>>;
  /** A sentence in the language asked for. */
  readonly message: string;
  /** Of source `database`: PostgreSQL's five characters; PostgREST's own errors have none. */
  readonly sqlstate?: string;
  /** Of source `database`: the violated constraint's name. */
  readonly constraint?: string;
  /** Of source `database`: the column that PostgreSQL speaks of. */
  readonly column?: string;
};

/** An issue of a source, one type for each of its codes. */
type IssueOf<From extends Source, Params> = {
  [Code in keyof Params & string]: Omit<AnyIssue, 'source' | 'code' | 'params'> & {
    readonly source: From;
    readonly code: Code;
    readonly params: Params[Code];
  };
}[keyof Params & string];

/** PostgreSQL, or PostgREST before it, would reject the row. */
export type DatabaseIssue = IssueOf<'database', DatabaseIssueParams>;
/** The stage's JSON Schema is not met. */
export type SchemaIssue = IssueOf<'schema', SchemaIssueParams>;
/** The wizard's own rules do not allow it. */
export type RuleIssue = IssueOf<'rule', RuleIssueParams>;
/** What may be meant so, and is worth a second look. */
export type AdviceIssue = IssueOf<'advice', AdviceIssueParams>;

/**
 * One thing wrong: a union that `source` and `code` tell apart, so that `params` is typed where the code is known.
 * Programs read `code` and `params`, people read `message`.
 */
export type Issue = DatabaseIssue | SchemaIssue | RuleIssue;

/**
 * What `explainDatabaseError` finds: a code of the verdicts where it could be traced, else what the server said. Of source
 * `network`, the error is none of the database's: the code is `unknown`, and the row may be sent again.
 */
export type ExplainedIssue = AnyIssue & {
  readonly source: 'database' | 'network';
  readonly code: keyof DatabaseIssueParams | ServerIssueCode | (string & {});
  readonly params: {
    /** The server's own words. */
    readonly message?: string;
    readonly details?: string;
    readonly hint?: string;
    readonly table?: string;
    /** Of a foreign key: the table that is referred to. */
    readonly referenced?: string;
    readonly [name: string]: unknown;
  };
};

/** The answer to "may this be saved, and is it sound?". */
export type Verdict<Found extends AnyIssue = Issue> = {
  /** No issue at all. */
  readonly valid: boolean;
  /** The database would accept it. */
  readonly persistable: boolean;
  /** `database` issues first; the first of them is the error that the server would give. At most `maxIssues`. */
  readonly issues: readonly Found[];
  /** What makes nothing invalid and is worth a second look: show it, and let it be saved. */
  readonly advice: readonly AdviceIssue[];
  /** There are more issues than `issues` has. */
  readonly truncated: boolean;
};

/** An issue as the wasm module gives it. */
export type RawIssue = Omit<AnyIssue, 'message' | 'pointer'>;

/** Nothing to say. One object for all, so that good data costs nothing. */
export const VALID: Verdict<never> = /* @__PURE__ */ Object.freeze({
  valid: true,
  persistable: true,
  issues: /* @__PURE__ */ Object.freeze([]) as readonly never[],
  advice: /* @__PURE__ */ Object.freeze([]) as readonly never[],
  truncated: false,
});

/** A verdict on what was found: issues of the database, of which the first is among them if there is any, come first. */
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
