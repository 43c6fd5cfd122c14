// Data beyond the limits of the engine or of the module's memory, which is never accepted.

import { MOST_DEPTH } from '../generated/limits.js';
import type { RawIssue } from '../issue/issue.js';
import { Unwritable } from '../json/text.js';
import { TooLarge } from '../wasm/module.js';

export function isBeyondLimits(error: unknown): boolean {
  return error instanceof TooLarge || error instanceof Unwritable;
}

/**
 * Data that cannot be judged, or not even be written, is never accepted: it may exceed PostgreSQL's own limits (54000,
 * 54001). Any other error is rethrown.
 */
export function beyondLimits(error: unknown, text: string | undefined): RawIssue {
  if (!isBeyondLimits(error)) throw error;
  if (error instanceof Unwritable && error.limit === 'depth') {
    const params = { limit: MOST_DEPTH };
    return { source: 'database', code: 'statement_too_complex', path: [], params, sqlstate: '54001' };
  }
  const length = text ? { length: text.length } : {};
  const params = { type: 'json', ...length, unknowable: true };
  return { source: 'database', code: 'program_limit_exceeded', path: [], params, sqlstate: '54000' };
}
