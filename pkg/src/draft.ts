// The entry for drafts that an older version stored: keeps of them what is sound today.

import { validateSession, validateStage, withLocale } from '#validator';
import { createDrafts, type Drafts } from './draft/kept.js';

export type { Drafts, Dropped, Revived, ReviveOptions, UnreadableIssue } from './draft/kept.js';

const made: Drafts = /* @__PURE__ */ createDrafts({ validateSession, validateStage, withLocale });

/**
 * What of a stage's draft is still sound: a draft that an older version stored, as JSON text (of `localStorage`, for
 * example) or as a value (of a row). `data` is a valid draft today, and the least is dropped of what was stored.
 */
export const reviveDraft: Drafts['reviveDraft'] = made.reviveDraft;
/** The same for a whole row of `wizard_sessions`: `data` can be inserted once it has a `session_id`. */
export const reviveSession: Drafts['reviveSession'] = made.reviveSession;
