// How many random rows both have judged since the page was opened: slowly, in the worker of *Break it*, while the page is
// looked at. Knows nothing of how rows are made or judged.

import { useEffect, useSyncExternalStore } from 'react';
import { useDatabase } from '../database/useDatabase';
import { useSpeech, useTexts } from '../language/Language';
import { startJudges, useJudges } from '../tabs/break_it/judges';
import { linkTo, type Tab, useSituation } from './situation';
import { texts } from './texts';

/** Rows a second: enough to see it count, too few to be felt. */
const PACE = 4;
/** Milliseconds after the page's own PostgreSQL is ready, so that its first answers come first. */
const PATIENCE = 1500;
/** Where times are measured, nothing else runs. */
const QUIET: Tab = 'speed';

const saveData = (navigator as Navigator & { connection?: { saveData?: boolean } }).connection?.saveData === true;

function subscribeVisibility(listener: () => void) {
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}

export function Counter() {
  const say = useTexts(texts).counter;
  const { number } = useSpeech();
  const { tab } = useSituation();
  const { kind } = useDatabase();
  const { rows, disagreed } = useJudges();
  const isVisible = useSyncExternalStore(subscribeVisibility, () => document.visibilityState === 'visible');
  const runs = kind === 'ready' && isVisible && !saveData && tab !== QUIET;
  useEffect(() => {
    if (!runs) return;
    let isCounting = false;
    const timer = setTimeout(() => {
      isCounting = true;
      startJudges().count(PACE);
    }, PATIENCE);
    return () => {
      clearTimeout(timer);
      if (isCounting) startJudges().count(undefined);
    };
  }, [runs]);
  const state = rows === 0 ? 'waiting' : disagreed === 0 ? 'agree' : 'differ';
  const told =
    rows === 0 ? [say.waiting] : [say.judged(number.format(rows)), say.disagreements(number.format(disagreed))];
  return (
    <a
      className="counter"
      href={linkTo('break-it')}
      title={say.meaning}
      data-state={state}
      data-rows={rows}
      data-testid="counter"
    >
      {told.map((part) => (
        <span key={part} className="long">
          {part}{' '}
        </span>
      ))}
      <span className="short" aria-hidden="true">
        {number.format(rows)} {disagreed > 0 && `≠ ${number.format(disagreed)}`}
      </span>
    </a>
  );
}
