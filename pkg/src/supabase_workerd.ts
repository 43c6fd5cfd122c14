// `/supabase` where the .wasm files are imported as modules: see workerd.ts.

import { createGuard, type SupabaseGuard } from './supabase_guard.js';
import {
  explainDatabaseError,
  validateActionJson,
  validateActions,
  validateSessionJson,
  validateSessions,
} from './workerd.js';

export type { GuardOptions, SupabaseGuard } from './supabase_guard.js';

const made: SupabaseGuard = /* @__PURE__ */ createGuard({
  explainDatabaseError,
  validateActionJson,
  validateActions,
  validateSessionJson,
  validateSessions,
});

/**
 * The client, whose inserts, upserts and updates of `wizard_sessions` and `wizard_actions` in the schema `public` are
 * judged on the very text of the request. What is refused is not sent: the result is the one that the server would give,
 * with `error.issues`. An error that the server does give has `error.issues` too, and so has what `throwOnError()` throws
 * of either. All else of the client, and of the server's answers, is untouched.
 */
export const guard: SupabaseGuard['guard'] = made.guard;
/**
 * The issues of an `error` of a guarded client; of any other, whatever was thrown, what it tells by itself. Of no error
 * (`null`, `undefined`) there are none.
 */
export const issuesOf: SupabaseGuard['issuesOf'] = made.issuesOf;
