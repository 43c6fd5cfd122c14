// What the tab asks both judges, as its address has it: `#row?table=actions&op=update&stages=draft&current=…&row=…`. What an
// address says wrong is as if it said nothing.

import type { RowOptions } from 'event-wizard-validator';
import { useMemo } from 'react';
import type { StoredRow } from '../../database/database';
import type { Operation, Table } from '../../database/request';
import { setParams, useSituation } from '../../shell/situation';
import { firstOf, type Sample } from './samples';

type Stages = NonNullable<RowOptions['stages']>;
const stageModes: readonly Stages[] = ['draft', 'complete', 'skip'];

export interface Question {
  readonly table: Table;
  readonly operation: Operation;
  /** As `completed_stages` says, if undefined. */
  readonly stages: Stages | undefined;
  /** The JSON text that is judged. */
  readonly text: string;
  /** For an update: the row that is changed, and its text. */
  readonly current: { readonly row: StoredRow; readonly text: string } | undefined;
}

function readCurrent(text: string | undefined): Question['current'] {
  if (text === undefined) return undefined;
  try {
    const row: unknown = JSON.parse(text);
    if (typeof row !== 'object' || row === null || Array.isArray(row) || !('id' in row)) return undefined;
    return typeof row.id === 'string' ? { row: row as StoredRow, text } : undefined;
  } catch {
    return undefined;
  }
}

export function useQuestion(): Question {
  const { params } = useSituation();
  const { table, op, stages, current, row } = params;
  return useMemo(() => {
    const named: Table = table === 'actions' || table === 'wizard_actions' ? 'wizard_actions' : 'wizard_sessions';
    const changed = op === 'update' ? readCurrent(current) : undefined;
    return {
      table: named,
      operation: changed ? 'update' : 'insert',
      stages: stageModes.find((mode) => mode === stages),
      text: row ?? firstOf(named)?.text ?? '{}',
      current: changed,
    };
  }, [table, op, stages, current, row]);
}

export const ask = {
  text: (row: string) => setParams({ row }),
  stages: (stages: string) => setParams({ stages: stages === 'auto' ? undefined : stages }),
  insert: () => setParams({ op: undefined, current: undefined }),
  update: (current: string) => setParams({ op: 'update', current }),
  /** A sample, as its file says it is meant. */
  sample: ({ table, operation, text, current, file }: Sample) =>
    setParams({
      table: table === 'wizard_actions' ? 'actions' : undefined,
      op: operation === 'update' ? 'update' : undefined,
      stages: undefined,
      current,
      row: file === firstOf(table)?.file ? undefined : text,
    }),
};
