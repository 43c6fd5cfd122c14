// Whether both say the same, in one line.

import type { DatabaseState } from '../../database/useDatabase';
import { useTexts } from '../../language/Language';
import { texts } from './texts';
import type { Answer } from './useAnswer';

interface AgreementBarProps {
  readonly state: DatabaseState;
  readonly answer: Answer | undefined;
  /** How many times as long PostgreSQL took. */
  readonly times: string | undefined;
}

export function AgreementBar({ state, answer, times }: AgreementBarProps) {
  const { agreement: say, database } = useTexts(texts);
  const reason =
    answer?.outcome.accepted === false ? (answer.outcome.error.constraint ?? answer.outcome.error.code) : undefined;
  return (
    <div className="between" role="status">
      {answer ? (
        <p className="agreement" data-agreement={answer.agreement} data-testid="agreement">
          <span className="says">
            {say[answer.agreement]}
            {answer.agreement !== 'differ' && <>: {reason === undefined ? say.accept : <code>{reason}</code>}</>}
          </span>
          {times !== undefined && <span className="times">{say.times(times)}</span>}
        </p>
      ) : (
        <p className="agreement" data-agreement="pending">
          {state.kind === 'starting' ? database.starting : state.kind === 'ready' ? database.asking : '–'}
        </p>
      )}
    </div>
  );
}
