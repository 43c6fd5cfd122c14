// Both judges' answers to a case: the module's in the page's language, and PostgreSQL's, of which nothing is kept.

import type { Verdict } from 'event-wizard-validator';
import { type Agreement, compare } from '../../database/comparison';
import type { Database, Outcome } from '../../database/database';
import type { Speech } from '../../language/Language';
import type { Case } from './cases';

export interface Answers {
  readonly verdict: Verdict;
  /** Undefined as long as the server has not answered. */
  readonly outcome?: Outcome;
  readonly agreement?: Agreement;
}

/** `text` is what is sent, if it is not the case's row. */
export function verdictOf(
  speech: Speech,
  { table, operation, row, current }: Case,
  text = JSON.stringify(row),
): Verdict {
  return table === 'wizard_sessions'
    ? speech.api.validateSessionJson(text, { operation, current: current as never })
    : speech.api.validateActionJson(text, { operation });
}

/**
 * Asks as the owner of the tables, so that only what the data must be is asked: some columns are not a client's to write, and
 * that would be told first.
 */
export async function answersOf(
  database: Database,
  verdict: Verdict,
  each: Case,
  text = JSON.stringify(each.row),
): Promise<Answers> {
  const { table, operation, given, filters } = each;
  const outcome = await database.save({ table, operation, text, filters, given, role: 'postgres', keep: false });
  return { verdict, outcome, agreement: compare(verdict, outcome) };
}
