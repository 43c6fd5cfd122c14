// What reaches the page's PostgreSQL from the assistant's session: how many rows were sent, and whether any was wrong.

import { validateActionJson, validateSessionJson } from 'event-wizard-validator';
import { type Connection, connect } from '../../database/connection';
import type { Database, Outcome, SaveRequest } from '../../database/database';

export interface Arrivals {
  readonly sent: number;
  /** Rows that PostgreSQL refused, and rows that it stored although something is wrong with them. */
  readonly wrong: number;
}

function isWrong(table: SaveRequest['table'], outcome: Outcome): boolean {
  if (!outcome.accepted) return true;
  return outcome.rows.some((row) => {
    const text = JSON.stringify(row);
    if (table === 'wizard_actions') return !validateActionJson(text, { operation: 'update' }).valid;
    return !validateSessionJson(text, { operation: 'update', current: row as never }).valid;
  });
}

/** A connection of its own, which tells of each row that it sends. */
export function watchedConnection(database: Database, onArrival: (arrivals: Arrivals) => void): Connection {
  let arrivals: Arrivals = { sent: 0, wrong: 0 };
  return connect({
    select: (...asked) => database.select(...asked),
    async save(request) {
      const outcome = await database.save(request);
      const wrong = isWrong(request.table, outcome) ? 1 : 0;
      arrivals = { sent: arrivals.sent + 1, wrong: arrivals.wrong + wrong };
      onArrival(arrivals);
      return outcome;
    },
  });
}
