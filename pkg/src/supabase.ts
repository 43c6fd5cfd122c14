// The entry for supabase-js: a client that judges rows before it sends them.

import {
  explainDatabaseError,
  validateActionJson,
  validateActions,
  validateSessionJson,
  validateSessions,
  withLocale,
} from '#validator';
import { createGuard, type SupabaseGuard } from './supabase/guard.js';

export type { GuardOptions, SupabaseGuard } from './supabase/guard.js';

const made: SupabaseGuard = /* @__PURE__ */ createGuard({
  explainDatabaseError,
  validateActionJson,
  validateActions,
  validateSessionJson,
  validateSessions,
  withLocale,
});

/**
 * Returns the client; its inserts, upserts and updates of `wizard_sessions` and `wizard_actions` in the schema `public`
 * are judged by the exact text of the request. A request that is refused is not sent: its result is the one that the
 * server would return, with `error.issues`. An error that the server does return has `error.issues` too, and so does
 * whatever `throwOnError()` throws in either case. Everything else about the client, and about the server's answers, is
 * unchanged.
 */
export const guard: SupabaseGuard['guard'] = made.guard;
/**
 * The issues of an `error` from a guarded client; for any other value that was thrown, what it says by itself. For no
 * error (`null`, `undefined`) there are none.
 */
export const issuesOf: SupabaseGuard['issuesOf'] = made.issuesOf;
