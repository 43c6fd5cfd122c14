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

export const guard: SupabaseGuard['guard'] = made.guard;
export const issuesOf: SupabaseGuard['issuesOf'] = made.issuesOf;
