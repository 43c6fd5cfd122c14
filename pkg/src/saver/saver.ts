// Saves a session while it is being edited: one request at a time, the newest edit last, and never over what somebody
// else has saved. Knows the table's key and the column that changes with every save; requests are a client's, and every
// rule about rows is the guard's.

import type { Api } from '../api/api.js';
import { aString, ownOptions } from '../api/arguments.js';
import { isRow } from '../api/bulk.js';
import { frozen, type Json, normal } from '../draft/tree.js';
import type { WizardSessionRow, WizardSessionUpdate } from '../generated/types.js';
import { PRECONDITION_FAILED } from '../issue/database_error.js';
import { type ExplainedIssue, type Issue, pointerOf } from '../issue/issue.js';
import { jsonText } from '../json/text.js';
import type { Locale } from '../messages/catalogue.js';
import { english } from '../messages/english.js';
import type { Client, SupabaseGuard } from '../supabase/guard.js';

/**
 * Columns that only the server sets: a user has no right to write them (20260117000000_row_level_security.sql), and they
 * change with every save.
 */
const SET_BY_SERVER = [
  'id',
  'user_id',
  'created_at',
  'updated_at',
  'last_interaction',
  'published_at',
  'deleted_at',
] as const satisfies readonly (keyof WizardSessionUpdate)[];

/** What can be saved of a session. */
export type SessionEdit = Omit<WizardSessionUpdate, (typeof SET_BY_SERVER)[number]>;

/** Which session is saved, and how to speak to its user. */
export interface SaverOptions {
  readonly session_id: string;
  /** The row as the form has read it, or null for a session that is not stored yet. */
  readonly current: WizardSessionRow | null;
  /** The language of issues, as in `withLocale`; English by default. */
  readonly locale?: Locale | undefined;
  /** Your own names for fields, as in `withLocale`. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** How long to wait for an answer, in milliseconds; 30,000 by default. What has no answer by then can be saved again. */
  readonly timeout?: number | undefined;
}

/** Where saving stands. The object is a new one after each change, as React's `useSyncExternalStore` wants it. */
export interface SaverState {
  /**
   * - `saved`: everything is stored.
   * - `saving`: a request is under way.
   * - `failed`: the last request did not save the pending edits; `issues` says why, and whether trying again helps
   *   (source `network`). The next `save`, or `retry`, sends them again.
   * - `conflict`: somebody else has saved this session since it was read. `stored` is their row, and `issues` names each
   *   column that they changed. Nothing is sent before `resolve`.
   */
  readonly status: 'saved' | 'saving' | 'failed' | 'conflict';
  /** The row that the user should see: what is stored, with the pending edits. */
  readonly current: Partial<WizardSessionRow>;
  /** The row as it is stored, as far as is known; null if it is not stored yet. In a conflict, the other's. */
  readonly stored: WizardSessionRow | null;
  /** The edits that are not known to be stored. */
  readonly pending: SessionEdit;
  /** Why the pending edits are not stored; in a conflict one for each column that is not mine. Else empty. */
  readonly issues: readonly (Issue | ExplainedIssue)[];
}

/** Saves one session. */
export interface Saver {
  /** Where saving stands now. */
  readonly state: SaverState;
  /** The row that the user should see: `state.current`. */
  readonly current: Partial<WizardSessionRow>;
  /**
   * Saves columns, or a whole row: only what differs from `current` counts, and nothing of what only the server sets.
   * Edits that come while a request is under way are merged, column by column, and sent together after it.
   * @returns the state in which saving comes to rest, after this edit and any that come meanwhile.
   * @throws TypeError if the edit is not an object, names another session, or cannot be written as JSON.
   */
  save(edit: SessionEdit): Promise<SaverState>;
  /** Sends the pending edits again, as after the browser's event `online`. */
  retry(): Promise<SaverState>;
  /**
   * Ends a conflict: these edits take the place of the pending ones, and are saved over the other's row, whose other
   * columns stay. With `state.pending` mine win, with `{}` theirs. Let forms show `current` from then on.
   * @throws TypeError as `save` does.
   */
  resolve(edit: SessionEdit): Promise<SaverState>;
  /**
   * Calls the listener after each change of `state`. The result ends that.
   * @throws TypeError if it is not a function.
   */
  subscribe(listener: () => void): () => void;
}

type Row = { [column: string]: Json };
type Answer = { readonly data: unknown; readonly error: object | null };
/** What is used of postgrest-js. */
interface Request extends PromiseLike<Answer> {
  eq(column: string, value: unknown): Request;
  select(columns?: string): Request;
  abortSignal(signal: AbortSignal): Request;
}
type Table = Record<'insert' | 'update', (row: Row) => Request> & { select(columns: string): Request };

const TABLE = 'wizard_sessions';
const DEFAULT_TIMEOUT = 30_000;
const DUPLICATE = 'unique_violation';
const NO_ROW = 'PGRST116';

/** A copy of the row as it will be sent. */
function copied(row: unknown, name: string): Row {
  // An object such as a date has a JSON text that is none.
  const copy: unknown = isRow(row) ? JSON.parse(jsonText(row, name)) : undefined;
  if (!isRow(copy)) throw new TypeError(`${name} must be an object, a row or some of its columns`);
  return frozen(copy as Row);
}

function isServers(column: string): boolean {
  return SET_BY_SERVER.includes(column as never);
}

function same(one: Json | undefined, other: Json | undefined): boolean {
  return one !== undefined && other !== undefined && normal(one) === normal(other);
}

/** The row of an answer, if it has one. */
function rowIn(data: unknown): Row | undefined {
  const row: unknown = Array.isArray(data) ? data[0] : undefined;
  return isRow(row) && typeof row.updated_at === 'string' ? (row as Row) : undefined;
}

/** The functions of the entry, built on those of others. */
export function createSavers(
  { guard }: Pick<SupabaseGuard, 'guard'>,
  api: Pick<Api, 'explainDatabaseError' | 'withLocale'>,
) {
  return function createSaver<C extends Client>(client: C, options: SaverOptions): Saver {
    const given = ownOptions(options, {
      session_id: undefined,
      current: undefined,
      locale: undefined,
      labels: undefined,
      timeout: undefined,
    });
    const { locale, labels, timeout = DEFAULT_TIMEOUT } = given;
    const session_id = aString(given.session_id, 'session_id');
    if (!Number.isInteger(timeout) || timeout <= 0) throw new TypeError('`timeout` must be a positive integer');
    const own = locale !== undefined || labels !== undefined;
    const { explainDatabaseError } = own ? api.withLocale(locale ?? english, labels) : api;
    let stored = given.current === null ? null : copied(given.current, '`current`');
    if (stored !== null && (stored.session_id !== session_id || typeof stored.updated_at !== 'string')) {
      throw new TypeError('`current` must be the stored row of this session, with `session_id` and `updated_at`');
    }
    const guarded = guard(client, { current: () => stored ?? undefined, locale, labels });

    let pending: Row = {};
    /** Values that were sent and had no answer: the server may have stored them. By column. */
    const unanswered = new Map<string, Set<string>>();
    let running: Promise<SaverState> | undefined;
    /** Whether there was an edit since the last request was made. */
    let again = false;
    const listeners = new Set<() => void>();
    let state: SaverState;

    function become(status: SaverState['status'], issues: SaverState['issues'] = []): SaverState {
      const shown = { stored, pending, current: { ...stored, session_id, ...pending } };
      state = Object.freeze({ status, issues, ...shown } as object as SaverState);
      for (const listener of [...listeners]) {
        try {
          listener();
        } catch (error) {
          // Saving goes on; the error is reported as one of an event's listener is.
          queueMicrotask(() => {
            throw error;
          });
        }
      }
      return state;
    }
    become('saved');

    function edit(given: unknown, base: Row): void {
      const row = copied(given, 'the edit');
      if (Object.hasOwn(row, 'session_id') && row.session_id !== session_id) {
        throw new TypeError('the edit belongs to another session: `session_id` differs');
      }
      const shown: Row = { ...stored, ...base };
      const isEdit = ([column, value]: [string, Json]) => !isServers(column) && !same(value, shown[column]);
      pending = frozen({ ...base, ...Object.fromEntries(Object.entries(row).filter(isEdit)) });
    }

    /** What of the pending edits is not stored. */
    function changes(): Row {
      const differs = ([column, value]: [string, Json]) => unanswered.has(column) || !same(value, stored?.[column]);
      return Object.fromEntries(Object.entries(pending).filter(differs));
    }

    async function answered(ask: (table: Table) => Request): Promise<Answer> {
      try {
        const table = guarded.from(TABLE as never) as Table;
        return await ask(table).abortSignal(AbortSignal.timeout(timeout));
      } catch (thrown) {
        return { data: null, error: isRow(thrown) ? thrown : { message: String(thrown) } };
      }
    }

    const issuesIn = (error: object): readonly ExplainedIssue[] =>
      (error as { issues?: readonly ExplainedIssue[] }).issues ?? [explainDatabaseError(error)];

    /** The row is known, as it is now; and so is what became of everything that was sent. */
    function learn(row: Row): void {
      stored = frozen(row);
      unanswered.clear();
    }

    /** The row is not what it was. Saving goes on only if that was an own save, whose answer was lost. */
    async function stale(why: readonly ExplainedIssue[]): Promise<SaverState | undefined> {
      const { data, error } = await answered((table) => table.select('*').eq('session_id', session_id));
      if (error !== null) return become('failed', issuesIn(error));
      const row = rowIn(data);
      // The row is deleted, or somebody else's; or it may be read, but not saved.
      if (row === undefined || (stored !== null && row.updated_at === stored.updated_at)) return become('failed', why);
      // Of a row that was to be new, nothing is known but what was to be saved.
      const foreign = Object.keys(stored ?? pending).filter((column) => {
        const theirs = row[column];
        const mine = theirs !== undefined && unanswered.get(column)?.has(normal(theirs));
        return !(isServers(column) || mine || same(theirs, pending[column]) || same(theirs, stored?.[column]));
      });
      learn(row);
      if (foreign.length === 0) return undefined;
      const issue = explainDatabaseError({ status: PRECONDITION_FAILED });
      return become(
        'conflict',
        foreign.map((column) => ({ ...issue, path: [column], pointer: pointerOf([column]), column })),
      );
    }

    /** Sends what is pending, once. The result is the state in which saving stops, if it does. */
    async function attempt(): Promise<SaverState | undefined> {
      const sent = changes();
      if (stored !== null && Object.keys(sent).length === 0) {
        pending = {};
        return become('saved');
      }
      become('saving');
      const known = stored;
      const { data, error } = await answered((table) =>
        known === null
          ? table.insert({ session_id, ...sent }).select()
          : table.update(sent).eq('session_id', session_id).eq('updated_at', known.updated_at).select(),
      );
      if (error !== null) {
        const issues = issuesIn(error);
        if (known === null && issues[0]?.code === DUPLICATE) return stale(issues);
        for (const [column, value] of Object.entries(sent)) {
          unanswered.set(column, (unanswered.get(column) ?? new Set()).add(normal(value)));
        }
        return become('failed', issues);
      }
      const row = rowIn(data);
      if (row === undefined) return stale([explainDatabaseError({ code: NO_ROW })]);
      learn(row);
      // What was edited meanwhile stays.
      pending = Object.fromEntries(Object.entries(pending).filter(([column, value]) => !same(value, sent[column])));
      return undefined;
    }

    async function untilRest(): Promise<SaverState> {
      for (;;) {
        again = false;
        const rest = await attempt();
        if (rest === undefined || (again && state.status !== 'conflict')) continue;
        running = undefined;
        return state;
      }
    }

    function send(): Promise<SaverState> {
      again = true;
      running ??= untilRest();
      return running;
    }

    return {
      get state() {
        return state;
      },
      get current() {
        return state.current;
      },
      save(given) {
        edit(given, pending);
        // What is shown changes, even if nothing can be sent now.
        if (state.status === 'conflict') return Promise.resolve(become('conflict', state.issues));
        if (running !== undefined) become('saving');
        return send();
      },
      retry: () => (state.status === 'failed' ? send() : (running ?? Promise.resolve(state))),
      resolve(given) {
        edit(given, state.status === 'conflict' ? {} : pending);
        become('saving');
        return send();
      },
      subscribe(listener) {
        if (typeof listener !== 'function') throw new TypeError('`listener` must be a function');
        listeners.add(listener);
        return () => {
          listeners.delete(listener);
        };
      },
    };
  };
}
