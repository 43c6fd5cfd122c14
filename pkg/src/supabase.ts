// The entry for supabase-js: a client that judges rows before it sends them.

import {
  explainDatabaseError,
  validateActionJson,
  validateActions,
  validateSessionJson,
  validateSessions,
} from './index.js';
import { createGuard, type SupabaseGuard } from './supabase_guard.js';

export type { GuardOptions, SupabaseGuard } from './supabase_guard.js';

const made: SupabaseGuard = /* @__PURE__ */ createGuard({
  explainDatabaseError,
  validateActionJson,
  validateActions,
  validateSessionJson,
  validateSessions,
});

export const guard: SupabaseGuard['guard'] = made.guard;
export const issuesOf: SupabaseGuard['issuesOf'] = made.issuesOf;
