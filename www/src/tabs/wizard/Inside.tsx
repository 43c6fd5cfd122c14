// What is behind the form: the row as it is stored, the last request, and what was held back.

import type { Stage } from 'event-wizard-validator';
import { useEffect, useState } from 'react';
import type { Session } from '../../../../examples/wizard/src/session';
import type { Connection, Exchange } from '../../database/connection';
import { useTexts } from '../../language/Language';
import { texts } from './texts';

/** A value that is typed and not sent, and why. */
export interface Held {
  readonly stage: Stage;
  readonly pointer: string;
  readonly message: string;
}

interface InsideProps {
  readonly connection: Connection;
  readonly session: Session;
  readonly held: readonly Held[];
}

export function Inside({ connection, session, held }: InsideProps) {
  const say = useTexts(texts).inside;
  const [last, setLast] = useState<Exchange>();
  useEffect(
    () =>
      connection.watch((exchange) => {
        if (exchange.method !== 'GET') setLast(exchange);
      }),
    [connection],
  );
  return (
    <section className="panel inside">
      <details>
        <summary id="request-heading">{say.request}</summary>
        {last === undefined ? <p className="soft">{say.noRequest}</p> : <Request exchange={last} />}
        {held.length > 0 && (
          <>
            <h3>{say.heldBack}</h3>
            <ul className="issues">
              {held.map(({ stage, pointer, message }) => (
                <li key={stage + pointer} className="issue">
                  {message}
                </li>
              ))}
            </ul>
          </>
        )}
      </details>
      <details id="stored-row">
        <summary>{say.row}</summary>
        {session.saving.stored === null ? (
          <p className="soft">{say.noRow}</p>
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard
          <pre tabIndex={0} data-testid="stored-row">
            {JSON.stringify(session.saving.stored, null, 2)}
          </pre>
        )}
      </details>
    </section>
  );
}

function Request({ exchange: { method, target, body, status } }: { readonly exchange: Exchange }) {
  const say = useTexts(texts).inside;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard */}
      <pre tabIndex={0} data-testid="request">
        {`${method} ${decodeURIComponent(target)}\n\n${JSON.stringify(JSON.parse(body), null, 2)}`}
      </pre>
      <p className="hint">{status === undefined ? say.didNotArrive : `${say.answer} ${status}`}</p>
    </>
  );
}
