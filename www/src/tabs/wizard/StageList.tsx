// The stages and where each stands, as links; and how far the whole is.

import { completion, type Stage, stages, validateStage } from 'event-wizard-validator';
import type { Session } from '../../../../examples/wizard/src/session';
import { useSpeech, useTexts } from '../../language/Language';
import { linkTo } from '../../shell/situation';
import { type StageState, texts } from './texts';
import { isObject } from './values';

function stateOf(stage: Stage, { row, typed }: Session): StageState {
  const data = typed[stage];
  if (!isObject(data) || Object.keys(data).length === 0) return 'empty';
  if (!validateStage(stage, data, { mode: 'draft', maxIssues: 1 }).valid) return 'wrong';
  return row.completed_stages?.includes(stage) ? 'complete' : 'begun';
}

interface StageListProps {
  readonly session: Session;
  readonly open: Stage | 'review';
}

export function StageList({ session, open }: StageListProps) {
  const { fields, language } = useSpeech();
  const say = useTexts(texts);
  const { percentage } = completion(session.row);
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  return (
    <nav className="stages" aria-label={say.stages}>
      <ol>
        {stages.map((stage) => {
          const state = stateOf(stage, session);
          return (
            <li key={stage}>
              <a
                href={linkTo('wizard', { stage })}
                aria-current={open === stage ? 'step' : undefined}
                data-state={state}
              >
                <Mark state={state} />
                <span className="name">{fields[stage].label}</span>
                <span className="state">{say.states[state]}</span>
              </a>
            </li>
          );
        })}
        <li>
          <a href={linkTo('wizard', { stage: 'review' })} aria-current={open === 'review' ? 'step' : undefined}>
            <Mark state="empty" />
            <span className="name">{say.review}</span>
            <span className="state">{say.statuses[session.row.status ?? 'draft']}</span>
          </a>
        </li>
      </ol>
      <p className="far">
        <span id="progress-label">{say.progress}</span>
        <progress aria-labelledby="progress-label" value={percentage} max={100} />
        <span data-testid="percentage">{percent.format(percentage / 100)}</span>
      </p>
    </nav>
  );
}

const MARKS: Readonly<Record<StageState, string | undefined>> = {
  complete: 'M5 10.5l3.5 3.5L15 7',
  begun: 'M6 10h8',
  wrong: 'M10 5.5v5.5M10 13.5v1',
  empty: undefined,
};

function Mark({ state }: { readonly state: StageState }) {
  const path = MARKS[state];
  return (
    <svg className="mark" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <circle cx="10" cy="10" r="9" fill="none" stroke="currentColor" strokeWidth="1.5" />
      {path !== undefined && <path d={path} fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />}
    </svg>
  );
}
