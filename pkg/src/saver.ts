// The entry for saving a session while it is edited, with supabase-js.

import { explainDatabaseError, withLocale } from '#validator';
import { createSavers, type Saver, type SaverOptions } from './saver/saver.js';
import type { Client } from './supabase/guard.js';
import { guard } from './supabase.js';

export type { Saver, SaverOptions, SaverState, SessionEdit } from './saver/saver.js';

const made: ReturnType<typeof createSavers> = /* @__PURE__ */ createSavers(
  { guard },
  { explainDatabaseError, withLocale },
);

/**
 * Saves one session while it is edited: one request at a time, the newest edit last, and never over what somebody else
 * has saved. The client is that of supabase-js; rows are judged before they are sent, as `guard` does.
 * @throws TypeError if an option is missing, unknown or of the wrong type.
 */
export const createSaver: <C extends Client>(client: C, options: SaverOptions) => Saver = made;
