// What PostgreSQL's errors say, in the form in which PostgREST passes them on.

import { type DatabaseError, RequestError } from './request';

/** Throws what is no error of the server but a bug in the page. */
export function readError(error: unknown): DatabaseError {
  if (error instanceof RequestError) return { code: error.code, message: error.message, details: null, hint: null };
  const told = error as Error & { code?: string; detail?: string; hint?: string; constraint?: string; column?: string };
  // An error without a SQLSTATE did not come from the server but from a bug in the page: do not hide it.
  if (told.code === undefined) throw error;
  return {
    code: told.code,
    message: told.message,
    details: told.detail ?? null,
    hint: told.hint ?? null,
    constraint: told.constraint,
    column: told.column,
  };
}
