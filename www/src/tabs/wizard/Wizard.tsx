// The tab of the wizard: which session is open, in a database that may still be starting.

import { useEffect } from 'react';
import type { Connection } from '../../database/connection';
import type { Database } from '../../database/database';
import { useDatabase } from '../../database/useDatabase';
import { useSpeech, useTexts } from '../../language/Language';
import { setParams, useSituation } from '../../shell/situation';
import { lastSession, rememberSession } from './kept_draft';
import { LineSwitch } from './LineSwitch';
import { texts } from './texts';
import { useOpenSession } from './useOpenSession';
import { Workspace } from './Workspace';
import './wizard.css';

/** As long as the column is, in characters: an address may say anything. */
const isPossible = (id: string | undefined): id is string => id !== undefined && /^[\w.:-]{1,255}$/.test(id);
const newId = () => `wiz_${crypto.randomUUID()}`;

export function Wizard() {
  const state = useDatabase();
  const say = useTexts(texts);
  const { params } = useSituation();
  const id = isPossible(params.session) ? params.session : undefined;
  useEffect(() => {
    if (id !== undefined) {
      rememberSession(id);
      return;
    }
    const last = lastSession();
    setParams({ session: isPossible(last) ? last : newId() });
  }, [id]);
  if (state.kind === 'broken') {
    return (
      <p className="notice" data-kind="bad" role="alert">
        {say.broken} {state.reason}
      </p>
    );
  }
  if (state.kind === 'starting' || id === undefined) return <p role="status">{say.starting}</p>;
  return <Opened key={id} database={state.database} connection={state.connection} id={id} />;
}

interface OpenedProps {
  readonly database: Database;
  readonly connection: Connection;
  readonly id: string;
}

function Opened({ database, connection, id }: OpenedProps) {
  const say = useTexts(texts);
  const { locale } = useSpeech();
  const opening = useOpenSession(connection, id, locale);
  if (opening.kind === 'opening') return <p role="status">{say.opening}</p>;
  if (opening.kind === 'failed') {
    return (
      <div className="notice actions" data-kind="bad" role="alert">
        <p>{say.notOpened}</p>
        <button type="button" onClick={opening.again}>
          {say.tryAgain}
        </button>
        <LineSwitch connection={connection} onChange={(isUp) => isUp && opening.again()} />
      </div>
    );
  }
  const choose = (session: string) => setParams({ session, stage: undefined, field: undefined });
  return (
    <Workspace
      database={database}
      connection={connection}
      sessionId={id}
      session={opening.session}
      isRestored={opening.isRestored}
      onChoose={choose}
      onNew={() => choose(newId())}
    />
  );
}
