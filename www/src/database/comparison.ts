// Whether the module's verdict and the database's answer agree. Knows neither how they were found nor how they are
// shown.

import type { Issue, Verdict } from 'event-wizard-validator';
import type { Outcome } from './database';
import type { DatabaseError } from './request';

/**
 * `agree`: both accept, or both name the same error. `differ`: they do not, which is a bug in the module. `unknowable`:
 * the server refused for a reason that no client can see.
 */
export type Agreement = 'agree' | 'differ' | 'unknowable';

/** Uniqueness, foreign keys, row level security: they depend on other rows and on the user. */
const UNKNOWABLE = new Set(['23505', '23503', '42501']);

/** The error that the server would return. */
export function firstDatabaseIssue(verdict: Verdict): Issue | undefined {
  return verdict.issues.find((issue) => issue.source === 'database');
}

/** What the module says the server would answer. */
export interface Prediction {
  readonly error: DatabaseError | undefined;
  /** Whether the module itself says that only the server, with its settings, can judge this: some spellings of dates. */
  readonly unknowable: boolean;
}

export function predictionOf(verdict: Verdict): Prediction {
  const issue = firstDatabaseIssue(verdict);
  if (issue === undefined) return { error: undefined, unknowable: false };
  const { message, sqlstate, constraint, column, params } = issue;
  // PostgREST's own errors have no SQLSTATE; their code takes its place.
  const error = { code: sqlstate ?? issue.code, message, details: null, hint: null, constraint, column };
  return { error, unknowable: 'unknowable' in params && params.unknowable === true };
}

/** The same for a prediction and the server's error, if it returned one. */
export function compared(prediction: Prediction, error: DatabaseError | undefined): Agreement {
  const { error: predicted } = prediction;
  const otherwise = prediction.unknowable ? 'unknowable' : 'differ';
  if (error === undefined) return predicted === undefined ? 'agree' : otherwise;
  // Rights come before anything else that the database looks at.
  if (error.code === '42501') return 'unknowable';
  // A CHECK has a name; without one, there is no partition for the row, which is looked for before anything is checked.
  if (error.code === '23514' && error.constraint === undefined) return 'unknowable';
  if (predicted === undefined) return UNKNOWABLE.has(error.code) ? 'unknowable' : otherwise;
  const sameCode = predicted.code === error.code;
  const sameConstraint = error.constraint === undefined || predicted.constraint === error.constraint;
  const sameColumn = error.column === undefined || predicted.column === error.column;
  return sameCode && sameConstraint && sameColumn ? 'agree' : otherwise;
}

export function compare(verdict: Verdict, outcome: Outcome): Agreement {
  return compared(predictionOf(verdict), outcome.accepted ? undefined : outcome.error);
}
