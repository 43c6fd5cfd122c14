// The other judge: the package. Knows nothing of the database.

import { type Verdict, validateActionJson, validateSessionJson } from 'event-wizard-validator';
import { firstDatabaseIssue } from '../../database/comparison';
import type { DatabaseError } from '../../database/request';
import type { Answer, Case } from './protocol';

/** Calls between two readings of the clock, which browsers round to 0.1 ms. */
const BATCH = 16;
/** Milliseconds of one measurement. */
const MEASURED = 1;

export function verdictOf({ table, operation, text, current }: Case): Verdict {
  const stored = current === undefined ? undefined : JSON.parse(current);
  const validate = table === 'wizard_sessions' ? validateSessionJson : validateActionJson;
  return validate(text, { operation, ...(stored !== undefined && { current: stored }) });
}

/** What the verdict says the database would answer. */
export function predicted(verdict: Verdict): DatabaseError | undefined {
  const issue = firstDatabaseIssue(verdict);
  if (issue === undefined) return undefined;
  const { message, constraint, column } = issue;
  return { code: issue.sqlstate ?? issue.code, message, details: null, hint: null, constraint, column };
}

/** The answer with the mean time of a call; it calls often, so it is only asked about what is shown. */
export function timedAnswer(of: Case): Answer {
  const error = predicted(verdictOf(of));
  const start = performance.now();
  let calls = 0;
  let elapsed = 0;
  do {
    for (let call = 0; call < BATCH; call++) verdictOf(of);
    calls += BATCH;
    elapsed = performance.now() - start;
  } while (elapsed < MEASURED);
  return { error, microseconds: (elapsed * 1000) / calls };
}
