// Opens the session that the address names, over the page's connection. Knows no component.

import type { Locale } from 'event-wizard-validator';
import type { SaverOptions } from 'event-wizard-validator/saver';
import { useEffect, useState } from 'react';
import { type OpenSession, openSession, type Row } from '../../../../examples/wizard/src/session';
import type { Connection } from '../../database/connection';
import { baseOf, keep, recall } from './kept_draft';

export type Opening =
  | { readonly kind: 'opening' }
  | { readonly kind: 'failed'; readonly again: () => void }
  | {
      readonly kind: 'open';
      readonly id: string;
      readonly session: OpenSession;
      /** Whether something that was typed before, and not saved, has been brought back. */
      readonly isRestored: boolean;
    };

async function open(connection: Connection, session_id: string, locale: Locale): Promise<Opening | undefined> {
  const { data, error } = await connection.client.from('wizard_sessions').select('*').eq('session_id', session_id);
  if (error !== null) return undefined;
  const kept = recall(session_id);
  const current = baseOf(kept, (data[0] as Row | undefined) ?? null);
  const session = openSession(connection.client, { session_id, current: current as SaverOptions['current'], locale });
  for (const [stage, typed] of kept?.typed ?? []) void session.edit(stage, typed);
  return { kind: 'open', id: session_id, session, isRestored: kept !== undefined };
}

/** The session with this id: the stored one, or a new one, which is stored with its first edit. */
export function useOpenSession(connection: Connection, session_id: string, locale: Locale): Opening {
  const [opening, setOpening] = useState<Opening>({ kind: 'opening' });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language is no reason to read again; `attempt` is
  useEffect(() => {
    let isCurrent = true;
    let forget = () => {};
    setOpening({ kind: 'opening' });
    open(connection, session_id, locale).then((opened) => {
      if (!isCurrent) return;
      if (opened?.kind === 'open') {
        const { session } = opened;
        forget = session.subscribe(() => keep(session_id, session.read()));
      }
      setOpening(opened ?? { kind: 'failed', again: () => setAttempt((before) => before + 1) });
    });
    return () => {
      isCurrent = false;
      forget();
    };
  }, [connection, session_id, attempt]);
  return opening;
}
