// Makes requests that are worth judging: good rows near the edges, and rows with one fault or two, as inserts and as
// updates. Reads stages, lifecycle and columns from the package and the database; says nothing about what is right.

import { stages, statuses } from 'event-wizard-validator';
import { fieldsIn, finishedStatuses, initialStatuses, stageColumns, transitions } from 'event-wizard-validator/fields';
import type { Columns, Operation, Table } from '../../database/request';
import { edgeValue, goodValue } from './column_values';
import type { Case } from './protocol';
import { Random } from './random';
import { goodStage, withFault } from './stage_data';

type Stage = (typeof stages)[number];

/** A row in the database, for updates. */
export interface Stored {
  readonly table: Table;
  readonly id: string;
  /** As JSON text, as the database returns it. */
  readonly text: string;
}

export interface Surroundings {
  readonly columns: Readonly<Record<Table, Columns>>;
  /** The columns that the role may write: a row that is refused for want of rights says nothing about the module. */
  readonly writable: Readonly<Record<Table, Readonly<Record<Operation, ReadonlySet<string>>>>>;
  readonly stored: readonly Stored[];
  /** A user that exists. */
  readonly user: string;
}

/** A row before it is text: columns with their JSON text, so that spellings such as `1.50` survive. */
type Row = Map<string, string>;

const fields = fieldsIn();
const isFinished = (status: string): boolean => (finishedStatuses as readonly string[]).includes(status);
const percentageOf = (completed: readonly Stage[]): number => Math.round((100 * completed.length) / stages.length);

function goodSession(random: Random): Row {
  const completed = random.chance(25) ? [...stages] : stages.filter(() => random.chance(35));
  const all = completed.length === stages.length;
  const status = random.pick(initialStatuses.filter((each) => all || !isFinished(each))) ?? 'draft';
  const row: Row = new Map([['session_id', JSON.stringify(`random ${random.uuid()}`)]]);
  // Left out, a column has its default, which agrees with the others only while nothing is completed.
  const says = (column: string, value: unknown, needed: boolean) => {
    if (needed || random.chance(50)) row.set(column, JSON.stringify(value));
  };
  says('current_stage', random.pick(stages), false);
  says('completed_stages', random.chance(80) ? completed : completed.toReversed(), completed.length > 0);
  says('completion_percentage', percentageOf(completed), completed.length > 0);
  says('status', status, isFinished(status));
  for (const stage of stages) {
    const isComplete = completed.includes(stage);
    says(stageColumns[stage], goodStage(random, fields[stage], isComplete), isComplete);
  }
  return row;
}

/** A good update: some stages filled further, or a step to the next status. */
function goodChange(random: Random, stored: Stored): Row {
  const row: Row = new Map();
  const current = JSON.parse(stored.text) as { status: keyof typeof transitions; completed_stages: Stage[] };
  for (const stage of stages.filter(() => random.chance(25))) {
    row.set(
      stageColumns[stage],
      JSON.stringify(goodStage(random, fields[stage], current.completed_stages.includes(stage))),
    );
  }
  if (row.size === 0 || random.chance(30)) row.set('current_stage', JSON.stringify(random.pick(stages)));
  if (random.chance(30))
    row.set('status', JSON.stringify(random.pick(random.chance(60) ? transitions[current.status] : statuses)));
  return row;
}

function goodAction(random: Random, { columns, writable, stored }: Surroundings): Row {
  const row: Row = new Map([
    ['action_name', JSON.stringify(random.pick(['stage_completed', 'field_changed', 'x'] as const))],
  ]);
  const session = stored.find(({ table }) => table === 'wizard_sessions');
  const { session_id } = JSON.parse(session?.text ?? '{}') as { session_id?: string };
  row.set('session_id', JSON.stringify(session_id));
  for (const [column, type] of columns.wizard_actions) {
    if (row.has(column) || !writable.wizard_actions.insert.has(column) || !random.chance(40)) continue;
    const value = goodValue(random, type);
    if (value !== undefined) row.set(column, value);
  }
  return row;
}

const WORDS: Readonly<Record<string, readonly string[]>> = {
  status: statuses,
  current_stage: stages,
  completed_stages: stages,
};

type Request = Pick<Case, 'table' | 'operation'>;

/** Puts a fault into the row. It may turn out harmless: that is for the judges to say. */
function spoil(
  random: Random,
  row: Row,
  { table, operation }: Request,
  { columns, writable, user }: Surroundings,
): void {
  const filled = stages.filter((stage) => row.has(stageColumns[stage]));
  const stage = random.pick(filled);
  const kind = random.below(100);
  if (kind < 45 && stage !== undefined && table === 'wizard_sessions') {
    const column = stageColumns[stage];
    let data: unknown;
    try {
      data = JSON.parse(row.get(column) ?? '{}');
    } catch {
      return;
    }
    row.set(column, JSON.stringify(withFault(random, fields[stage], data)));
  } else if (kind < 80) {
    const may = writable[table][operation];
    const known = [...columns[table]];
    const [column, type] = random.pick(random.chance(97) ? known.filter(([name]) => may.has(name)) : known) ?? [];
    if (column === undefined || type === undefined) return;
    row.set(column, edgeValue(random, type, WORDS[column] ?? []));
  } else if (kind < 88) {
    row.delete(random.pick([...row.keys()]) ?? '');
  } else if (kind < 95 && table === 'wizard_sessions') {
    row.set('status', JSON.stringify(random.pick(statuses)));
    if (random.chance(40)) row.set('published_at', random.pick(['"2027-01-01T00:00:00Z"', 'null'] as const));
    if (random.chance(40)) row.set('completion_percentage', String(random.between(-1, 101)));
  } else if (kind < 97) {
    if (writable[table][operation].has('user_id'))
      row.set('user_id', JSON.stringify(random.chance(50) ? user : random.uuid()));
  } else {
    row.set(random.pick(['nosuch', 'Status', 'session_id ', '', '\u{1f600}'] as const), '1');
  }
}

const textOf = (row: Row): string =>
  `{${[...row].map(([column, value]) => `${JSON.stringify(column)}:${value}`).join(',')}}`;

/** The text itself, damaged: the body was cut, is no object, or says a column twice. */
function damaged(random: Random, text: string): string {
  return random.pick([
    text.slice(0, random.below(text.length)),
    `${text}}`,
    `${text.slice(0, -1)},"status":"draft","status":"open"}`,
    text.replace(/"(\w)/, '"\\u0000$1'),
    ` \n${text}\t`,
    '',
    'null',
    '{}',
  ] as const);
}

/** Statuses of the rows that are stored beforehand, so that updates begin everywhere in the lifecycle. */
export const storedStatuses = [...initialStatuses, ...initialStatuses];

/** A row for updates to change, most likely a good one; `attempt` gives another. */
export function rowToStore(status: (typeof initialStatuses)[number], attempt: number): string {
  const random = new Random(0, attempt);
  const row = goodSession(random);
  const completed = isFinished(status) ? stages : stages.filter(() => random.chance(50));
  row.set('id', JSON.stringify(random.uuid()));
  row.set('status', JSON.stringify(status));
  row.set('completed_stages', JSON.stringify(completed));
  row.set('completion_percentage', String(percentageOf(completed)));
  for (const stage of stages) {
    row.set(stageColumns[stage], JSON.stringify(goodStage(random, fields[stage], completed.includes(stage))));
  }
  return textOf(row);
}

/** Case `number` of a seed. */
export function caseOf(seed: number, number: number, surroundings: Surroundings): Case {
  const random = new Random(seed, number);
  const table: Table = random.chance(80) ? 'wizard_sessions' : 'wizard_actions';
  const { stored } = surroundings;
  const of = surroundings.writable[table].update.size > 0 ? stored.filter((row) => row.table === table) : [];
  const changed = random.chance(35) ? random.pick(of) : undefined;
  const request = { table, operation: changed === undefined ? 'insert' : 'update' } as const;
  const row =
    changed !== undefined
      ? goodChange(random, changed)
      : table === 'wizard_actions'
        ? goodAction(random, surroundings)
        : goodSession(random);
  for (let fault = random.pick([0, 0, 0, 1, 1, 1, 1, 1, 2, 2] as const); fault > 0; fault--) {
    spoil(random, row, request, surroundings);
  }
  const text = random.chance(3) ? damaged(random, textOf(row)) : textOf(row);
  return { number, ...request, text, current: changed?.text };
}
