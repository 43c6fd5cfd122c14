// The database's answer to the question, asked at every edit without keeping anything, or by a save for good. Knows
// nothing of how it is shown.

import type { Verdict } from 'event-wizard-validator';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Agreement, compare } from '../../database/comparison';
import type { Database, Outcome, StoredRow } from '../../database/database';
import type { Table } from '../../database/request';
import { type DatabaseState, useDatabase } from '../../database/useDatabase';
import type { Question } from './question';
import { referencedIds } from './samples';

export interface Answer {
  readonly outcome: Outcome;
  readonly agreement: Agreement;
  /** From the question to the answer, within the page. */
  readonly milliseconds: number;
  /** Whether it was a save. */
  readonly isKept: boolean;
}

type Stored = Readonly<Record<Table, readonly StoredRow[]>>;

export interface Answers {
  readonly state: DatabaseState;
  readonly stored: Stored;
  /** Undefined until PostgreSQL has answered the present question. */
  readonly answer: Answer | undefined;
  /** The answer before, to be shown while PostgreSQL is asked. */
  readonly last: Answer | undefined;
  save(): Promise<StoredRow | undefined>;
  empty(): Promise<void>;
}

/** After this long without a key, in milliseconds, the database is asked. */
const PAUSE = 150;

async function readStored(database: Database): Promise<Stored> {
  const rows = async (of: Table) => {
    const found = await database.select(of, [], 'service_role');
    return found.accepted ? found.rows : [];
  };
  return { wizard_sessions: await rows('wizard_sessions'), wizard_actions: await rows('wizard_actions') };
}

/**
 * The row that an update changes: as it is stored, if it is. A session is the same by its session_id too, since two cannot
 * have the same.
 */
export function currentOf({ table, current }: Question, stored: Stored): StoredRow | undefined {
  if (!current) return undefined;
  const { id, session_id } = current.row;
  const isSame = (row: StoredRow) =>
    row.id === id.toLowerCase() || (table === 'wizard_sessions' && row.session_id === session_id);
  return stored[table].find(isSame) ?? current.row;
}

export function useAnswers(
  question: Question,
  verdict: Verdict,
  stored: Stored,
  setStored: (stored: Stored) => void,
): Answers {
  const state = useDatabase();
  const database = state.kind === 'ready' ? state.database : undefined;
  const [isPrepared, setPrepared] = useState(false);
  const [answered, setAnswered] = useState<{ readonly question: string; readonly answer: Answer }>();
  // What the answer depends on: not the stages' mode, nor what is stored meanwhile.
  const { table, operation, text, current } = question;
  const key = JSON.stringify([table, operation, text, current?.row.id]);
  // The newest, for whatever arrives late.
  const now = useRef({ question, verdict, stored, key });
  now.current = { question, verdict, stored, key };
  /** The question that was saved: asking it again would only tell that it is stored. */
  const saved = useRef<string>(undefined);
  if (saved.current !== key) saved.current = undefined;

  useEffect(() => {
    if (!database) return;
    let isHere = true;
    void (async () => {
      await database.addReferences(referencedIds('user_id'), referencedIds('event_id'));
      const found = await readStored(database);
      if (!isHere) return;
      // PostgreSQL's first statement of a kind is slow: not the time that is to be shown.
      const { table: first, operation: kind, text: row } = now.current.question;
      if (kind === 'insert')
        await database.save({ table: first, operation: kind, text: row, role: 'service_role', keep: false });
      if (!isHere) return;
      setStored(found);
      setPrepared(true);
    })();
    return () => {
      isHere = false;
    };
  }, [database, setStored]);

  const put = useCallback(
    async (isKept: boolean): Promise<Outcome | undefined> => {
      if (!database) return undefined;
      const { question: asked, stored: known, key: askedKey } = now.current;
      if (isKept) saved.current = askedKey;
      else if (saved.current === askedKey) return undefined;
      const changed = asked.current;
      const row = currentOf(asked, known);
      const start = performance.now();
      const outcome = await database.save({
        table: asked.table,
        operation: asked.operation,
        text: asked.text,
        filters: row ? [['id', row.id]] : [],
        role: 'service_role',
        keep: isKept,
        given: changed && row === changed.row ? [{ table: asked.table, text: changed.text }] : undefined,
      });
      const milliseconds = performance.now() - start;
      if (now.current.key === askedKey && (isKept || saved.current !== askedKey)) {
        const agreement = compare(now.current.verdict, outcome);
        setAnswered({ question: askedKey, answer: { outcome, agreement, milliseconds, isKept } });
      }
      return outcome;
    },
    [database],
  );

  // The key is all that the question is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (!isPrepared) return;
    const timer = setTimeout(() => void put(false), PAUSE);
    return () => clearTimeout(timer);
  }, [isPrepared, put, key]);

  return {
    state,
    stored,
    answer: answered?.question === key ? answered.answer : undefined,
    last: answered?.answer,
    async save() {
      const outcome = await put(true);
      if (database && outcome?.accepted) setStored(await readStored(database));
      return outcome?.accepted ? outcome.rows[0] : undefined;
    },
    async empty() {
      if (!database) return;
      await database.empty();
      setStored(await readStored(database));
      saved.current = undefined;
      void put(false);
    },
  };
}
