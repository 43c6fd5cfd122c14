// What PostgreSQL says of the row, asked or really sent.

import type { DatabaseError } from '../../database/request';
import type { DatabaseState } from '../../database/useDatabase';
import { useTexts } from '../../language/Language';
import { texts } from './texts';
import type { Answer } from './useAnswer';

function ErrorFacts({ error }: { readonly error: DatabaseError }) {
  const say = useTexts(texts).database;
  const facts = [
    error.code.startsWith('PGRST') ? ['code', say.code, error.code] : ['sqlstate', 'SQLSTATE', error.code],
    ['constraint', say.constraint, error.constraint],
    ['column', say.column, error.column],
    ['details', say.details, error.details],
    ['hint', say.hint, error.hint],
  ].filter((fact): fact is [string, string, string] => Boolean(fact[2]));
  return (
    <div className="issue" data-source="database">
      <p className="message" dir="ltr">
        {error.message}
      </p>
      <dl>
        {facts.map(([id, name, value]) => (
          <div key={id} className="fact">
            <dt>{name}</dt>
            <dd data-testid={`database-${id}`}>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function OutcomeView({ answer: { outcome, isKept } }: { readonly answer: Answer }) {
  const say = useTexts(texts).database;
  if (!outcome.accepted) return <ErrorFacts error={outcome.error} />;
  const { rows } = outcome;
  if (rows.length === 0) return <p>{say.noRow}</p>;
  return (
    <div className="stored">
      <p className="label">{isKept ? say.storedAs : say.wouldBe}</p>
      {/* Focusable, so that it can be scrolled by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <pre tabIndex={0}>{JSON.stringify(rows.length === 1 ? rows[0] : rows, null, 2)}</pre>
    </div>
  );
}

interface DatabasePanelProps {
  readonly state: DatabaseState;
  readonly answer: Answer | undefined;
  readonly last: Answer | undefined;
  readonly time: string | undefined;
}

export function DatabasePanel({ state, answer, last, time }: DatabasePanelProps) {
  const say = useTexts(texts).database;
  const shown = answer ?? last;
  const kind = state.kind === 'ready' ? (answer ? (answer.isKept ? 'saved' : 'asked') : 'asking') : state.kind;
  return (
    <section
      className="panel judge"
      aria-labelledby="database-heading"
      aria-busy={kind === 'asking' || kind === 'starting'}
      data-testid="database"
      data-kind={kind}
    >
      <header>
        <h2 id="database-heading">{say.heading}</h2>
        <p className="aside">{answer && time !== undefined && say.time(time)}</p>
        <p className="where">{state.kind === 'ready' ? say.version(state.database.version) : 'PostgreSQL'}</p>
      </header>
      {state.kind === 'starting' && (
        <p className="starting" role="status">
          {say.starting}
        </p>
      )}
      {state.kind === 'broken' && <p role="alert">{say.broken(state.reason)}</p>}
      {state.kind === 'ready' && !shown && <p className="starting">{say.asking}</p>}
      {state.kind === 'ready' && shown && (
        <div className="answer">
          <ul className="badges" aria-label={say.answer}>
            <li className="badge" data-good={shown.outcome.accepted} data-testid={answer && 'answer'}>
              {shown.outcome.accepted ? say.accepted : say.refused}
            </li>
          </ul>
          <p className="summary">{answer ? (answer.isKept ? say.saved : say.asked) : say.asking}</p>
          <OutcomeView answer={shown} />
        </div>
      )}
    </section>
  );
}
