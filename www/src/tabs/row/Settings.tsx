// How the row is judged, and what is stored: behind a disclosure, since the samples set all of it.

import { Choice } from '../../components/Choice';
import type { StoredRow } from '../../database/database';
import type { Table } from '../../database/request';
import { useSpeech, useTexts } from '../../language/Language';
import { ask, type Question } from './question';
import { firstOf } from './samples';
import { texts } from './texts';

const nameOf = (row: StoredRow) => String(row.session_id ?? row.id);

interface SettingsProps {
  readonly question: Question;
  readonly stored: Readonly<Record<Table, readonly StoredRow[]>>;
  readonly current: StoredRow | undefined;
  readonly isReady: boolean;
  readonly onEmpty: () => void;
}

export function Settings({ question, stored, current, isReady, onEmpty }: SettingsProps) {
  const say = useTexts(texts).settings;
  const { number } = useSpeech();
  const { table, operation, stages } = question;
  const found = stored[table];
  const rows = current && !found.some((row) => row.id === current.id) ? [...found, current] : found;
  const update = (row: StoredRow | undefined) => row && ask.update(JSON.stringify(row));
  return (
    <details className="settings-of-row">
      <summary>
        {say.heading}{' '}
        <span className="aside">
          {operation === 'insert' ? say.insert : say.update} · <code>{table}</code> · {say.stageModes[stages ?? 'auto']}
        </span>
      </summary>
      <div className="choices">
        <Choice
          legend={say.table}
          value={table}
          options={[
            { value: 'wizard_sessions', label: say.session },
            { value: 'wizard_actions', label: say.action },
          ]}
          onChange={(next: Table) => {
            const sample = firstOf(next);
            if (sample) ask.sample(sample);
          }}
        />
        <Choice
          legend={say.operation}
          value={operation}
          options={[
            { value: 'insert', label: say.insert },
            { value: 'update', label: say.update, disabled: rows.length === 0 },
          ]}
          onChange={(next) => (next === 'insert' ? ask.insert() : update(rows.at(-1)))}
        />
        <label className="field">
          <span>{say.stages}</span>
          <select value={stages ?? 'auto'} onChange={({ target }) => ask.stages(target.value)}>
            {(['auto', 'draft', 'complete', 'skip'] as const).map((mode) => (
              <option key={mode} value={mode}>
                {say.stageModes[mode]}
              </option>
            ))}
          </select>
        </label>
        {current && (
          <label className="field">
            <span>{say.rowToUpdate}</span>
            <select value={current.id} onChange={({ target }) => update(rows.find(({ id }) => id === target.value))}>
              {rows.map((row) => (
                <option key={row.id} value={row.id}>
                  {nameOf(row)}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <div className="actions">
        <span className="hint">
          {say.stored(number.format(stored.wizard_sessions.length), number.format(stored.wizard_actions.length))}
        </span>
        <button type="button" className="quiet" disabled={!isReady} onClick={onEmpty}>
          {say.empty}
        </button>
      </div>
    </details>
  );
}
