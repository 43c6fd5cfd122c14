import type { AdviceIssue, Issue } from 'event-wizard-validator';
import type { TimedVerdict } from './verdict';

const meanings: Record<(Issue | AdviceIssue)['source'], string> = {
  database: 'PostgreSQL would refuse the row',
  schema: 'the stage’s JSON Schema is not met; the database would store it',
  rule: 'the wizard’s own rules are not met; the database would store it',
  advice: 'this may be meant so, and makes nothing invalid',
};

function IssueItem({ issue }: { readonly issue: Issue | AdviceIssue }) {
  return (
    <li className="issue" data-source={issue.source} data-code={issue.code}>
      <p className="message">{issue.message}</p>
      <p className="facts">
        <span className="tag" title={meanings[issue.source]}>
          {issue.source}
        </span>
        <code>{issue.code}</code>
        {issue.sqlstate && <code className="sqlstate">{issue.sqlstate}</code>}
        <code className="path">{issue.pointer || 'the row'}</code>
      </p>
    </li>
  );
}

/** What the module says while the row is being typed. */
export function VerdictPanel({ verdict, microseconds }: TimedVerdict) {
  const { persistable, valid } = verdict;
  const issues = [...verdict.issues, ...verdict.advice];
  const databaseIssues = issues.filter((issue) => issue.source === 'database').length;
  const advice = issues.length - databaseIssues;
  const summary = persistable
    ? issues.length === 0
      ? 'Nothing to say against this row.'
      : `It can be saved, with ${advice} ${advice === 1 ? 'piece' : 'pieces'} of advice.`
    : `It cannot be saved: ${issues.find((issue) => issue.source === 'database')?.code}.`;
  return (
    <section className="panel" aria-labelledby="module-heading" data-testid="module">
      <header>
        <h2 id="module-heading">The module</h2>
        <p className="aside" data-testid="time">
          {microseconds.toFixed(1)} µs a check
        </p>
      </header>
      <ul className="badges" aria-label="Verdict">
        <li className="badge" data-good={persistable} data-testid="persistable">
          {persistable ? 'persistable' : 'not persistable'}
        </li>
        <li className="badge" data-good={valid} data-testid="valid">
          {valid ? 'valid' : 'not valid'}
        </li>
      </ul>
      <p className="summary" role="status">
        {summary}
      </p>
      {issues.length > 0 && (
        <ol className="issues" aria-label="Issues">
          {issues.map((issue, index) => (
            // Issues have no identity of their own, and the list is replaced as a whole.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <IssueItem key={index} issue={issue} />
          ))}
        </ol>
      )}
    </section>
  );
}
