// What is typed and not stored yet, kept in the browser over a reload: what is not right, and what the line has not taken.
// Knows the storage and what is worth keeping; what of it is sound is the package's to say.

import { type Stage, stages, validateStage } from 'event-wizard-validator';
import { reviveDraft } from 'event-wizard-validator/draft';
import { stageColumns } from 'event-wizard-validator/fields';
import type { Row, Session } from '../../../../examples/wizard/src/session';

/** A stage's data as it was typed, by stage. */
export type Typed = ReadonlyMap<Stage, unknown>;

export interface Kept {
  readonly typed: Typed;
  /** The row that it was typed over; null if there was none. */
  readonly base: Readonly<Record<string, unknown>> | null;
}

const keyOf = (session_id: string) => `event-wizard-draft:${session_id}`;

/** The storage, or nothing: a browser may refuse it, and it may be full. */
function stored<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(localStorage);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether two values are the same JSON; PostgreSQL gives the keys of objects back in another order. */
export function sameJson(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => sameJson(item, other[index]));
  }
  if (!isObject(one) || !isObject(other)) return Object.is(one, other);
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && sameJson(one[key], other[key]))
  );
}

/** What is typed in a stage, without what looks like a secret: that is kept nowhere. */
function keepable(stage: Stage, typed: unknown): unknown {
  const { issues } = validateStage(stage, typed, { mode: 'draft' });
  if (!isObject(typed) || issues.every(({ code }) => code !== 'account_id_secret')) return typed;
  const { account_id: _, ...others } = typed;
  return others;
}

/** Keeps what is typed and not stored, and forgets what is. */
export function keep(session_id: string, { typed, saving }: Session): void {
  const differs = (stage: Stage) => !sameJson(typed[stage] ?? {}, saving.stored?.[stageColumns[stage]] ?? {});
  const unsaved = stages.filter(differs).map((stage) => [stage, keepable(stage, typed[stage])]);
  stored((storage) => {
    if (unsaved.length === 0) storage.removeItem(keyOf(session_id));
    else {
      const kept = { typed: Object.fromEntries(unsaved), base: saving.stored };
      storage.setItem(keyOf(session_id), JSON.stringify(kept));
    }
  });
}

/** What was kept of a session and is not stored by now; whatever else stands there is as nothing. */
export function recall(session_id: string, now: Row | null): Kept | undefined {
  const kept = stored((storage): unknown => JSON.parse(storage.getItem(keyOf(session_id)) ?? 'null'));
  if (!isObject(kept) || !isObject(kept.typed)) return undefined;
  const { typed, base } = kept;
  const known = stages.filter(
    (stage) => Object.hasOwn(typed, stage) && !sameJson(typed[stage], now?.[stageColumns[stage]] ?? {}),
  );
  if (known.length === 0) return undefined;
  const isRow = isObject(base) && base.session_id === session_id && typeof base.updated_at === 'string';
  return { typed: new Map(known.map((stage) => [stage, typed[stage]])), base: isRow ? base : null };
}

/** A hold on a session's draft, which one tab of the browser has at a time. */
export interface Hold {
  /** Whether nobody had it before: then what was kept is nobody else's. */
  readonly isFirst: boolean;
  /** Whether this tab has it now; it comes when the tab that had it is closed. */
  readonly isHeld: () => boolean;
  readonly release: () => void;
}

export async function holdDraft(session_id: string): Promise<Hold> {
  // Only pages of secure origins have locks.
  const locks = navigator.locks as LockManager | undefined;
  if (locks === undefined) return { isFirst: true, isHeld: () => true, release: () => {} };
  let isHeld = false;
  const released = new AbortController();
  const untilReleased = new Promise<void>((resolve) => {
    released.signal.addEventListener('abort', () => resolve());
  });
  const taken = () => {
    isHeld = true;
    return untilReleased;
  };
  const name = keyOf(session_id);
  const isFirst = await new Promise<boolean>((resolve) => {
    void locks.request(name, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock === null ? undefined : taken();
    });
  });
  // Rejected if it is released before its turn.
  if (!isFirst) locks.request(name, { signal: released.signal }, taken).catch(() => {});
  return { isFirst, isHeld: () => isHeld, release: () => released.abort() };
}

/**
 * The row to go on from: the one that it was typed over, if something that could be stored was not, so that what others
 * have saved since is noticed; else the row as it is stored now.
 */
export function baseOf(kept: Kept | undefined, now: Row | null): Row | null {
  if (kept === undefined) return now;
  const waits = ([stage, typed]: [Stage, unknown]) =>
    !sameJson(reviveDraft(stage, typed).data, kept.base?.[stageColumns[stage]] ?? {});
  return [...kept.typed].some(waits) ? (kept.base as Row | null) : now;
}

const LAST = 'event-wizard-last-session';
/** The session that was open last. */
export const lastSession = () => stored((storage) => storage.getItem(LAST)) ?? undefined;
export const rememberSession = (session_id: string) => stored((storage) => storage.setItem(LAST, session_id));
