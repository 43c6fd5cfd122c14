// The sample rows: the project's own fixtures, read as text so that the page shows exactly what is in the file.

import descriptions from '../../../../tests/fixtures/rows.jsonl?raw';
import type { Operation, Table } from '../../database/request';

export interface Sample {
  /** The file of the row, by which the texts name it. */
  readonly file: string;
  readonly table: Table;
  readonly operation: Operation;
  readonly text: string;
  /** For an update: the row that must be stored before it. */
  readonly current?: string | undefined;
}

/** A line of `rows.jsonl`; rows are named by their path. */
interface Described {
  readonly row: string;
  readonly options: { readonly operation?: Operation; readonly current?: string };
}

const folder = '../../../../tests/fixtures/';
const texts: Readonly<Record<string, string>> = import.meta.glob<string>(
  ['../../../../tests/fixtures/sessions/*.json', '../../../../tests/fixtures/actions/*.json'],
  { query: '?raw', import: 'default', eager: true },
);

const textOf = (row: string) => texts[folder + row]?.trimEnd() ?? '';

function readSamples(): Sample[] {
  const described = descriptions
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Described);
  // A row that is judged in several ways is a single sample.
  const first = described.filter(({ row }, index) => described.findIndex((other) => other.row === row) === index);
  return first.map(({ row, options }) => ({
    file: row,
    table: row.startsWith('actions/') ? 'wizard_actions' : 'wizard_sessions',
    operation: options.operation ?? 'insert',
    text: textOf(row),
    current: options.current === undefined ? undefined : textOf(options.current),
  }));
}

export const samples: readonly Sample[] = readSamples();

/** Those that are shown at once; the others follow on demand. They are the ones that show different things. */
export const isShownAtOnce = ({ file, table }: Sample): boolean => table === 'wizard_actions' || AT_ONCE.has(file);
const AT_ONCE = new Set([
  'sessions/price_as_text.json',
  'sessions/complete.json',
  'sessions/percentage_out_of_range.json',
  'sessions/unknown_status.json',
  'sessions/stages_disagree.json',
  'sessions/published_from_draft.json',
]);

/** The row that a table is shown with at first: a mistake that says much at a glance. */
export const firstOf = (table: Table): Sample | undefined => samples.find((sample) => sample.table === table);

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The well-formed ids that the samples contain in a column. */
export function referencedIds(column: 'user_id' | 'event_id'): string[] {
  const values = samples.map(({ text }) => (JSON.parse(text) as Record<string, unknown>)[column]);
  return values.filter((value) => typeof value === 'string').filter((value) => UUID.test(value));
}
