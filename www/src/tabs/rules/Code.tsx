// Lines of source text, with what they are about marked. Knows no language of them.

import { Fragment, type ReactNode } from 'react';
import type { Line } from './excerpt';

/** A line longer than that is cut: lists of currencies and regular expressions have thousands of characters. */
const LONGEST = 360;

interface CodeProps {
  readonly label: string;
  readonly lines: readonly Line[];
  /** What is marked where it stands as a word of its own. */
  readonly words: readonly string[];
  readonly isNumbered?: boolean;
}

function marked(text: string, words: readonly string[]): ReactNode {
  const found = words.filter(Boolean).map((word) => word.replaceAll(/[^\w\u0080-\uffff]/g, '\\$&'));
  if (found.length === 0) return text;
  const parts = text.split(new RegExp(`(?<!\\w)(${found.join('|')})(?!\\w)`));
  return parts.map((part, index) =>
    // Every second part is a word that was found.
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no identity of their own
    index % 2 === 1 ? <mark key={index}>{part}</mark> : <Fragment key={index}>{part}</Fragment>,
  );
}

export function Code({ label, lines, words, isNumbered = false }: CodeProps) {
  return (
    // Focusable, so that it can be scrolled by keyboard; no landmark of its own, since its part is one.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    // biome-ignore lint/a11y/useSemanticElements: no group of controls
    <div className="code" role="group" aria-label={label} tabIndex={0} dir="ltr">
      {lines.map(({ number, text, isMarked }, index) => {
        const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text;
        const hasGap = index > 0 && lines[index - 1]?.number !== number - 1;
        return (
          <Fragment key={number}>
            {hasGap && <div className="gap">⋮</div>}
            <div className="line" data-marked={isMarked}>
              {isNumbered && (
                <span className="number" aria-hidden="true">
                  {number}
                </span>
              )}
              <code>{marked(shown, words)}</code>
            </div>
          </Fragment>
        );
      })}
    </div>
  );
}
