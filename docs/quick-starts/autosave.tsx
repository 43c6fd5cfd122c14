import type { SupabaseClient } from '@supabase/supabase-js';
import type { Database, WizardSessionRow } from 'event-wizard-validator';
import { reviveDraft } from 'event-wizard-validator/draft';
import { createSaver } from 'event-wizard-validator/saver';
import { useEffect, useState, useSyncExternalStore } from 'react';

interface Props {
  client: SupabaseClient<Database>;
  /** The row as it was read, or null for a new session. */
  stored: WizardSessionRow | null;
  sessionId: string;
}

/** Saves while the organizer types, and says what became of it. What was typed offline is kept in `localStorage`. */
export function EventForm({ client, stored, sessionId }: Props) {
  const [saver] = useState(() => createSaver(client, { session_id: sessionId, current: stored }));
  const { status, current, pending, issues } = useSyncExternalStore(saver.subscribe, () => saver.state);
  const key = `event-${sessionId}`;

  useEffect(() => {
    // A draft of an earlier visit, perhaps of an older version of this page: whatever of it is still sound.
    const { data, dropped } = reviveDraft('eventSetup', localStorage.getItem(key));
    for (const { pointer, issue } of dropped) console.info(`not kept: ${pointer}: ${issue.message}`);
    if (Object.keys(data).length > 0) saver.save({ event_data: { ...saver.current.event_data, ...data } });
    const online = () => saver.retry();
    window.addEventListener('online', online);
    return () => window.removeEventListener('online', online);
  }, [saver, key]);

  useEffect(() => {
    if (pending.event_data === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(pending.event_data));
  }, [pending, key]);

  return (
    <form>
      <input
        aria-label="Event title"
        value={current.event_data?.title ?? ''}
        onChange={({ target }) => saver.save({ event_data: { ...current.event_data, title: target.value } })}
      />
      <output>{status}</output>
      {issues.map(({ pointer, code, message }) => (
        <p role="alert" key={pointer + code}>
          {message}
        </p>
      ))}
      {status === 'failed' && (
        <button type="button" onClick={() => saver.retry()}>
          Try again
        </button>
      )}
      {status === 'conflict' && (
        <>
          <button type="button" onClick={() => saver.resolve(pending)}>
            Keep mine
          </button>
          <button type="button" onClick={() => saver.resolve({})}>
            Take theirs
          </button>
        </>
      )}
    </form>
  );
}
