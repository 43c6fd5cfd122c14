// Opens the session that the address names, over the page's connection. Knows no component.

import type { Locale } from 'event-wizard-validator';
import type { SaverOptions } from 'event-wizard-validator/saver';
import { useEffect, useState } from 'react';
import { type OpenSession, openSession, type Row } from '../../../../examples/wizard/src/session';
import type { Connection } from '../../database/connection';
import { baseOf, type Hold, holdDraft, keep, recall } from './kept_draft';

export type Opening =
  | { readonly kind: 'opening' }
  | { readonly kind: 'failed'; readonly again: () => void }
  | {
      readonly kind: 'open';
      readonly session: OpenSession;
      /** Whether something that was typed before, and not saved, has been brought back. */
      readonly isRestored: boolean;
    };

/** The stored row of a session, or null; undefined if it could not be read. */
async function rowOf(connection: Connection, session_id: string): Promise<Row | null | undefined> {
  const { data, error } = await connection.client.from('wizard_sessions').select('*').eq('session_id', session_id);
  return error === null ? ((data[0] as Row | undefined) ?? null) : undefined;
}

/** The session with this id: the stored one, or a new one, which is stored with its first edit. */
export function useOpenSession(connection: Connection, session_id: string, locale: Locale): Opening {
  const [opening, setOpening] = useState<Opening>({ kind: 'opening' });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language is no reason to read again; `attempt` is
  useEffect(() => {
    let isCurrent = true;
    let hold: Hold | undefined;
    let forget = () => {};
    async function open() {
      const row = await rowOf(connection, session_id);
      if (!isCurrent) return;
      if (row === undefined) {
        setOpening({ kind: 'failed', again: () => setAttempt((before) => before + 1) });
        return;
      }
      const held = await holdDraft(session_id);
      if (!isCurrent) {
        held.release();
        return;
      }
      hold = held;
      const kept = held.isFirst ? recall(session_id, row) : undefined;
      const current = baseOf(kept, row) as SaverOptions['current'];
      const session = openSession(connection.client, { session_id, current, locale });
      forget = session.subscribe(() => {
        if (held.isHeld()) keep(session_id, session.read());
      });
      for (const [stage, typed] of kept?.typed ?? []) void session.edit(stage, typed);
      setOpening({ kind: 'open', session, isRestored: kept !== undefined });
    }
    setOpening({ kind: 'opening' });
    void open();
    return () => {
      isCurrent = false;
      // After the form, which tells its last edit as it goes.
      queueMicrotask(() => {
        forget();
        hold?.release();
      });
    };
  }, [connection, session_id, attempt]);
  return opening;
}
