// The module's verdict on the text in the editor, and how long the module took for it.

import { type RowOptions, type Verdict, validateActionJson, validateSessionJson } from 'event-wizard-validator';
import type { StoredRow } from './database/database';
import type { Table } from './database/request';

export interface TimedVerdict {
  readonly verdict: Verdict;
  /** Mean time of one check, in microseconds. */
  readonly microseconds: number;
}

const validators: Record<Table, (text: string, options: RowOptions<StoredRow>) => Verdict> = {
  wizard_sessions: validateSessionJson,
  wizard_actions: validateActionJson,
};

/** Checks between two looks at the clock, which browsers round to 0.1 ms. */
const BATCH = 16;
/** How long to measure, in milliseconds: short enough to be done at every key. */
const MEASURED = 2;

export function judge(table: Table, text: string, options: RowOptions<StoredRow>): TimedVerdict {
  const validate = validators[table];
  // The first call loads the module, so it is not timed.
  const verdict = validate(text, options);
  const start = performance.now();
  let checks = 0;
  let elapsed = 0;
  do {
    for (let i = 0; i < BATCH; i++) validate(text, options);
    checks += BATCH;
    elapsed = performance.now() - start;
  } while (elapsed < MEASURED);
  return { verdict, microseconds: (elapsed * 1000) / checks };
}
