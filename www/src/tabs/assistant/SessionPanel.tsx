// The session as the assistant has filled it, and what of it PostgreSQL has stored.

import { checkTransition, type Stage, stages, validateSession } from 'event-wizard-validator';
import { stageColumns } from 'event-wizard-validator/fields';
import type { DatabaseState } from '../../database/useDatabase';
import { useSpeech, useTexts } from '../../language/Language';
import { linkTo } from '../../shell/situation';
import type { Entry, RunState, Stored } from './run';
import { texts } from './texts';

const json = (value: unknown) => JSON.stringify(value, null, 2);

/** The columns of a save that tell what it was about. */
const savedColumns = (data: Readonly<Record<string, unknown>>) =>
  Object.entries(data)
    .filter(([column, value]) => column === 'status' || (column.endsWith('_data') && json(value) !== '{}'))
    .map(([column]) => column);

const ARGUMENTS = /^\{"stage":"(\w+)"/;
const PATCH = /"path": "\/session\/(\w+)/;

/** The stage that an entry of the conversation is about, as far as its text tells. */
function stageIn(entry: Entry): Stage | undefined {
  if (entry.kind === 'text') return undefined;
  const name = entry.kind === 'call' ? ARGUMENTS.exec(entry.text)?.[1] : PATCH.exec(entry.patch)?.[1];
  return stages.find((stage) => stage === name || stageColumns[stage] === name);
}

function StoredView({ stored, session_id }: { readonly stored: Stored; readonly session_id: string }) {
  const say = useTexts(texts);
  const { row, history } = stored;
  const { valid } = validateSession(row, { operation: 'update', current: row as never });
  const status = String(row.status);
  const isPublishable = valid && status === 'completed' && checkTransition(status, 'published', row).valid;
  return (
    <>
      <dl>
        <div className="fact">
          <dt>{say.status}</dt>
          <dd dir="ltr">
            {status}, {String(row.completion_percentage)} %
          </dd>
        </div>
        <div className="fact">
          <dt>{say.verdict}</dt>
          <dd className="badges">
            <span className="badge" data-good={valid} data-testid="stored-valid">
              {valid ? say.valid : say.invalid}
            </span>
            {isPublishable && (
              <span className="badge" data-good>
                {say.publishable}
              </span>
            )}
          </dd>
        </div>
      </dl>
      <ol className="saves" dir="ltr">
        {history.map(({ id, operation, new_data }) => (
          <li key={id}>
            <code>{operation}</code> <span>{savedColumns(new_data ?? {}).join(', ')}</span>
          </li>
        ))}
      </ol>
      <details>
        <summary>{say.row}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by itself, also by keyboard */}
        <pre dir="ltr" tabIndex={0} data-testid="stored-row">
          {json(row)}
        </pre>
      </details>
      <p>
        <a href={linkTo('wizard', { session: session_id })}>{say.openInWizard}</a>
      </p>
    </>
  );
}

export function SessionPanel({
  state,
  session_id,
  database,
}: {
  readonly state: RunState | undefined;
  readonly session_id: string | undefined;
  readonly database: DatabaseState;
}) {
  const say = useTexts(texts);
  const { api, fields, number } = useSpeech();
  const row = state?.session.row ?? {};
  const { completedStages, percentage } = api.completion(row);
  const dataOf = (stage: Stage) => (row as Readonly<Record<string, unknown>>)[stageColumns[stage]];
  const current = state?.entries.map(stageIn).findLast((stage) => stage !== undefined);
  return (
    <div className="outcome">
      <section className="panel" aria-labelledby="session-heading">
        <header>
          <h2 id="session-heading">{say.session}</h2>
          <p className="aside">{number.format(percentage)} %</p>
        </header>
        <progress max={100} value={percentage} aria-labelledby="session-heading" />
        <ol className="filled">
          {stages.map((stage) => (
            <li key={stage}>
              <details open={stage === current}>
                <summary>
                  <span className="name">{fields[stage].label}</span>
                  {completedStages.includes(stage) ? (
                    <span className="badge" data-good>
                      {say.complete}
                    </span>
                  ) : (
                    dataOf(stage) === undefined && <span className="hint">{say.nothingYet}</span>
                  )}
                </summary>
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by itself, also by keyboard */}
                <pre dir="ltr" tabIndex={0}>
                  {json(dataOf(stage) ?? {})}
                </pre>
              </details>
            </li>
          ))}
        </ol>
      </section>
      <section className="panel" aria-labelledby="stored-heading">
        <header>
          <h2 id="stored-heading">{say.stored}</h2>
          <p className="aside">
            {say.saves}: {number.format(state?.arrivals.sent ?? 0)}
          </p>
        </header>
        {database.kind === 'starting' && <p role="status">{say.starting}</p>}
        {database.kind === 'broken' && (
          <p role="alert">
            {say.broken} {database.reason}
          </p>
        )}
        {database.kind === 'ready' &&
          (state?.stored === undefined || session_id === undefined ? (
            <p className="hint">{say.notStored}</p>
          ) : (
            <StoredView stored={state.stored} session_id={session_id} />
          ))}
      </section>
    </div>
  );
}
