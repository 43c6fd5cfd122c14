// The module's verdict on the text in the editor, and how long the module takes.

import type { RowOptions, Verdict } from 'event-wizard-validator';
import type { StoredRow } from '../../database/database';
import type { Table } from '../../database/request';
import type { Speech } from '../../language/Language';

type Validate = (text: string, options: RowOptions<StoredRow>) => Verdict;

/** A stored row has the columns of its own table, which its type here does not express. */
const validatorOf = (api: Speech['api'], table: Table): Validate =>
  (table === 'wizard_sessions' ? api.validateSessionJson : api.validateActionJson) as Validate;

/** Length of one measurement in milliseconds, since browsers round the clock to 0.1 ms. */
const MEASURED = 1;
/** How many measurements, of which the quickest counts: PostgreSQL may be busy in the same page. */
const MEASUREMENTS = 3;
/** Milliseconds that all of them may take: they run at every keystroke. */
const PATIENCE = 20;

/** The time of a call, in microseconds. */
function timed(call: () => void): number {
  const began = performance.now();
  let best = Number.POSITIVE_INFINITY;
  let batch = 1;
  for (let measurement = 0; measurement < MEASUREMENTS; measurement++) {
    let calls = 0;
    let elapsed = 0;
    const start = performance.now();
    do {
      for (let i = 0; i < batch; i++) call();
      calls += batch;
      elapsed = performance.now() - start;
      if (elapsed < MEASURED / 4) batch *= 2;
    } while (elapsed < MEASURED);
    best = Math.min(best, (elapsed * 1000) / calls);
    if (measurement > 0 && performance.now() - began > PATIENCE) break;
  }
  return best;
}

export const judge = (api: Speech['api'], table: Table, text: string, options: RowOptions<StoredRow>): Verdict =>
  validatorOf(api, table)(text, options);

/** The time of one check in microseconds. The text has been judged before: the first call of all loads the module. */
export function timeOf(api: Speech['api'], table: Table, text: string, options: RowOptions<StoredRow>): number {
  const validate = validatorOf(api, table);
  return timed(() => validate(text, options));
}
