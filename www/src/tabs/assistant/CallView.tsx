// One tool call: its arguments as they grow, with what is wrong in them marked, and what came of it.

import type { ToldIssue } from 'event-wizard-validator/copilotkit';
import { memo } from 'react';
import { useSpeech, useTexts } from '../../language/Language';
import type { CallEntry } from './run';
import { type Span, spanOf } from './span';
import { texts } from './texts';

interface Shown {
  readonly key: string;
  readonly code: string;
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** The number of characters after which it was certain, if it was while they arrived. */
  readonly at?: number | undefined;
}

const keyOf = (code: string, path: readonly unknown[]) => `${code} ${path.join('/')}`;

/** The call's own issues: as the tool told them, or before that as they were seen in the stream. */
function shownIn({ result, sightings }: CallEntry): Shown[] {
  const seen = new Map(sightings.map(({ issue, at }) => [keyOf(issue.code, issue.path), at]));
  if (result === undefined) {
    return sightings.map(({ issue: { code, path, message }, at }) => ({
      key: keyOf(code, path),
      code,
      path,
      message,
      at,
    }));
  }
  if (result.ok) return [];
  const isOwn = ({ path, new: isNew }: ToldIssue) => path.length > 0 && isNew === true;
  return (result.issues ?? []).filter(isOwn).map(({ code, path, message }) => {
    const key = keyOf(code, path);
    return { key, code, path, message, at: seen.get(key) };
  });
}

/** The text in pieces, with the spans marked; spans within others are part of them. */
function marked(text: string, spans: readonly Span[]) {
  const pieces: { readonly text: string; readonly from: number; readonly isWrong: boolean }[] = [];
  let end = 0;
  for (const span of spans.toSorted((one, other) => one.from - other.from)) {
    if (span.from < end) continue;
    pieces.push({ text: text.slice(end, span.from), from: end, isWrong: false });
    pieces.push({ text: text.slice(span.from, span.end), from: span.from, isWrong: true });
    end = span.end;
  }
  pieces.push({ text: text.slice(end), from: end, isWrong: false });
  return pieces.filter((piece) => piece.text !== '');
}

export const CallView = memo(function CallView({ call }: { readonly call: CallEntry }) {
  const say = useTexts(texts);
  const { number } = useSpeech();
  const shown = shownIn(call);
  const spans = shown.flatMap(({ path }) => spanOf(call.text, ['data', ...path]) ?? []);
  const { result } = call;
  const verdict = result !== undefined ? (result.ok ? 'accepted' : 'refused') : call.isWritten ? 'judging' : 'writing';
  return (
    <article className="call" data-verdict={verdict} aria-label={`${say.call}: ${call.tool}`}>
      <header>
        <span>
          {say.call} <code dir="ltr">{call.tool}</code>
        </span>
        <span className={result === undefined ? 'tag' : 'badge'} data-good={result?.ok ?? false}>
          {say[verdict]}
        </span>
      </header>
      <pre dir="ltr" aria-busy={!call.isWritten}>
        {marked(call.text, spans).map(({ text, from, isWrong }) =>
          isWrong ? <mark key={from}>{text}</mark> : <span key={from}>{text}</span>,
        )}
        {!call.isWritten && <span className="caret" />}
      </pre>
      {shown.length > 0 && (
        <ul className="issues" aria-label={say.issues}>
          {shown.map(({ key, code, path, message, at }) => (
            <li key={key} className="issue" data-code={code} data-at={at} data-source="schema">
              <p className="message">{message}</p>
              <p className="facts">
                <code dir="ltr">{code}</code>
                <code dir="ltr">/{path.join('/')}</code>
                {at !== undefined && (
                  <span className="moment">
                    {call.isWritten
                      ? say.saidOf(number.format(at), number.format(call.text.length))
                      : say.saidWhile(number.format(at))}
                  </span>
                )}
              </p>
            </li>
          ))}
        </ul>
      )}
    </article>
  );
});
