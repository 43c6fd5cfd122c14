// The other judge: the package. Knows nothing of the database.

import { type Verdict, validateActionJson, validateSessionJson } from 'event-wizard-validator';
import { type Prediction, predictionOf } from '../../database/comparison';
import type { CompiledCheck } from './compiler';
import type { Answer, Case } from './protocol';

/** Calls between two readings of the clock, which browsers round to 0.1 ms. */
const BATCH = 16;
/** Milliseconds of one measurement. */
const MEASURED = 1;

/** What the package says of a case, or the compiler in the page where a CHECK was added. */
export type Module = (of: Case) => Prediction;

function verdictOf({ table, operation, text, current }: Case): Verdict {
  const stored = current === undefined ? undefined : JSON.parse(current);
  const validate = table === 'wizard_sessions' ? validateSessionJson : validateActionJson;
  return validate(text, { operation, ...(stored !== undefined && { current: stored }) });
}

/** Judges by the package; sessions by a CHECK that was compiled in the page, if there is one. */
export function moduleOf(check: CompiledCheck | undefined): Module {
  return (of) =>
    check === undefined || of.table !== 'wizard_sessions' ? predictionOf(verdictOf(of)) : check.judge(of);
}

/** The answer with the mean time of a call; it calls often, so it is only asked about what is shown. */
export function timedAnswer(module: Module, of: Case): Answer {
  const { error } = module(of);
  const start = performance.now();
  let calls = 0;
  let elapsed = 0;
  do {
    for (let call = 0; call < BATCH; call++) module(of);
    calls += BATCH;
    elapsed = performance.now() - start;
  } while (elapsed < MEASURED);
  return { error, microseconds: (elapsed * 1000) / calls };
}
