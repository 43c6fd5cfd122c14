// A CHECK of the visitor's own: PostgreSQL adds it, the project's compiler reads the same SQL, and both judge a row of the
// visitor's and rows by chance.

import { useEffect, useId, useState } from 'react';
import { useSpeech, useTexts } from '../../language/Language';
import { setParams } from '../../shell/situation';
import { Answers } from './Answers';
import { type Judged, type Judging, type Own, startJudges } from './judges';
import { ownChecks, ownRow } from './own_checks';
import { ownTexts } from './own_texts';
import { texts } from './texts';

/** How many rows both judge under the visitor's CHECK. */
const ROWS = 500;
/** Longer ones are not read: the page's compiler has a small stack. */
const LONGEST = 4000;
/** Milliseconds without a key before the row is judged again. */
const PAUSE = 300;

function CompilerAnswer({ compiled }: { readonly compiled: Own['compiled'] }) {
  const say = useTexts(ownTexts);
  if (compiled === undefined) {
    return (
      <p>
        {say.notBuilt} <code dir="ltr">node www/own_check/build.mjs</code>
      </p>
    );
  }
  if ('error' in compiled) {
    const { kind, message, line, column } = compiled.error;
    return (
      <>
        <p className="message">
          <bdi dir="ltr">
            {line !== null && `${line}:${column}: `}
            {message}
          </bdi>
        </p>
        <p className="hint">{kind === 'unsupported' ? say.unsupported : say.invalid}</p>
      </>
    );
  }
  const bounds = Object.entries(compiled.bounds);
  return (
    <>
      <p>
        {say.reads}{' '}
        {compiled.columns.map((column, index) => (
          <span key={column}>
            {index > 0 && ', '}
            <code>{column}</code>
          </span>
        ))}
      </p>
      {bounds.length > 0 && (
        <p dir="ltr">
          <code>{bounds.map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join(', ')}</code>
        </p>
      )}
      <details>
        <summary>{say.rust}</summary>
        {/* Focusable, so that it can be scrolled by keyboard. */}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
        <pre dir="ltr" tabIndex={0}>
          {compiled.rust}
        </pre>
      </details>
    </>
  );
}

interface OwnCheckProps {
  readonly judging: Judging;
  readonly params: Readonly<Record<string, string>>;
}

export function OwnCheck({ judging, params }: OwnCheckProps) {
  const say = useTexts(ownTexts);
  const { module: moduleName, database: databaseName } = useTexts(texts);
  const { number } = useSpeech();
  const id = useId();
  const expression = params.check ?? ownChecks[0];
  const [row, setRow] = useState(ownRow);
  const [judged, setJudged] = useState<Judged>();
  const [isAsked, setAsked] = useState(false);
  const { own, run, kind } = judging;
  const isAdded = own?.constraint !== undefined;
  const isCompared = isAdded && own.compiled !== undefined && !('error' in own.compiled);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the row is judged anew whenever the CHECK changes, too
  useEffect(() => {
    if (!isAdded) return setJudged(undefined);
    let isCurrent = true;
    const waiting = setTimeout(async () => {
      const answer = await startJudges().ask(row);
      if (isCurrent) setJudged(answer);
    }, PAUSE);
    return () => {
      isCurrent = false;
      clearTimeout(waiting);
    };
  }, [row, own, isAdded]);

  async function add() {
    setAsked(true);
    const added = await startJudges().own(expression);
    setAsked(false);
    const understood = added?.compiled !== undefined && !('error' in added.compiled);
    if (added?.constraint && understood) startJudges().run({ rowsPerSecond: 'full', until: ROWS, seed: run?.seed });
  }

  async function remove() {
    setAsked(true);
    await startJudges().own(undefined);
    setAsked(false);
  }

  return (
    <section className="panel own" aria-labelledby={`${id}heading`} data-testid="own">
      <header>
        <h2 id={`${id}heading`}>{say.heading}</h2>
      </header>
      <p className="lead">{say.lead}</p>
      <div className="field">
        <label htmlFor={`${id}example`}>{say.example}</label>
        <select
          id={`${id}example`}
          dir="ltr"
          value={(ownChecks as readonly string[]).includes(expression) ? expression : ''}
          onChange={({ target }) => target.value !== '' && setParams({ check: target.value })}
        >
          <option value="">{say.yourOwn}</option>
          {ownChecks.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}check`}>
          <code dir="ltr">ALTER TABLE wizard_sessions ADD CHECK (…)</code>
        </label>
        <textarea
          id={`${id}check`}
          className="code"
          dir="ltr"
          rows={3}
          spellCheck={false}
          autoCapitalize="off"
          maxLength={LONGEST}
          value={expression}
          onChange={({ target }) => setParams({ check: target.value })}
        />
      </div>
      <div className="actions">
        <button
          type="button"
          className="primary"
          disabled={kind !== 'ready' || isAsked || expression.trim() === ''}
          onClick={() => void add()}
        >
          {say.add}
        </button>
        <button type="button" disabled={own === undefined || isAsked} onClick={() => void remove()}>
          {say.remove}
        </button>
        <span role="status" className="aside">
          {isAsked && say.asking}
        </span>
      </div>
      {own !== undefined && (
        <div className="answers" data-testid="own-answers">
          <div className="answer" data-accepted={isAdded}>
            <h3>{databaseName}</h3>
            {own.constraint ? (
              <p dir="ltr">
                <code className="sql">{own.constraint.sql}</code>
              </p>
            ) : (
              <>
                <p>
                  <code>{own.error?.code}</code>
                </p>
                <p className="message" dir="auto">
                  {own.error?.message}
                </p>
              </>
            )}
          </div>
          <div className="answer" data-accepted={own.compiled !== undefined && !('error' in own.compiled)}>
            <h3>{say.compiler}</h3>
            <CompilerAnswer compiled={own.compiled} />
          </div>
        </div>
      )}
      {isCompared && run !== undefined && (
        <p className="notice" data-kind={run.counts.disagreed > 0 ? 'bad' : 'good'} data-testid="own-run">
          {say.compared(
            number.format(run.counts.rows),
            number.format(run.counts.byOwn),
            number.format(run.counts.disagreed),
          )}
        </p>
      )}
      {isAdded && (
        <>
          <div className="field">
            <label htmlFor={`${id}row`}>{say.row}</label>
            <textarea
              id={`${id}row`}
              className="code"
              dir="ltr"
              rows={8}
              spellCheck={false}
              autoCapitalize="off"
              value={row}
              onChange={({ target }) => setRow(target.value)}
            />
          </div>
          {judged && (
            <div data-testid="own-judged" data-agreement={judged.agreement}>
              {!isCompared && <p className="hint">{say.onlyDatabase(moduleName)}</p>}
              <Answers judged={judged} />
            </div>
          )}
        </>
      )}
    </section>
  );
}
