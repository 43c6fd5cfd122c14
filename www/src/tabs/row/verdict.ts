// The module's verdict on the text in the editor, and how long the module took.

import { type RowOptions, type Verdict, validateActionJson, validateSessionJson } from 'event-wizard-validator';
import type { StoredRow } from '../../database/database';
import type { Table } from '../../database/request';

export interface TimedVerdict {
  readonly verdict: Verdict;
  /** The time of one check, in microseconds. */
  readonly microseconds: number;
}

/** A stored row has the columns of its own table, which its type here does not express. */
const validators: Record<Table, (text: string, options: RowOptions<StoredRow>) => Verdict> = {
  wizard_sessions: (text, options) => validateSessionJson(text, options as Parameters<typeof validateSessionJson>[1]),
  wizard_actions: (text, options) => validateActionJson(text, options as Parameters<typeof validateActionJson>[1]),
};

/** Checks between two readings of the clock, which browsers round to 0.1 ms. */
const BATCH = 16;
/**
 * Length of one measurement in milliseconds, and the number of measurements: short enough to run at every keystroke.
 */
const MEASURED = 1;
const MEASUREMENTS = 3;

/** The mean time of a call, in microseconds, in the quietest measurement: PostgreSQL may be busy in the same page. */
function timed(call: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let measurement = 0; measurement < MEASUREMENTS; measurement++) {
    const start = performance.now();
    let calls = 0;
    let elapsed = 0;
    do {
      for (let i = 0; i < BATCH; i++) call();
      calls += BATCH;
      elapsed = performance.now() - start;
    } while (elapsed < MEASURED);
    best = Math.min(best, (elapsed * 1000) / calls);
  }
  return best;
}

export function judge(table: Table, text: string, options: RowOptions<StoredRow>): TimedVerdict {
  const validate = validators[table];
  // The first call loads the module, so it is not timed.
  const verdict = validate(text, options);
  return { verdict, microseconds: timed(() => validate(text, options)) };
}
