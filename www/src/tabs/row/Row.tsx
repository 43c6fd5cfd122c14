import './row.css';
import type { RowOptions } from 'event-wizard-validator';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { Choice } from '../../components/Choice';
import { compare } from '../../database/comparison';
import type { Database, StoredRow } from '../../database/database';
import type { Operation, Table } from '../../database/request';
import { useDatabase } from '../../database/useDatabase';
import { type Answer, DatabasePanel } from './DatabasePanel';
import { referencedIds, type Sample, samples } from './samples';
import { VerdictPanel } from './VerdictPanel';
import { judge } from './verdict';

type Stages = 'auto' | NonNullable<RowOptions['stages']>;

const tables = [
  { value: 'wizard_sessions', label: 'Session' },
  { value: 'wizard_actions', label: 'Action' },
] as const;

const stageModes = [
  { value: 'auto', label: 'as completed_stages says' },
  { value: 'draft', label: 'as drafts' },
  { value: 'complete', label: 'as complete' },
  { value: 'skip', label: 'not at all' },
] as const;

const nothingStored: Record<Table, readonly StoredRow[]> = { wizard_sessions: [], wizard_actions: [] };
const nameOf = (row: StoredRow) => String(row.session_id ?? row.id);

export function Row() {
  const [table, setTable] = useState<Table>('wizard_sessions');
  const [operation, setOperation] = useState<Operation>('insert');
  const [stages, setStages] = useState<Stages>('auto');
  const [text, setText] = useState(samples[0]?.text ?? '{}');
  const [stored, setStored] = useState(nothingStored);
  const [chosen, setChosen] = useState<unknown>();
  const [reply, setReply] = useState<Answer>({ kind: 'idle' });
  // Raised by every edit, so that a late answer about an earlier row is not shown beside the current one.
  const edition = useRef(0);
  const state = useDatabase();
  const database = state.kind === 'ready' ? state.database : undefined;

  // So that samples are not refused for a user or an event that only a real project would have.
  useEffect(() => {
    void database?.addReferences(referencedIds('user_id'), referencedIds('event_id'));
  }, [database]);

  const rows = stored[table];
  const current = operation === 'update' ? (rows.find((row) => row.id === chosen) ?? rows.at(-1)) : undefined;
  const timed = useMemo(
    () => judge(table, text, { operation, current, stages: stages === 'auto' ? undefined : stages }),
    [table, operation, stages, text, current],
  );

  function forgetReply() {
    edition.current += 1;
    setReply({ kind: 'idle' });
  }

  function edit(next: string) {
    setText(next);
    forgetReply();
  }

  function choose(nextTable: Table, nextOperation: Operation) {
    setTable(nextTable);
    setOperation(nextOperation);
    forgetReply();
  }

  function chooseTable(next: Table) {
    const [sample] = samples.filter((candidate) => candidate.table === next);
    if (sample) void load(sample);
  }

  async function load(sample: Sample) {
    if (sample.current !== undefined) {
      if (!database) return;
      // Refused if the row is stored already, which is just as good.
      await database.save({ table: sample.table, operation: 'insert', text: sample.current, role: 'service_role' });
      await refresh(database);
      setChosen((JSON.parse(sample.current) as StoredRow).id);
    }
    choose(sample.table, sample.operation);
    setText(sample.text);
  }

  async function refresh(from: Database) {
    const rows = async (of: Table) => {
      const found = await from.select(of, [], 'service_role');
      return found.accepted ? found.rows : [];
    };
    setStored({ wizard_sessions: await rows('wizard_sessions'), wizard_actions: await rows('wizard_actions') });
  }

  async function send() {
    if (!database) return;
    const sentEdition = edition.current;
    const outcome = await database.save({
      table,
      operation,
      text,
      filters: current ? [['id', current.id]] : [],
      role: 'service_role',
    });
    if (edition.current === sentEdition) {
      setReply({ kind: 'answered', outcome, agreement: compare(timed.verdict, outcome) });
    }
    if (outcome.accepted) await refresh(database);
  }

  async function empty() {
    if (!database) return;
    await database.empty();
    await refresh(database);
    choose(table, 'insert');
  }

  const sendable = database !== undefined && (operation === 'insert' || current !== undefined);

  function save() {
    if (!sendable) return;
    if (timed.verdict.persistable) void send();
    else setReply({ kind: 'stopped' });
  }

  function saveByKey(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    save();
  }

  const [sessions, actions] = [stored.wizard_sessions.length, stored.wizard_actions.length];

  return (
    <div className="row-tab">
      <section className="panel editor" aria-labelledby="editor-heading">
        <header>
          <h2 id="editor-heading">The row</h2>
          <p className="aside">
            <code>{table}</code>
          </p>
        </header>
        <div className="choices">
          <Choice legend="Table" value={table} options={tables} onChange={chooseTable} />
          <Choice
            legend="Operation"
            value={operation}
            options={[
              { value: 'insert', label: 'Insert' },
              { value: 'update', label: 'Update', disabled: rows.length === 0 },
            ]}
            onChange={(value) => choose(table, value)}
          />
          <label className="field">
            <span>Stages judged</span>
            <select value={stages} onChange={(event) => setStages(event.target.value as Stages)}>
              {stageModes.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </label>
          {current && (
            <label className="field">
              <span>Row to update</span>
              <select
                value={String(current.id)}
                onChange={(event) => {
                  setChosen(event.target.value);
                  forgetReply();
                }}
              >
                {rows.map((row) => (
                  <option key={String(row.id)} value={String(row.id)}>
                    {nameOf(row)}
                  </option>
                ))}
              </select>
            </label>
          )}
        </div>
        <fieldset className="samples">
          <legend>Samples</legend>
          {samples
            .filter((sample) => sample.table === table)
            .map((sample) => (
              <button
                key={sample.name}
                type="button"
                className="quiet"
                aria-pressed={sample.text === text && sample.operation === operation}
                disabled={sample.current !== undefined && !database}
                onClick={() => void load(sample)}
              >
                {sample.name}
              </button>
            ))}
        </fieldset>
        <label className="field" htmlFor="row">
          The JSON text that will be sent
        </label>
        <textarea
          id="row"
          value={text}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          aria-describedby="row-hint"
          aria-invalid={!timed.verdict.persistable}
          onChange={(event) => edit(event.target.value)}
          onKeyDown={saveByKey}
        />
        <div className="actions">
          <button type="button" className="primary" disabled={!sendable} onClick={save}>
            Save
          </button>
          <span id="row-hint" className="hint">
            <kbd>Ctrl</kbd> + <kbd>Enter</kbd> in the text saves too.
          </span>
          <span className="stored">
            {sessions} {sessions === 1 ? 'session' : 'sessions'}, {actions} {actions === 1 ? 'action' : 'actions'}{' '}
            stored
          </span>
          <button type="button" className="quiet" disabled={!database} onClick={() => void empty()}>
            Empty the tables
          </button>
        </div>
      </section>
      <VerdictPanel {...timed} />
      <DatabasePanel
        answer={state.kind === 'ready' ? reply : state}
        version={database?.version}
        onSendAnyway={() => void send()}
      />
    </div>
  );
}
