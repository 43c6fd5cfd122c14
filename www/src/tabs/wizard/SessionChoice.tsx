// The user's sessions, to choose from.

import { useEffect, useState } from 'react';
import type { Connection } from '../../database/connection';
import { useTexts } from '../../language/Language';
import { texts } from './texts';

interface Listed {
  readonly session_id: string;
  readonly status: 'draft' | 'active' | 'completed' | 'published' | 'abandoned';
  readonly event_data: { readonly title?: string };
  readonly deleted_at: string | null;
}

interface SessionChoiceProps {
  readonly connection: Connection;
  readonly open: string;
  /** Changes with each save. */
  readonly version: unknown;
  readonly onChoose: (session_id: string) => void;
  readonly onNew: () => void;
}

export function SessionChoice({ connection, open, version, onChoose, onNew }: SessionChoiceProps) {
  const say = useTexts(texts);
  const [sessions, setSessions] = useState<readonly Listed[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a save is the reason to read again
  useEffect(() => {
    let isCurrent = true;
    void connection.client
      .from('wizard_sessions')
      .select('*')
      .then(({ data }) => {
        if (isCurrent && data !== null) setSessions(data.filter(({ deleted_at }) => deleted_at === null));
      });
    return () => {
      isCurrent = false;
    };
  }, [connection, version]);
  const isStored = sessions.some(({ session_id }) => session_id === open);
  return (
    <div className="session-choice">
      <label className="field">
        <span>{say.session}</span>
        <select value={open} onChange={({ target }) => onChoose(target.value)}>
          {!isStored && <option value={open}>{say.newSession}</option>}
          {sessions.map(({ session_id, status, event_data }) => (
            <option key={session_id} value={session_id}>
              {event_data.title ?? say.untitled} – {say.statuses[status]}
            </option>
          ))}
        </select>
      </label>
      <button type="button" onClick={onNew}>
        {say.newSession}
      </button>
    </div>
  );
}
