import { useEffect, useRef } from 'react';
import type { Agreement } from '../../database/comparison';
import type { Outcome } from '../../database/database';
import type { DatabaseError } from '../../database/request';

/** The answer to a save, or why there is none. */
export type Answer =
  | { readonly kind: 'starting' }
  | { readonly kind: 'broken'; readonly reason: string }
  | { readonly kind: 'idle' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'answered'; readonly outcome: Outcome; readonly agreement: Agreement };

const agreements: Record<Agreement, string> = {
  agree: 'Both agree',
  differ: 'They disagree: a fault of the module',
  unknowable: 'Beyond a browser’s knowledge: it depends on other rows or on who asks',
};

function ErrorFacts({ error }: { readonly error: DatabaseError }) {
  const facts = [
    [error.code.startsWith('PGRST') ? 'Code' : 'SQLSTATE', error.code],
    ['Constraint', error.constraint],
    ['Column', error.column],
    ['Details', error.details],
    ['Hint', error.hint],
  ].filter((fact): fact is [string, string] => Boolean(fact[1]));
  return (
    <>
      <p className="message">{error.message}</p>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name} className="fact">
            <dt>{name}</dt>
            <dd data-testid={`database-${name.toLowerCase()}`}>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function OutcomeView({ outcome }: { readonly outcome: Outcome }) {
  if (!outcome.accepted) return <ErrorFacts error={outcome.error} />;
  const { rows } = outcome;
  if (rows.length === 0) return <p className="message">Accepted; no row was written.</p>;
  return (
    <>
      <p className="message">Stored as</p>
      {/* Focusable, so that it can be scrolled by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <pre tabIndex={0}>{JSON.stringify(rows.length === 1 ? rows[0] : rows, null, 2)}</pre>
    </>
  );
}

interface DatabasePanelProps {
  readonly answer: Answer;
  readonly version: string | undefined;
  readonly onSendAnyway: () => void;
}

/** What PostgreSQL says, once the row has been sent. */
export function DatabasePanel({ answer, version, onSendAnyway }: DatabasePanelProps) {
  const panel = useRef<HTMLElement>(null);
  // On a phone the panel is below the fold: scroll to the result of the save.
  useEffect(() => {
    if (answer.kind === 'stopped' || answer.kind === 'answered') panel.current?.scrollIntoView({ block: 'nearest' });
  }, [answer]);
  return (
    <section
      ref={panel}
      className="panel"
      aria-labelledby="database-heading"
      data-testid="database"
      data-kind={answer.kind}
    >
      <header>
        <h2 id="database-heading">The database</h2>
        <p className="aside">{version ? `PostgreSQL ${version}, in this page` : ''}</p>
      </header>
      <div aria-live="polite">
        {answer.kind === 'starting' && <p className="summary">PostgreSQL is starting in this page …</p>}
        {answer.kind === 'broken' && <p className="summary">PostgreSQL could not start: {answer.reason}</p>}
        {answer.kind === 'idle' && <p className="summary">Not asked yet. Save sends the row.</p>}
        {answer.kind === 'stopped' && <p className="summary">The module stopped this row: nothing was sent.</p>}
        {answer.kind === 'answered' && (
          <>
            <ul className="badges" aria-label="Answer">
              <li className="badge" data-good={answer.outcome.accepted} data-testid="answer">
                {answer.outcome.accepted ? 'accepted' : 'refused'}
              </li>
            </ul>
            <p className="agreement" data-agreement={answer.agreement} data-testid="agreement">
              {agreements[answer.agreement]}
            </p>
          </>
        )}
      </div>
      {/* Outside the live region: too long to be read out unasked. */}
      {answer.kind === 'answered' && <OutcomeView outcome={answer.outcome} />}
      {answer.kind === 'stopped' && (
        <button type="button" onClick={onSendAnyway}>
          Send anyway
        </button>
      )}
    </section>
  );
}
