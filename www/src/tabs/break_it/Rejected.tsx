// The latest of the rows that were refused, each with the SQL of what refused it.

import { useTexts } from '../../language/Language';
import { Answers } from './Answers';
import { linkToRow } from './Disagreement';
import type { Constraint, Judged } from './judges';
import { texts } from './texts';

interface RejectedProps {
  readonly rejected: readonly Judged[];
  readonly constraints: readonly Constraint[];
}

export function Rejected({ rejected, constraints }: RejectedProps) {
  const say = useTexts(texts);
  return (
    <section className="panel" aria-labelledby="rejected-heading">
      <header>
        <h2 id="rejected-heading">{say.rejected}</h2>
      </header>
      {rejected.length === 0 && <p className="hint">{say.noneYet}</p>}
      <ol className="rejected">
        {rejected.map((judged) => {
          const { error } = judged.database;
          const constraint = constraints.find(({ name }) => name === error?.constraint);
          return (
            <li key={`${judged.seed} ${judged.case.number}`} data-agreement={judged.agreement}>
              <h3>
                <code>{error?.constraint ?? error?.code}</code>{' '}
                {judged.agreement === 'unknowable' && <mark data-kind="note">{say.unknowable}</mark>}
                {judged.agreement === 'differ' && <mark>{say.disagreed}</mark>}{' '}
                <span className="aside">
                  <code>{judged.case.table}</code> · <code>{judged.case.operation}</code>
                </span>
              </h3>
              {constraint && (
                <p>
                  <code dir="ltr" className="sql">
                    {constraint.sql}
                  </code>
                </p>
              )}
              <Answers judged={judged} />
              <p>
                <a href={linkToRow(judged)}>{say.openInRow}</a>
              </p>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
