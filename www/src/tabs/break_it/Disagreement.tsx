// A disagreement in full, so that it can be reported: the row, both answers, and how to make it again.

import { useState } from 'react';
import { useSpeech, useTexts } from '../../language/Language';
import { linkTo } from '../../shell/situation';
import { Answers } from './Answers';
import type { Judged } from './judges';
import { texts } from './texts';

/** The link that shows a case in the tab *Row*. */
export const linkToRow = ({ case: { table, operation, text, current } }: Judged): string =>
  linkTo('row', {
    table: table === 'wizard_actions' ? 'actions' : undefined,
    op: operation === 'insert' ? undefined : operation,
    current,
    row: text,
  });

export function Disagreement({
  judged,
  forgotten,
}: {
  readonly judged: Judged;
  readonly forgotten: string | undefined;
}) {
  const say = useTexts(texts);
  const { number } = useSpeech();
  const [isCopied, setCopied] = useState(false);
  const { seed, case: of, module, database } = judged;
  const report = { seed, ...of, forgotten, module: module.error ?? 'accepted', database: database.error ?? 'accepted' };
  async function copy() {
    await navigator.clipboard.writeText(JSON.stringify(report, null, 2));
    setCopied(true);
  }
  return (
    <article className="disagreement" data-number={of.number}>
      <header>
        <h3>
          {say.rowNumber(number.format(of.number + 1))} <code>{of.table}</code> · <code>{of.operation}</code>
        </h3>
        <p className="aside">
          {say.seed} <bdi>{seed}</bdi>
        </p>
      </header>
      <Answers judged={judged} />
      {/* Focusable, so that it can be scrolled by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <pre dir="ltr" tabIndex={0}>
        {of.text}
      </pre>
      {of.current !== undefined && (
        <details>
          <summary>{say.storedRow}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
          <pre dir="ltr" tabIndex={0}>
            {of.current}
          </pre>
        </details>
      )}
      <div className="actions">
        <button type="button" onClick={() => void copy()}>
          {say.copy}
        </button>
        <span role="status">{isCopied && say.copied}</span>
        <a href={linkToRow(judged)}>{say.openInRow}</a>
      </div>
    </article>
  );
}
