// The page's one database and the connection to it, however often React mounts what asks for them.

import { useSyncExternalStore } from 'react';
import type { Connection } from './connection';
import { Database } from './database';

export type DatabaseState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready'; readonly database: Database; readonly connection: Connection }
  | { readonly kind: 'broken'; readonly reason: string };

let state: DatabaseState = { kind: 'starting' };
let isAsked = false;
const listeners = new Set<() => void>();

function show(next: DatabaseState) {
  state = next;
  // For style sheets and tests: whether PostgreSQL answers.
  document.documentElement.dataset.database = next.kind;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  if (!isAsked) {
    isAsked = true;
    // supabase-js is large, and the first screen does not wait for it.
    Promise.all([Database.start(), import('./connection')]).then(
      ([database, { connect }]) => show({ kind: 'ready', database, connection: connect(database) }),
      (error: unknown) => show({ kind: 'broken', reason: error instanceof Error ? error.message : String(error) }),
    );
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export const useDatabase = (): DatabaseState => useSyncExternalStore(subscribe, () => state);
