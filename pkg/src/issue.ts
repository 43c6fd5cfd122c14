// What is wrong, as callers read it.

/** Who says so: the database would reject the row, the stage's schema is not met, or the wizard's own rules advise. */
export type Source = 'database' | 'schema' | 'rule';

/** A key of an object, or an index of an array. */
export type PathSegment = string | number;

/** One thing wrong. Programs read `code` and `params`, people read `message`. */
export interface Issue {
  readonly source: Source;
  /** The JSON Schema keyword, the constraint's name, PostgreSQL's condition name, a PGRST code or the rule's code. */
  readonly code: string;
  /** From the row (or the stage's data) to the value; of a missing value, to where it should be. */
  readonly path: readonly PathSegment[];
  /** `path` as a JSON Pointer (RFC 6901). */
  readonly pointer: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message: string;
  /** Of source `database`: PostgreSQL's five characters. */
  readonly sqlstate?: string;
  readonly constraint?: string;
  readonly column?: string;
}

/** The answer to "may this be saved, and is it sound?". */
export interface Verdict {
  /** No issue at all. */
  readonly valid: boolean;
  /** The database would accept it. */
  readonly persistable: boolean;
  /** `database` issues first; the first of them is the error that the server would give. */
  readonly issues: readonly Issue[];
}

/** An issue as the wasm module gives it. */
export type RawIssue = Omit<Issue, 'message' | 'pointer'>;

/** Nothing to say. One object for all, so that good data costs nothing. */
export const VALID: Verdict = /* @__PURE__ */ Object.freeze({
  valid: true,
  persistable: true,
  issues: /* @__PURE__ */ Object.freeze([]) as readonly Issue[],
});

/** A verdict on what was found. */
export function verdictOf(issues: readonly Issue[]): Verdict {
  if (issues.length === 0) return VALID;
  return { valid: false, persistable: issues.every((issue) => issue.source !== 'database'), issues };
}

/** RFC 6901, section 3. */
export function pointerOf(path: readonly PathSegment[]): string {
  return path.map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
