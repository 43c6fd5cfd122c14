// An open session: its stages, the form or the review, whether it is saved, and what stands behind it.

import { type Stage, stages } from 'event-wizard-validator';
import { reviveDraft } from 'event-wizard-validator/draft';
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { OpenSession } from '../../../../examples/wizard/src/session';
import type { Connection } from '../../database/connection';
import type { Database } from '../../database/database';
import { useSpeech, useTexts } from '../../language/Language';
import { setParams, useSituation } from '../../shell/situation';
import { History } from './History';
import { type Held, Inside } from './Inside';
import { LineSwitch } from './LineSwitch';
import { lackOf } from './lack';
import { Review } from './Review';
import { SavingState, SavingTrouble } from './Saving';
import { SessionChoice } from './SessionChoice';
import { StageForm } from './StageForm';
import { StageList } from './StageList';
import { texts } from './texts';
import { isObject } from './values';

interface WorkspaceProps {
  readonly database: Database;
  readonly connection: Connection;
  readonly sessionId: string;
  readonly session: OpenSession;
  readonly isRestored: boolean;
  readonly onChoose: (session_id: string) => void;
  readonly onNew: () => void;
}

const isStageName = (name: string | undefined): name is Stage => stages.some((stage) => stage === name);

export function Workspace(props: WorkspaceProps) {
  const { database, connection, sessionId, session, isRestored, onChoose, onNew } = props;
  const say = useTexts(texts);
  const { api, locale, number } = useSpeech();
  const { params } = useSituation();
  const state = useSyncExternalStore(session.subscribe, session.read);
  const { row, typed, saving } = state;
  const [restored] = useState(typed);

  const stored = row.current_stage;
  const open: Stage | 'review' =
    params.stage === 'review' ? 'review' : isStageName(params.stage) ? params.stage : (stored ?? stages[0]);
  const field = params.field?.startsWith('/') === true ? params.field : undefined;
  const onArrived = useCallback(() => setParams({ field: undefined }), []);
  const [isLineUp, setLineUp] = useState(connection.isUp);

  const held = useMemo<readonly Held[]>(
    () =>
      stages.flatMap((stage) =>
        reviveDraft(stage, typed[stage], { locale }).dropped.map(({ pointer, issue: { message } }) => ({
          stage,
          pointer,
          message,
        })),
      ),
    [typed, locale],
  );
  const conflicts = useMemo(() => api.completion(row).conflicts.map(lackOf), [api, row]);
  const zone = isObject(typed.eventSetup) ? typed.eventSetup.time_zone : undefined;

  // Where the user was last is part of the session, once there is one.
  useEffect(() => {
    const { stored } = session.read().saving;
    if (open !== 'review' && stored !== null && session.read().row.current_stage !== open) void session.goTo(open);
  }, [open, session]);

  // Reading goes on at the heading of what is opened; not when the page is.
  const before = useRef(open);
  useEffect(() => {
    if (before.current === open) return;
    before.current = open;
    if (field === undefined) {
      document.getElementById(open === 'review' ? 'review-heading' : 'stage-heading')?.focus({ preventScroll: true });
      document.querySelector('.work')?.scrollIntoView({ block: 'start' });
    }
  }, [open, field]);

  function goTo(stage: Stage | 'review' | undefined) {
    setParams({ stage, field: undefined });
  }
  function setLine(isUp: boolean) {
    setLineUp(isUp);
    if (isUp) void session.retry();
  }
  const version = saving.stored?.updated_at;
  const at = open === 'review' ? stages.length : stages.indexOf(open);
  return (
    <div className="wizard">
      <div className="panel head">
        <SessionChoice connection={connection} open={sessionId} version={version} onChoose={onChoose} onNew={onNew} />
        <div className="saved-or-not">
          <LineSwitch connection={connection} onChange={setLine} />
          <div className="state">
            <SavingState saving={saving} />
            {held.length > 0 && (
              <p className="held" data-testid="held">
                {say.heldBack(number.format(held.length))}
              </p>
            )}
          </div>
        </div>
      </div>
      {!isLineUp && (
        <p className="notice" data-kind="note">
          {say.lineIsCut}
        </p>
      )}
      {isRestored && typed === restored && (
        <p className="notice" data-kind="note">
          {say.restored}
        </p>
      )}
      <SavingTrouble session={session} saving={saving} />
      <div className="work">
        <StageList session={state} open={open} />
        {open === 'review' ? (
          <Review session={session} row={row} stored={saving.stored} held={held} onNewSession={onNew} />
        ) : (
          <StageForm
            key={open}
            session={session}
            stage={open}
            typed={typed[open]}
            conflicts={conflicts.filter(({ stage }) => stage === open)}
            timeZone={typeof zone === 'string' ? zone : undefined}
            field={field}
            onArrived={onArrived}
            isLocked={row.status === 'published'}
            onBack={at > 0 ? () => goTo(stages[at - 1]) : undefined}
            onNext={() => goTo(stages[at + 1] ?? 'review')}
          />
        )}
        <aside className="behind">
          <History database={database} sessionId={sessionId} version={version} />
          <Inside connection={connection} session={state} held={held} />
        </aside>
      </div>
    </div>
  );
}
