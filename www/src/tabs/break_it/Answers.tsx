// What both judges said of a row, side by side.

import { useSpeech, useTexts } from '../../language/Language';
import type { Answer, Judged } from './judges';
import { texts } from './texts';

/** Microseconds as people read them. */
export function useTime(): (microseconds: number) => string {
  const { language } = useSpeech();
  return (microseconds) => {
    const isShort = microseconds < 1000;
    const unit = isShort ? 'microsecond' : 'millisecond';
    const format = new Intl.NumberFormat(language, { style: 'unit', unit, maximumSignificantDigits: 2 });
    return format.format(isShort ? microseconds : microseconds / 1000);
  };
}

function AnswerView({ who, answer }: { readonly who: string; readonly answer: Answer }) {
  const say = useTexts(texts);
  const time = useTime();
  const { error } = answer;
  return (
    <div className="answer" data-accepted={error === undefined}>
      <h4>
        {who} <span className="aside">{time(answer.microseconds)}</span>
      </h4>
      {error === undefined ? (
        <p>{say.accepts}</p>
      ) : (
        <>
          <p dir="ltr">
            <code>{error.code}</code> {error.constraint && <code>{error.constraint}</code>}{' '}
            {!error.constraint && error.column && <code>{error.column}</code>}
          </p>
          <p className="message" dir="auto">
            {error.message}
          </p>
        </>
      )}
    </div>
  );
}

export function Answers({ judged }: { readonly judged: Judged }) {
  const say = useTexts(texts);
  return (
    <div className="answers">
      <AnswerView who={say.module} answer={judged.module} />
      <AnswerView who={say.database} answer={judged.database} />
    </div>
  );
}
