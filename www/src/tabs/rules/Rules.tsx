// The tab *Rules*: one constraint or field, with all that it is made of and all that is made of it, side by side.

import { type Issue, stages, type Verdict } from 'event-wizard-validator';
import { stageColumns } from 'event-wizard-validator/fields';
import { type ReactNode, useEffect, useId, useMemo, useState } from 'react';
import type { Database } from '../../database/database';
import { useDatabase } from '../../database/useDatabase';
import { type Speech, useSpeech, useTexts } from '../../language/Language';
import { setParams, useSituation } from '../../shell/situation';
import { Code } from './Code';
import { Control, type Controlled, hasControl } from './Control';
import { type Case, caseOfField, casesOfField, casesOfRule } from './cases';
import { compiled, type Place } from './compiled';
import { definitionOf, stageFunction } from './definition';
import { checkOf, clauseAt, type Line, schemaOf, whole } from './excerpt';
import { placeOf } from './filled';
import { type Answers, answersOf, verdictOf } from './judges';
import { Picker } from './Picker';
import { fieldSubjects, type Subject, subjectOf } from './subject';
import { texts } from './texts';
import './rules.css';

/** How long typing must pause before PostgreSQL is asked, in milliseconds. */
const PAUSE = 200;
/** Of an example, so much is shown. */
const PREVIEW = 70;

const migrations = import.meta.glob<string>('../../../../schemas/migrations/*.sql', {
  query: '?raw',
  import: 'default',
});
const schemas = import.meta.glob<string>('../../../../schemas/stages/*.json', { query: '?raw', import: 'default' });
const sourceOf = (file: string): Promise<string> => {
  const path = `../../../../${file}`;
  return (migrations[path] ?? schemas[path])?.() ?? Promise.resolve('');
};
/** The file of a stage's schema is called as its column is. */
const schemaFile = (stage: keyof typeof stageColumns) =>
  `schemas/stages/${stageColumns[stage].replace('_data', '')}.json`;

/** The value of a promise, once it is there, of the present `make` alone. */
function useLater<Value>(make: () => Promise<Value> | undefined, of: readonly unknown[]): Value | undefined {
  const [value, setValue] = useState<Value>();
  useEffect(() => {
    let isCurrent = true;
    setValue(undefined);
    void make()?.then((made) => isCurrent && setValue(() => made));
    return () => {
      isCurrent = false;
    };
    // biome-ignore lint/correctness/useExhaustiveDependencies: `of` lists what `make` depends on
  }, of);
  return value;
}

interface PartProps {
  readonly name: string;
  readonly title: string;
  readonly aside?: ReactNode;
  readonly isWide?: boolean;
  readonly onLit: (name: string | undefined) => void;
  readonly children: ReactNode;
}

/** One part; pointing at it or being in it lights the others up. */
function Part({ name, title, aside, isWide = false, onLit, children }: PartProps) {
  const id = useId();
  return (
    <section
      className="panel part"
      data-part={name}
      data-wide={isWide}
      aria-labelledby={id}
      onPointerEnter={() => onLit(name)}
      onPointerLeave={() => onLit(undefined)}
      onFocus={() => onLit(name)}
      onBlur={() => onLit(undefined)}
    >
      <header>
        <h3 id={id}>{title}</h3>
        {aside && <p className="aside">{aside}</p>}
      </header>
      {children}
    </section>
  );
}

const At = ({ file, line }: Partial<Place> & { file: string }) => (
  <bdi dir="ltr">
    <code>{line === undefined ? file : `${file}:${line}`}</code>
  </bdi>
);

/** The words by which a subject goes in SQL and in Rust. */
function wordsOf(subject: Subject): readonly string[] {
  if (subject.kind === 'field') return [subject.field.key || (subject.field.path.at(-2) ?? '')];
  const { name, columns } = subject.constraint;
  return [...(name === undefined ? [] : [name]), ...columns, ...columns.map((column) => column.toUpperCase())];
}

/** What of a verdict is about the subject. */
function issuesAbout(subject: Subject, verdict: Verdict): readonly Issue[] {
  if (subject.kind === 'rule') {
    const { name, columns } = subject.constraint;
    const own = verdict.issues.filter((issue) =>
      name === undefined ? issue.sqlstate === '23502' && issue.column === columns[0] : issue.constraint === name,
    );
    // What is wrong with a stage's data is told with the constraint that refuses it.
    const isStage = stages.some((stage) => name === `${stageColumns[stage]}_valid`);
    const details = verdict.issues.filter(({ source, path }) => source === 'schema' && path[0] === columns[0]);
    return isStage ? [...own, ...details] : own;
  }
  const start = [subject.field.column, ...placeOf(subject.field)];
  return verdict.issues.filter(
    ({ path, source }) => source !== 'database' && start.every((key, at) => path[at] === key),
  );
}

/** A control for a column whose values a CHECK lists or bounds; undefined for others. */
function controlOfRule(subject: Subject): Controlled | undefined {
  if (subject.kind === 'field') return subject.field;
  const check = compiled.checks.find(({ table, name }) => table === subject.table && name === subject.constraint.name);
  const [label = '', ...others] = subject.constraint.columns;
  if (!check || others.length > 0) return undefined;
  const { allowedValues, minimum, maximum } = check.bounds;
  if (allowedValues)
    return {
      control: 'select',
      label,
      options: allowedValues.map((value) => ({ value: String(value), label: String(value) })),
    };
  if (minimum !== undefined || maximum !== undefined) return { control: 'integer', label };
  return undefined;
}

/** A row without what every example has, and with its documents closed. */
function previewOfRow({ row }: Case): string {
  const told = Object.entries(row).map(([column, value]) => {
    const isDocument = typeof value === 'object' && value !== null && !Array.isArray(value);
    return `${column}: ${isDocument && Object.keys(value).length > 0 ? '{…}' : JSON.stringify(value)}`;
  });
  return told.join(', ');
}

function Badge({
  isGood,
  say,
}: {
  readonly isGood: boolean | undefined;
  readonly say: { accepts: string; refuses: string };
}) {
  if (isGood === undefined) return <span className="aside">…</span>;
  return (
    <span className="badge" data-good={isGood}>
      {isGood ? say.accepts : say.refuses}
    </span>
  );
}

/** All examples with both answers; the server's come one after the other. */
function useAnswers(speech: Speech, cases: readonly Case[], database: Database | undefined): readonly Answers[] {
  const verdicts = useMemo(() => cases.map((each) => ({ verdict: verdictOf(speech, each) })), [speech, cases]);
  const [answers, setAnswers] = useState<readonly Answers[]>(verdicts);
  useEffect(() => {
    let isCurrent = true;
    setAnswers(verdicts);
    void (async () => {
      if (!database) return;
      for (const [index, each] of cases.entries()) {
        const verdict = verdicts[index]?.verdict;
        const answer = verdict && (await answersOf(database, verdict, each));
        if (!isCurrent) return;
        if (answer) setAnswers((before) => before.with(index, answer));
      }
    })();
    return () => {
      isCurrent = false;
    };
  }, [cases, verdicts, database]);
  // Between two subjects, the answers of the one before are nobody's.
  return answers.length === cases.length ? answers : verdicts;
}

/** The case that the editor's text makes, with the text that is sent; undefined if it is no JSON. */
function edited(subject: Subject, speech: Speech, base: Case | undefined, text: string) {
  if (subject.kind === 'rule') return base && { each: base, text };
  try {
    const value: unknown = text.trim() === '' ? undefined : JSON.parse(text);
    const each = caseOfField(subject, speech.fields, value);
    return { each, text: JSON.stringify(each.row) };
  } catch {
    return undefined;
  }
}

const written = (subject: Subject, each: Case | undefined): string => {
  if (!each) return '';
  return subject.kind === 'rule' ? JSON.stringify(each.row, null, 2) : (JSON.stringify(each.value) ?? '');
};

export function Rules() {
  const say = useTexts(texts);
  const speech = useSpeech();
  const { params } = useSituation();
  const fields = useMemo(() => fieldSubjects(speech.fields), [speech.fields]);
  const subject = subjectOf(params, fields);
  return (
    <div className="rules-tab">
      <header className="rules-intro">
        <h2>{say.title}</h2>
        <p className="aside">{say.intro}</p>
      </header>
      <Picker fields={fields} picked={subject} />
      {/* Another subject is another view: nothing of the one before is left. */}
      <SubjectView key={subject.id} subject={subject} />
    </div>
  );
}

function SubjectView({ subject }: { readonly subject: Subject }) {
  const say = useTexts(texts);
  const speech = useSpeech();
  const { params } = useSituation();
  const state = useDatabase();
  const database = state.kind === 'ready' ? state.database : undefined;
  const [lit, setLit] = useState<string>();
  const messageId = useId();
  const editorId = useId();

  const cases = useMemo(
    () => (subject.kind === 'rule' ? casesOfRule(subject, speech.fields) : casesOfField(subject, speech.fields)),
    [subject, speech.fields],
  );
  const answers = useAnswers(speech, cases, database);
  const firstFailing = Math.max(
    0,
    answers.findIndex(({ verdict }) => !verdict.persistable),
  );
  const chosen = cases[Number(params.example)] ? Number(params.example) : firstFailing;
  const base = cases[chosen];
  const text = params.value ?? written(subject, base);
  const own = edited(subject, speech, base, text);
  const verdict = own && verdictOf(speech, own.each, own.text);
  const answer = useLater<Answers | undefined>(
    () =>
      database && own && verdict
        ? new Promise<void>((resolve) => {
            setTimeout(resolve, PAUSE);
          }).then(() => answersOf(database, verdict, own.each, own.text))
        : undefined,
    [database, own?.text, chosen, speech],
  );
  const issues = verdict ? issuesAbout(subject, verdict) : [];
  const edit = (next: string) => setParams({ value: next === written(subject, base) ? undefined : next });
  const words = useMemo(() => wordsOf(subject), [subject]);

  /** The value that the control shows, and how another one gets into the text. */
  const controlled = controlOfRule(subject);
  const column = subject.kind === 'rule' ? (subject.constraint.columns[0] ?? '') : '';
  const row = useMemo(() => parsed(text), [text]);
  const value = subject.kind === 'field' ? row : rowValue(row, column);
  const change = (next: unknown) => {
    if (subject.kind === 'field') edit(next === undefined ? '' : JSON.stringify(next));
    else edit(JSON.stringify({ ...(row as object), [column]: next }, null, 2));
  };

  const source = useSource(subject);
  const rust = rustOf(subject);
  const definition = useLater(() => {
    if (!database) return undefined;
    return subject.kind === 'rule'
      ? definitionOf(database, subject).then(whole)
      : stageFunction(database, subject.field.column).then((body) => checkOf(body, subject.field.path));
  }, [database, subject]);

  const heading = subject.kind === 'rule' ? (subject.constraint.name ?? subject.id) : subject.field.label;
  return (
    <article
      className="subject"
      data-lit={lit}
      data-testid="subject"
      data-subject={subject.id}
      aria-labelledby={editorId}
    >
      <header className="subject-heading">
        <h3 id={editorId}>
          <bdi>{heading}</bdi>
        </h3>
        <p className="aside">
          <bdi dir="ltr">
            <code>{subject.id}</code>
          </bdi>{' '}
          {subject.kind === 'rule' && subject.constraint.comment && (
            <span lang="en" dir="ltr">
              {subject.constraint.comment}
            </span>
          )}
          {subject.kind === 'field' && subject.field.help && (
            <span lang={subject.field.helpLanguage}>{subject.field.help}</span>
          )}
        </p>
      </header>

      <Part
        name="source"
        title={subject.kind === 'rule' ? say.clause : say.schema}
        aside={source && <At {...source.place} />}
        onLit={setLit}
      >
        {source && <Code label={say.clause} lines={source.lines} words={words} isNumbered />}
      </Part>

      <Part name="compiled" title={say.compiled} aside={rust && 'Rust'} onLit={setLit}>
        {rust ? <Code label={say.compiled} lines={whole(rust)} words={words} /> : <p>{say.serverOnly}</p>}
      </Part>

      <Part
        name="check"
        title={say.check}
        aside={database ? <bdi>{`PostgreSQL ${database.version}`}</bdi> : undefined}
        onLit={setLit}
      >
        {state.kind === 'starting' && <p role="status">{say.starting}</p>}
        {state.kind === 'broken' && <p role="status">{say.broken(state.reason)}</p>}
        {definition && <Code label={say.check} lines={definition} words={words} />}
      </Part>

      <Part name="form" title={say.form} onLit={setLit}>
        {controlled && hasControl(controlled) ? (
          <Control
            field={controlled}
            value={value}
            isInvalid={issues.length > 0}
            describedBy={messageId}
            onChange={change}
          />
        ) : (
          <p className="hint">{say.noControl}</p>
        )}
        <h4>{say.message}</h4>
        <div id={messageId} className="messages" aria-live="polite" data-testid="message">
          {issues.map((issue, index) => (
            // Issues have no identity of their own, and the list is replaced as a whole.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <div key={index} className="issue" data-source={issue.source} data-code={issue.code}>
              <p className="message">{issue.message}</p>
              <p className="facts">
                <code>{issue.code}</code>
                {issue.sqlstate && <code>{issue.sqlstate}</code>}
              </p>
            </div>
          ))}
          {verdict && issues.length === 0 && <p>{say.nothingToObject}</p>}
        </div>
      </Part>

      <Part name="examples" title={say.examples} isWide onLit={setLit}>
        {/* biome-ignore lint/a11y/useSemanticElements: no group of controls */}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: focusable, so that it can be scrolled by keyboard */}
        <div className="table" role="group" aria-label={say.examples} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{say.example}</th>
                <th scope="col">{say.module}</th>
                <th scope="col">PostgreSQL</th>
              </tr>
            </thead>
            <tbody>
              {cases.map((each, index) => {
                const { verdict: judged, outcome, agreement } = answers[index] ?? {};
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the list of a subject never changes
                  <tr key={index} data-case={index} data-agreement={agreement} data-accepted={outcome?.accepted}>
                    <td>
                      <button
                        type="button"
                        className="quiet"
                        aria-pressed={index === chosen && params.value === undefined}
                        onClick={() =>
                          setParams({ value: undefined, example: index === firstFailing ? undefined : String(index) })
                        }
                      >
                        <Preview subject={subject} each={each} />
                      </button>
                    </td>
                    <td>
                      <Badge isGood={judged?.persistable} say={say} />
                    </td>
                    <td>
                      <Badge isGood={outcome?.accepted} say={say} />
                      {outcome && !outcome.accepted && (
                        <bdi className="aside" dir="ltr">
                          {' '}
                          {[outcome.error.code, outcome.error.constraint ?? outcome.error.column]
                            .filter(Boolean)
                            .join(' ')}
                        </bdi>
                      )}
                      {agreement && agreement !== 'agree' && (
                        <p className="agreement" data-agreement={agreement}>
                          {say.agreements[agreement]}
                        </p>
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
        {cases.every((_, index) => answers[index]?.verdict.persistable) &&
          subject.kind === 'rule' &&
          subject.constraint.enforced && <p className="notice">{say.unbreakable}</p>}
      </Part>

      <Part name="own" title={say.own} isWide onLit={setLit}>
        <div className="field">
          <label htmlFor={`${editorId}-text`}>{subject.kind === 'rule' ? say.row : say.value}</label>
          <textarea
            id={`${editorId}-text`}
            className="json"
            dir="ltr"
            rows={subject.kind === 'rule' ? 8 : 3}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            value={text}
            aria-describedby={`${editorId}-hint`}
            onChange={({ target }) => edit(target.value)}
          />
          <p id={`${editorId}-hint`} className="hint">
            {subject.kind === 'field' && say.valueHint}
            {base?.current && say.update(previewOfRow({ ...base, row: base.current }))}
          </p>
        </div>
        <div className="verdicts" aria-live="polite" data-testid="own" data-agreement={answer?.agreement}>
          {!own && <p className="error">{say.notJson}</p>}
          {verdict && (
            <>
              <p>
                {say.module} <Badge isGood={verdict.persistable} say={say} />
              </p>
              <p>
                PostgreSQL{' '}
                {answer?.outcome ? (
                  <Badge isGood={answer.outcome.accepted} say={say} />
                ) : (
                  <span className="aside">{say.asking}</span>
                )}
              </p>
              {answer?.agreement && (
                <p className="agreement" data-agreement={answer.agreement}>
                  {say.agreements[answer.agreement]}
                </p>
              )}
            </>
          )}
        </div>
      </Part>
    </article>
  );
}

/** The value of a JSON text; undefined if it is none. */
function parsed(text: string): unknown {
  try {
    return text.trim() === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

const rowValue = (row: unknown, column: string): unknown =>
  typeof row === 'object' && row !== null && Object.hasOwn(row, column)
    ? (row as Record<string, unknown>)[column]
    : undefined;

function Preview({ subject, each }: { readonly subject: Subject; readonly each: Case }) {
  const say = useTexts(texts);
  const { number } = useSpeech();
  if (subject.kind === 'field' && each.value === undefined) return <em>{say.leftOut}</em>;
  const text = subject.kind === 'field' ? (JSON.stringify(each.value) ?? '') : previewOfRow(each);
  const length = typeof each.value === 'string' ? [...each.value].length : 0;
  return (
    <>
      <bdi dir="ltr">
        {each.operation === 'update' && <code className="operation">UPDATE</code>}
        <code>{text.length > PREVIEW ? `${text.slice(0, PREVIEW)}…` : text}</code>
      </bdi>
      {length > PREVIEW / 2 && <span className="aside"> {say.characters(number.format(length))}</span>}
    </>
  );
}

interface Source {
  readonly place: Place | { readonly file: string };
  readonly lines: readonly Line[];
}

/** Where a subject stands in the repository, and how it is written there. */
function useSource(subject: Subject): Source | undefined {
  return useLater<Source>(() => {
    if (subject.kind === 'field') {
      const file = schemaFile(subject.field.stage);
      return sourceOf(file).then((text) => {
        const lines = schemaOf(text, subject.field.path);
        const line = lines.find(({ isMarked, text: each }) => isMarked && each.includes(`"${subject.field.key}": {`));
        return { place: { file, ...(line && { line: line.number }) }, lines };
      });
    }
    const places = placesOf(subject);
    const [first] = places;
    if (!first) return undefined;
    return sourceOf(first.file).then((text) => ({
      place: first,
      lines: places.flatMap(({ line }) => clauseAt(text, line)),
    }));
  }, [subject]);
}

/** The clauses of a constraint, which stand in one file: a trigger's before INSERT, and before UPDATE. */
function placesOf({ table, constraint }: Extract<Subject, { kind: 'rule' }>): readonly Place[] {
  const [column = ''] = constraint.columns;
  switch (constraint.kind) {
    case 'check':
    case 'trigger':
      return compiled.checks.filter((each) => each.table === table && each.name === constraint.name);
    case 'not_null':
      return compiled.columns.filter((each) => each.table === table && each.name === column);
    default: {
      const kind = constraint.kind === 'foreign_key' ? 'FOREIGN KEY' : 'UNIQUE';
      return compiled.serverOnly.filter(
        (each) =>
          each.table === table && each.kind === kind && constraint.columns.every((name) => each.sql.includes(name)),
      );
    }
  }
}

/** The Rust of a subject; undefined for what is not compiled. */
function rustOf(subject: Subject): string | undefined {
  if (subject.kind === 'field') return compiled.fields[subject.id];
  const { table, constraint } = subject;
  if (!constraint.enforced) return undefined;
  if (constraint.kind === 'not_null')
    return compiled.columns.find((each) => each.table === table && each.name === constraint.columns[0])?.rust;
  return compiled.checks
    .filter((each) => each.table === table && each.name === constraint.name)
    .map(({ rust, before }) => (before ? `// BEFORE ${before}\n${rust}` : rust))
    .join('\n');
}
