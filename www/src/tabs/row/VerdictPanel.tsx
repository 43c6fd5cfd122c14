// What the module says while the row is being typed.

import type { AdviceIssue, Issue, Verdict } from 'event-wizard-validator';
import { useTexts } from '../../language/Language';
import { texts } from './texts';

interface IssueItemProps {
  readonly issue: Issue | AdviceIssue;
  readonly onShow: () => void;
}

function IssueItem({ issue, onShow }: IssueItemProps) {
  const say = useTexts(texts).module;
  return (
    <li className="issue" data-source={issue.source} data-code={issue.code}>
      <p className="message">{issue.message}</p>
      <p className="facts">
        <span className="tag" title={say.meanings[issue.source]}>
          {issue.source}
        </span>
        <code>{issue.code}</code>
        {issue.sqlstate && <code className="sqlstate">{issue.sqlstate}</code>}
        {issue.pointer ? (
          <button type="button" className="path" title={say.show} onClick={onShow}>
            <code>{issue.pointer}</code>
          </button>
        ) : (
          <span>{say.wholeRow}</span>
        )}
      </p>
    </li>
  );
}

interface VerdictPanelProps {
  readonly verdict: Verdict;
  /** Microseconds, as a text. */
  readonly time: string;
  readonly onShow: (issue: Issue | AdviceIssue) => void;
}

export function VerdictPanel({ verdict, time, onShow }: VerdictPanelProps) {
  const say = useTexts(texts).module;
  const { persistable, valid } = verdict;
  const issues = [...verdict.issues, ...verdict.advice];
  const code = issues.find((issue) => issue.source === 'database')?.code;
  const summary = code !== undefined ? say.notSavable(code) : issues.length === 0 ? say.nothing : say.savable;
  return (
    <section className="panel judge" aria-labelledby="module-heading" data-testid="module">
      <header>
        <h2 id="module-heading">{say.heading}</h2>
        <p className="aside" data-testid="time">
          {say.time(time)}
        </p>
        <p className="where">{say.place}</p>
      </header>
      <ul className="badges" aria-label={say.verdict}>
        <li className="badge" data-good={persistable} data-testid="persistable">
          {persistable ? say.persistable : say.notPersistable}
        </li>
        <li className="badge" data-good={valid} data-testid="valid">
          {valid ? say.valid : say.notValid}
        </li>
      </ul>
      <p className="summary" role="status">
        {summary}
      </p>
      {issues.length > 0 && (
        <ol className="issues" aria-label={say.issues}>
          {issues.map((issue, index) => (
            // Issues have no identity of their own, and the list is replaced as a whole.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <IssueItem key={index} issue={issue} onShow={() => onShow(issue)} />
          ))}
        </ol>
      )}
    </section>
  );
}
