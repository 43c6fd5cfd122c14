// The database's audit log of the session, as a person reads it.

import { useEffect, useState } from 'react';
import type { Change, Database } from '../../database/database';
import { useSpeech, useTexts } from '../../language/Language';
import { changesBetween, inShort, placeNames } from './changes';
import { texts } from './texts';

/** Columns that change with every save, or that say what others say. */
const OF_NO_INTEREST = ['id', 'user_id', 'session_id', 'created_at', 'updated_at', 'last_interaction', 'deleted_at'];
/** More of one save are counted. */
const SHOWN = 6;

interface HistoryProps {
  readonly database: Database;
  readonly sessionId: string;
  /** Changes with each save. */
  readonly version: unknown;
}

export function History({ database, sessionId, version }: HistoryProps) {
  const say = useTexts(texts).history;
  const [changes, setChanges] = useState<readonly Change[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a save is the reason to read again
  useEffect(() => {
    let isCurrent = true;
    void database.history(sessionId).then((found) => {
      if (isCurrent) setChanges([...found].filter(({ table_name }) => table_name === 'wizard_sessions').reverse());
    });
    return () => {
      isCurrent = false;
    };
  }, [database, sessionId, version]);
  return (
    <section className="panel" aria-labelledby="history-heading">
      <header>
        <h2 id="history-heading">{say.title}</h2>
        <p className="aside">{say.explained}</p>
      </header>
      {changes.length === 0 ? (
        <p className="soft">{say.empty}</p>
      ) : (
        // Focusable, so that it can be scrolled by keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
        <ol className="history" aria-labelledby="history-heading" tabIndex={0}>
          {changes.map((change) => (
            <Entry key={change.id} change={change} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Entry({ change }: { readonly change: Change }) {
  const { language, fields, number } = useSpeech();
  const say = useTexts(texts).history;
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'medium' }).format(new Date(change.created_at));
  const who = change.actor_role === 'authenticated' ? say.who.authenticated : say.who.other;
  const named = placeNames(fields);
  const interesting = (data: Change['old_data']) =>
    Object.fromEntries(Object.entries(data ?? {}).filter(([column]) => !OF_NO_INTEREST.includes(column)));
  const [before, after] = [interesting(change.old_data), interesting(change.new_data)];
  // A new row has every column, most of them empty.
  const isEmpty = (value: unknown) => value === null || ['{}', '[]', '0'].includes(JSON.stringify(value));
  const leaves = changesBetween(before, after).filter((leaf) => change.operation !== 'INSERT' || !isEmpty(leaf.after));
  return (
    <li>
      <p className="when">
        <time dateTime={change.created_at}>{time}</time> {who} · {say.operations[change.operation]}
      </p>
      <ul className="leaves">
        {leaves.slice(0, SHOWN).map((leaf) => (
          <li key={leaf.pointer}>
            <span className="place">{named(leaf.pointer)}</span>{' '}
            {leaf.before !== undefined && (
              <>
                <del>
                  <bdi>{inShort(leaf.before, say.absent)}</bdi>
                </del>{' '}
              </>
            )}
            <ins>
              <bdi>{inShort(leaf.after, say.absent)}</bdi>
            </ins>
          </li>
        ))}
        {leaves.length > SHOWN && <li className="soft">{say.more(number.format(leaves.length - SHOWN))}</li>}
      </ul>
      <details>
        <summary>{say.json}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard */}
        <pre tabIndex={0}>{JSON.stringify({ before: change.old_data, after: change.new_data }, null, 2)}</pre>
      </details>
    </li>
  );
}
