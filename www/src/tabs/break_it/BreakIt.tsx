// The tab *Break it*: rows by chance at both judges, what they refused, and where they disagree.

import { useEffect } from 'react';
import { useTexts } from '../../language/Language';
import { useSituation } from '../../shell/situation';
import './break_it.css';
import { Disagreement } from './Disagreement';
import { startJudges, useJudges } from './judges';
import { OwnCheck } from './OwnCheck';
import { Rejected } from './Rejected';
import { RunPanel } from './RunPanel';
import { texts } from './texts';

/** How many of the disagreements are shown; all are counted. */
const SHOWN = 3;

export function BreakIt() {
  const say = useTexts(texts);
  const { params } = useSituation();
  const judging = useJudges();
  useEffect(() => {
    startJudges();
  }, []);
  const { run } = judging;
  const disagreements = run?.disagreements ?? [];
  return (
    <div className="break-it">
      <RunPanel judging={judging} params={params} />
      {disagreements.length > 0 && (
        <section className="panel" aria-labelledby="disagreements-heading" data-testid="disagreements">
          <header>
            <h2 id="disagreements-heading">{say.disagreements}</h2>
          </header>
          <p className="notice" data-kind="bad">
            {judging.forgotten === undefined ? say.isBug : say.isForgotten(judging.forgotten)}
          </p>
          {disagreements.slice(0, SHOWN).map((judged) => (
            <Disagreement key={judged.case.number} judged={judged} forgotten={judging.forgotten} />
          ))}
        </section>
      )}
      <OwnCheck judging={judging} params={params} />
      <Rejected
        rejected={run?.rejected ?? []}
        constraints={[...judging.constraints, ...(judging.own?.constraint ? [judging.own.constraint] : [])]}
      />
    </div>
  );
}
