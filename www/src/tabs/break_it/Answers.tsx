// What both judges said of a row, side by side.

import { useMemo } from 'react';
import { firstDatabaseIssue } from '../../database/comparison';
import { useSpeech, useTexts } from '../../language/Language';
import type { Answer, Judged } from './judges';
import { texts } from './texts';

/** A tick of the browser's clock, in microseconds: what takes less is seen as nothing. */
const TICK = 100;

/** Microseconds as people read them. */
export function useTime(): (microseconds: number) => string {
  const { language } = useSpeech();
  const format = (value: number, unit: string) =>
    new Intl.NumberFormat(language, { style: 'unit', unit, maximumSignificantDigits: 2 }).format(value);
  return (microseconds) => {
    if (microseconds >= 1000) return format(microseconds / 1000, 'millisecond');
    return microseconds === 0 ? `< ${format(TICK, 'microsecond')}` : format(microseconds, 'microsecond');
  };
}

interface AnswerProps {
  readonly who: string;
  readonly answer: Answer;
  /** In the page's language, if the judge speaks it. */
  readonly message?: string | undefined;
}

function AnswerView({ who, answer, message }: AnswerProps) {
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
            {message ?? error.message}
          </p>
        </>
      )}
    </div>
  );
}

export function Answers({ judged }: { readonly judged: Judged }) {
  const say = useTexts(texts);
  const { api } = useSpeech();
  const { table, text, operation, current } = judged.case;
  // The worker speaks English only.
  const message = useMemo(() => {
    const options = { operation, ...(current !== undefined && { current: JSON.parse(current) }) };
    const validate = table === 'wizard_sessions' ? api.validateSessionJson : api.validateActionJson;
    return firstDatabaseIssue(validate(text, options))?.message;
  }, [api, table, text, operation, current]);
  return (
    <div className="answers">
      <AnswerView who={say.module} answer={judged.module} message={message} />
      <AnswerView who={say.database} answer={judged.database} />
    </div>
  );
}
