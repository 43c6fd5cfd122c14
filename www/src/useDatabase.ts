import { useEffect, useState } from 'react';
import { Database } from './database/database';
import { referencedIds } from './samples';

export type DatabaseState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready'; readonly database: Database }
  | { readonly kind: 'broken'; readonly reason: string };

let starting: Promise<Database> | undefined;

/** One database for the page, however often React mounts it. */
function startOnce(): Promise<Database> {
  starting ??= Database.start().then(async (database) => {
    // So that samples are not refused for a user or an event that only a real project would have.
    await database.addReferences(referencedIds('user_id'), referencedIds('event_id'));
    return database;
  });
  return starting;
}

export function useDatabase(): DatabaseState {
  const [state, setState] = useState<DatabaseState>({ kind: 'starting' });
  useEffect(() => {
    let mounted = true;
    const show = (next: DatabaseState) => {
      if (mounted) setState(next);
    };
    startOnce().then(
      (database) => show({ kind: 'ready', database }),
      (error: unknown) => show({ kind: 'broken', reason: String(error) }),
    );
    return () => {
      mounted = false;
    };
  }, []);
  return state;
}
