// What is missing, what contradicts and what is not right, as links to its field; and the status, which may follow.

import { type Stage, type Status, stages, statuses } from 'event-wizard-validator';
import { transitions } from 'event-wizard-validator/fields';
import { useState } from 'react';
import type { Issues, OpenSession, Session } from '../../../../examples/wizard/src/session';
import { useSpeech, useTexts } from '../../language/Language';
import { linkTo } from '../../shell/situation';
import type { Held } from './Inside';
import { type Lack, lackOf } from './lack';
import { unfold } from './scope';
import { texts } from './texts';

interface ReviewProps {
  readonly session: OpenSession;
  readonly row: Session['row'];
  readonly stored: Session['saving']['stored'];
  readonly held: readonly Held[];
  readonly onNewSession: () => void;
}

export function Review({ session, row, stored, held, onNewSession }: ReviewProps) {
  const { api, language } = useSpeech();
  const say = useTexts(texts).check;
  const words = useTexts(texts);
  const { missing, conflicts } = api.completion(row);
  const advice = api.validateSession(row, { stages: 'draft', operation: 'update' }).advice;
  const isPublished = stored?.status === 'published';
  return (
    <section className="panel review" aria-labelledby="review-heading">
      <header>
        <h2 id="review-heading" tabIndex={-1}>
          {words.review}
        </h2>
      </header>
      {isPublished && (
        <div className="published" role="status">
          <svg viewBox="0 0 48 48" width="48" height="48" aria-hidden="true">
            <circle cx="24" cy="24" r="22" fill="currentColor" opacity="0.15" />
            <path d="M14 25l7 7 14-15" fill="none" stroke="currentColor" strokeWidth="4" strokeLinecap="round" />
          </svg>
          <div>
            <h3>{say.published}</h3>
            <p>
              {say.publishedText(
                new Intl.DateTimeFormat(language, { timeStyle: 'medium' }).format(
                  new Date(stored.published_at ?? stored.updated_at),
                ),
              )}
            </p>
            <div className="actions">
              <button type="button" className="quiet" onClick={showStored}>
                {say.see}
              </button>
              <button type="button" className="quiet" onClick={onNewSession}>
                {words.newSession}
              </button>
            </div>
          </div>
        </div>
      )}
      <Lacks title={say.wrong} lacks={held} />
      <Lacks title={say.missing} lacks={missing.map(lackOf)} />
      <Lacks title={say.conflicts} lacks={conflicts.map(lackOf)} />
      <Lacks title={say.advice} lacks={advice.map(lackOf)} />
      {missing.length + conflicts.length + held.length === 0 && (
        <p className="notice" data-kind="good">
          {say.nothing}
        </p>
      )}
      <Statuses session={session} row={row} stored={stored} />
    </section>
  );
}

function showStored() {
  const row = document.getElementById('stored-row');
  const summary = row?.querySelector('summary');
  if (summary == null) return;
  unfold(summary);
  summary.focus();
  summary.scrollIntoView({ block: 'center' });
}

function Lacks({
  title,
  lacks,
}: {
  readonly title: string;
  readonly lacks: readonly Pick<Lack, 'stage' | 'pointer' | 'message'>[];
}) {
  const { fields } = useSpeech();
  if (lacks.length === 0) return null;
  const groups = [...stages, undefined]
    .map((stage) => ({ stage, inside: lacks.filter((lack) => lack.stage === stage) }))
    .filter(({ inside }) => inside.length > 0);
  return (
    <section className="lacks">
      <h3>{title}</h3>
      {groups.map(({ stage, inside }) => (
        <div key={stage ?? ''}>
          {stage !== undefined && <h4>{fields[stage].label}</h4>}
          <ul>
            {inside.map(({ pointer, message }) => (
              <li key={pointer + message}>
                {stage === undefined ? (
                  message
                ) : (
                  <a href={linkTo('wizard', { stage, field: pointer || firstOf(stage, fields) })}>{message}</a>
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

/** An issue about a whole stage leads to its first field. */
const firstOf = (stage: Stage, fields: ReturnType<typeof useSpeech>['fields']) =>
  fields[stage].fields[0]?.pointer ?? '';

/** The steps that the lifecycle knows from here, publishing always among them: those that are not possible say why. */
function Statuses({ session, row, stored }: Pick<ReviewProps, 'session' | 'row' | 'stored'>) {
  const { api } = useSpeech();
  const say = useTexts(texts);
  const [refused, setRefused] = useState<Issues>([]);
  const status = row.status ?? 'draft';
  const allowed: readonly Status[] = transitions[status];
  const isOffered = (to: Status) => allowed.includes(to) || (to === 'published' && status !== 'published');
  const offered = statuses.filter(isOffered);
  // One step at a time: the next is from the status that is stored.
  const isUnderWay = status !== (stored?.status ?? 'draft');
  // What is complete is marked so with the step.
  const { completedStages } = api.completion(row);
  const finished = {
    ...row,
    completed_stages: completedStages,
    completion_percentage: (100 * completedStages.length) / stages.length,
  };
  const primary = (['published', 'completed', 'active'] as const).find((each) => allowed.includes(each));

  function go(to: Status) {
    if (to === 'completed' && status !== 'published') {
      for (const stage of completedStages) if (!row.completed_stages?.includes(stage)) session.complete(stage);
    }
    setRefused(session.setStatus(to));
  }
  return (
    <section className="statuses" aria-labelledby="status-heading">
      <h3 id="status-heading">{say.check.status}</h3>
      <p>
        {say.check.now}{' '}
        <strong role="status" data-testid="status">
          {say.statuses[status]}
        </strong>
      </p>
      <ul>
        {offered.map((to) => {
          const { issues } = api.checkTransition(status, to, finished);
          const [why] = issues;
          const id = `why-${to}`;
          const isBack = status === 'published' && to === 'completed';
          return (
            <li key={to}>
              <button
                type="button"
                className={to === 'abandoned' ? 'danger' : to === primary ? 'primary' : undefined}
                aria-disabled={why !== undefined || isUnderWay || undefined}
                aria-describedby={why === undefined ? undefined : id}
                onClick={() => why === undefined && !isUnderWay && go(to)}
              >
                {isBack ? say.form.takeBack : say.steps[to]}
              </button>
              {why !== undefined && (
                <p className="hint" id={id}>
                  {say.check.why} {why.message}
                </p>
              )}
            </li>
          );
        })}
      </ul>
      {refused.length > 0 && (
        <ul className="issues" role="alert">
          {refused.map(({ pointer, code, message }) => (
            <li key={pointer + code} className="issue">
              {message}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
