// The tab Row, and the page's first screen: a row, what the module says of it, and what PostgreSQL says.

import './row.css';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { StoredRow } from '../../database/database';
import type { Table } from '../../database/request';
import { useSpeech, useTexts } from '../../language/Language';
import { LONGEST } from '../../shell/situation';
import { AgreementBar } from './AgreementBar';
import { DatabasePanel } from './DatabasePanel';
import { Editor, type EditorHandle } from './Editor';
import { ask, useQuestion } from './question';
import { Settings } from './Settings';
import { isShownAtOnce, type Sample, samples } from './samples';
import { texts } from './texts';
import { currentOf, useAnswers } from './useAnswer';
import { VerdictPanel } from './VerdictPanel';
import { judge, timeOf } from './verdict';

const nothingStored: Readonly<Record<Table, readonly StoredRow[]>> = { wizard_sessions: [], wizard_actions: [] };

export function Row() {
  const { api, language } = useSpeech();
  const say = useTexts(texts);
  const question = useQuestion();
  const { table, operation, stages, text } = question;
  const [stored, setStored] = useState(nothingStored);
  const current = currentOf(question, stored);
  const options = useMemo(() => ({ operation, current, stages }), [operation, current, stages]);
  const verdict = useMemo(() => judge(api, table, text, options), [api, table, text, options]);
  const { state, answer, last, save, empty } = useAnswers(question, verdict, stored, setStored);
  // Measured again beside the database's answer: by then the engine has made of the module what it makes of code in use.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const microseconds = useMemo(() => timeOf(api, table, text, options), [api, table, text, options, answer]);
  const editor = useRef<EditorHandle>(null);
  /** The question whose row was stopped. */
  const [stopped, setStopped] = useState<typeof question>();
  const [isAll, setAll] = useState(false);
  const isShown = (sample: Sample) => sample.text === text && sample.operation === operation;
  const ofTable = samples.filter((sample) => sample.table === table);
  const offered = ofTable.filter((sample) => isAll || isShownAtOnce(sample) || isShown(sample));
  const issues = useMemo(() => [...verdict.issues, ...verdict.advice], [verdict]);

  useEffect(() => {
    performance.mark('first-verdict');
  }, []);

  const rounded = (value: number, digits: number) =>
    new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
  const isReady = state.kind === 'ready';
  const times = answer && rounded((answer.milliseconds * 1000) / microseconds, 0);

  async function send() {
    setStopped(undefined);
    const row = await save();
    // What the next update is judged over.
    if (row && operation === 'update') ask.update(JSON.stringify(row));
  }
  function trySave() {
    if (!isReady) return;
    if (verdict.persistable) void send();
    else setStopped(question);
  }

  return (
    <div className="row-tab">
      <div className="lead">
        <h2>{say.purpose}</h2>
        <p>{say.explanation}</p>
      </div>
      <fieldset className="samples">
        <legend>{say.samples}</legend>
        {offered.map((sample) => (
          <button
            key={sample.file}
            type="button"
            className="quiet"
            aria-pressed={isShown(sample)}
            onClick={() => ask.sample(sample)}
          >
            {say.names[sample.file]}
          </button>
        ))}
        {offered.length < ofTable.length && (
          <button type="button" className="quiet" aria-expanded={false} onClick={() => setAll(true)}>
            {say.more}
          </button>
        )}
      </fieldset>
      <section className="panel editor" aria-labelledby="editor-heading">
        <header>
          <h2 id="editor-heading">{say.editor.heading}</h2>
          <label className="aside" htmlFor="row">
            {say.editor.label}
          </label>
        </header>
        <Editor
          text={text}
          issues={issues}
          isInvalid={!verdict.persistable}
          describedBy="row-hint"
          onChange={ask.text}
          onSave={trySave}
          handle={editor}
        />
        {text.length > LONGEST && <p className="hint">{say.editor.tooLong}</p>}
        <div className="actions">
          <button type="button" className="primary" disabled={!isReady} onClick={trySave}>
            {say.editor.save}
          </button>
          <span id="row-hint" className="hint">
            <bdi>
              <kbd>Ctrl</kbd> + <kbd>Enter</kbd>
            </bdi>{' '}
            {say.editor.keys}
          </span>
        </div>
        <div role="status">
          {stopped === question && (
            <p className="notice actions" data-kind="note">
              <span>{say.editor.stopped}</span>
              <button type="button" className="quiet" onClick={() => void send()}>
                {say.editor.sendAnyway}
              </button>
            </p>
          )}
        </div>
        <Settings
          question={question}
          stored={stored}
          current={current}
          isReady={isReady}
          onEmpty={() => void empty()}
        />
      </section>
      <div className="judges">
        <AgreementBar state={state} answer={answer} times={times} />
        <VerdictPanel
          verdict={verdict}
          time={rounded(microseconds, 1)}
          onShow={(issue) => editor.current?.show(issue)}
        />
        <DatabasePanel state={state} answer={answer} last={last} time={answer && rounded(answer.milliseconds, 1)} />
      </div>
    </div>
  );
}
