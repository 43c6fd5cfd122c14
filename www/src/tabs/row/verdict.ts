// The module's verdict on the text in the editor, and how long the module took.

import type { RowOptions, Verdict } from 'event-wizard-validator';
import type { StoredRow } from '../../database/database';
import type { Table } from '../../database/request';
import type { Speech } from '../../language/Language';

export interface TimedVerdict {
  readonly verdict: Verdict;
  /** The time of one check, in microseconds. */
  readonly microseconds: number;
}

type Validate = (text: string, options: RowOptions<StoredRow>) => Verdict;

/** A stored row has the columns of its own table, which its type here does not express. */
const validatorOf = (api: Speech['api'], table: Table): Validate =>
  (table === 'wizard_sessions' ? api.validateSessionJson : api.validateActionJson) as Validate;

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

/** A text whose check takes longer, in milliseconds, is not checked again for the sake of the time. */
const LONG = 2;

export function judge(api: Speech['api'], table: Table, text: string, options: RowOptions<StoredRow>): TimedVerdict {
  const validate = validatorOf(api, table);
  // The first call loads the module, so its time counts only where it was long for the text's sake.
  validate('{}', options);
  const start = performance.now();
  const verdict = validate(text, options);
  const first = performance.now() - start;
  return { verdict, microseconds: first > LONG ? first * 1000 : timed(() => validate(text, options)) };
}
