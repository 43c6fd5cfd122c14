// Whether the module's verdict and the database's answer agree. Knows neither how they were found nor how they are
// shown.

import type { Issue, Verdict } from 'event-wizard-validator';
import type { Outcome } from './database';

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

export function compare(verdict: Verdict, outcome: Outcome): Agreement {
  const issue = firstDatabaseIssue(verdict);
  // The module says of some spellings of dates that only the server, with its settings, can judge them.
  const otherwise =
    issue !== undefined && 'unknowable' in issue.params && issue.params.unknowable ? 'unknowable' : 'differ';
  if (outcome.accepted) return issue === undefined ? 'agree' : otherwise;
  const { error } = outcome;
  // Rights come before anything else that the database looks at.
  if (error.code === '42501') return 'unknowable';
  // A CHECK has a name; without one, there is no partition for the row, which is looked for before anything is checked.
  if (error.code === '23514' && error.constraint === undefined) return 'unknowable';
  if (issue === undefined) return UNKNOWABLE.has(error.code) ? 'unknowable' : 'differ';
  // PostgREST's own errors have no SQLSTATE; their code takes its place.
  const sameCode = (issue.sqlstate ?? issue.code) === error.code;
  const sameConstraint = error.constraint === undefined || issue.constraint === error.constraint;
  const sameColumn = error.column === undefined || issue.column === error.column;
  return sameCode && sameConstraint && sameColumn ? 'agree' : otherwise;
}
