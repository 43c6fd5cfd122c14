// The conversation: what was said, each tool call, and each change of the shared state.

import { type ReactNode, useEffect, useRef } from 'react';
import { useTexts } from '../../language/Language';
import { CallView } from './CallView';
import type { Entry } from './run';
import { texts } from './texts';

function EntryView({ entry }: { readonly entry: Entry }) {
  const say = useTexts(texts);
  switch (entry.kind) {
    case 'text':
      return (
        <div className="said" data-role={entry.role}>
          <p className="who">{entry.role === 'user' ? say.you : say.assistant}</p>
          <p dir="auto">{entry.text}</p>
        </div>
      );
    case 'call':
      return <CallView call={entry} />;
    case 'change': {
      const { refused, introduced } = entry.change;
      return (
        <article className="call" data-verdict={refused ? 'refused' : 'accepted'} aria-label={say.change}>
          <header>
            <span>
              {say.change} <code dir="ltr">STATE_DELTA</code>
            </span>
            <span className="badge" data-good={!refused}>
              {refused ? say.refused : say.accepted}
            </span>
          </header>
          <pre dir="ltr">{entry.patch}</pre>
          {introduced.length > 0 && (
            <ul className="issues" aria-label={say.issues}>
              {introduced.map(({ code, pointer, source, message }) => (
                <li key={`${code} ${pointer}`} className="issue" data-code={code} data-source={source}>
                  <p className="message">{message}</p>
                  <p className="facts">
                    <code dir="ltr">{code}</code>
                    <code dir="ltr">{pointer}</code>
                  </p>
                </li>
              ))}
            </ul>
          )}
        </article>
      );
    }
  }
}

/** How near its end a reader must be for the list to follow what is new, in pixels. */
const NEAR = 80;

export function ConversationView({
  entries,
  isRunning,
  controls,
  children,
}: {
  readonly entries: readonly Entry[];
  readonly isRunning: boolean;
  readonly controls: ReactNode;
  readonly children: ReactNode;
}) {
  const say = useTexts(texts);
  const list = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const leave = () => {
    follows.current = false;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the entries may make the list longer
  useEffect(() => {
    if (entries.length <= 1) follows.current = true;
    if (list.current && follows.current) list.current.scrollTop = list.current.scrollHeight;
  }, [entries, isRunning]);
  return (
    <section className="panel conversation" aria-labelledby="conversation-heading">
      <header>
        <h2 id="conversation-heading">{say.conversation}</h2>
        {controls}
      </header>
      <div
        ref={list}
        className="entries"
        role="log"
        aria-label={say.conversation}
        aria-busy={isRunning}
        // It scrolls by itself, also by keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
        tabIndex={0}
        // Only the reader moves away from the end, and comes back to it.
        onWheel={leave}
        onTouchMove={leave}
        onKeyDown={leave}
        onPointerDown={leave}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          if (scrollHeight - scrollTop - clientHeight < NEAR) follows.current = true;
        }}
      >
        {entries.length === 0 && <p className="hint">{say.choose}</p>}
        {entries.map((entry) => (
          <EntryView key={entry.id} entry={entry} />
        ))}
      </div>
      {children}
    </section>
  );
}
