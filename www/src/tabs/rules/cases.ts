// Rows and values that pass and fail: made of the fields' own limits, of the bounds in the migrations, and of the project's
// fixtures. What passes and what fails is not said here, but judged.

import { stages, statuses, validateAction, validateSession, validateStage } from 'event-wizard-validator';
import { type Field, initialStatuses, type StageFields, stageColumns } from 'event-wizard-validator/fields';
import fixtures from '../../../../tests/fixtures/constraints.jsonl?raw';
import type { Filter, Operation, Table } from '../../database/request';
import { compiled } from './compiled';
import { dataWith, goodGroup, placeOf, valueAt, withValue } from './filled';
import type { FieldSubject, RuleSubject } from './subject';

type Row = Readonly<Record<string, unknown>>;

/** A request about one row. */
export interface Case {
  readonly table: Table;
  readonly operation: Operation;
  /** What is sent; for a field, in it its value. */
  readonly row: Row;
  /** For a field. */
  readonly value?: unknown;
  /** For an update: the row that is stored. */
  readonly current?: Row;
  /** Rows that must be stored before. */
  readonly given: readonly { readonly table: Table; readonly text: string }[];
  readonly filters: readonly Filter[];
}

const SESSION = 'rules-example';
const ID = '0b6f1c7e-93d4-4a58-8f21-5c9e7d0a1b32';
/** No row has it. */
const NOBODY = '00000000-0000-4000-8000-000000000000';
const HOW_MANY = 4;

/** A session that has just begun. */
const START: Row = { session_id: SESSION, id: ID, status: initialStatuses[0] };

const share = 100 / stages.length;

/** The row of a session in which one stage is complete. */
const sessionWith = (stage: keyof typeof stageColumns, data: unknown): Row => ({
  session_id: SESSION,
  completed_stages: [stage],
  completion_percentage: share,
  [stageColumns[stage]]: data,
});

const inserted = (table: Table, row: Row, given: readonly { table: Table; row: Row }[] = []): Case => ({
  table,
  operation: 'insert',
  row,
  given: given.map((each) => ({ table: each.table, text: JSON.stringify(each.row) })),
  filters: [],
});

const updated = (row: Row, current: Row): Case => ({
  table: 'wizard_sessions',
  operation: 'update',
  row,
  current,
  given: [{ table: 'wizard_sessions', text: JSON.stringify(current) }],
  filters: [['id', ID]],
});

/** Whether the module takes a row; what only a server can know is left to the server. */
function isTaken({ table, operation, row, current }: Case): boolean {
  return table === 'wizard_sessions'
    ? validateSession(row, { operation, current: current as never }).persistable
    : validateAction(row, { operation }).persistable;
}

/** Whether a constraint is among what the module says. */
function breaks({ constraint }: RuleSubject, { table, operation, row, current }: Case): boolean {
  const { issues } =
    table === 'wizard_sessions'
      ? validateSession(row, { operation, current: current as never })
      : validateAction(row, { operation });
  return issues.some((issue) =>
    constraint.name === undefined
      ? issue.sqlstate === '23502' && issue.column === constraint.columns[0]
      : issue.constraint === constraint.name,
  );
}

/** The row of the fixtures, with sound data for the stages that it says are complete. */
function withData(row: Row, fields: StageFields): Row {
  const done = Array.isArray(row.completed_stages) ? row.completed_stages : [];
  const data = stages
    .filter((stage) => done.includes(stage) && row[stageColumns[stage]] === undefined)
    .map((stage) => [stageColumns[stage], goodGroup(fields[stage])]);
  return { session_id: SESSION, ...row, ...Object.fromEntries(data) };
}

interface Fixture {
  readonly row?: Row;
  readonly current?: Row;
}

function fromFixtures(fields: StageFields): readonly Case[] {
  const lines = fixtures
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Fixture);
  return lines.flatMap(({ row, current }) => {
    if (row === undefined) return [];
    if (current === undefined) return [inserted('wizard_sessions', { ...withData(row, fields), session_id: SESSION })];
    const stored = { ...withData(current, fields), session_id: SESSION, id: ID };
    return isTaken(inserted('wizard_sessions', stored)) ? [updated(row, stored)] : [];
  });
}

/** Rows at the bounds of a CHECK that has such, and past them. */
function atBounds(
  { table, constraint }: RuleSubject,
  base: Row,
  given: readonly { table: Table; row: Row }[],
): readonly Case[] {
  const check = compiled.checks.find((each) => each.table === table && each.name === constraint.name);
  const [column = ''] = constraint.columns;
  const { minimum, maximum, allowedValues } = check?.bounds ?? {};
  const values: unknown[] = [
    ...(minimum === undefined ? [] : [minimum, minimum - 1]),
    ...(maximum === undefined ? [] : [maximum, maximum + 1]),
    ...(allowedValues === undefined ? [] : [...allowedValues, allowedValues.join(' ').slice(0, 5).toUpperCase()]),
  ];
  return values.map((value) => inserted(table, { ...base, [column]: value }, given));
}

/** What only a server can refuse, since it depends on other rows. */
function dependent(
  { table, constraint }: RuleSubject,
  base: Row,
  given: readonly { table: Table; row: Row }[],
): readonly Case[] {
  const [column = ''] = constraint.columns;
  if (constraint.kind === 'foreign_key') {
    const other = column === 'session_id' ? `${SESSION}-nowhere` : NOBODY;
    return [inserted(table, base, given), inserted(table, { ...base, [column]: other }, given)];
  }
  const stored = { ...base, id: ID, ...(table === 'wizard_actions' && { created_at: new Date().toISOString() }) };
  const same = Object.fromEntries(constraint.columns.map((each) => [each, (stored as Row)[each]]));
  const again = { ...base, ...(table === 'wizard_sessions' && { session_id: `${SESSION}-2` }), ...same };
  return [inserted(table, base, given), inserted(table, again, [...given, { table, row: stored }])];
}

/** Some rows that keep a constraint, and some that break it, if any row can. */
export function casesOfRule(subject: RuleSubject, fields: StageFields): readonly Case[] {
  const { table, constraint } = subject;
  const isAction = table === 'wizard_actions';
  const base: Row = isAction ? { session_id: SESSION, action_name: 'opened' } : { session_id: SESSION };
  const given = isAction ? [{ table: 'wizard_sessions' as const, row: { session_id: SESSION } }] : [];
  if (!constraint.enforced) return dependent(subject, base, given);
  if (constraint.kind === 'not_null') {
    const [column = ''] = constraint.columns;
    return [inserted(table, base, given), inserted(table, { ...base, [column]: null }, given)];
  }
  const stage = stages.find((each) => constraint.name === `${stageColumns[each]}_valid`);
  const data = stage && goodGroup(fields[stage]);
  const candidates = [
    ...(stage === undefined
      ? []
      : [
          inserted(table, sessionWith(stage, data)),
          inserted(table, { session_id: SESSION, [stageColumns[stage]]: {} }),
          inserted(table, sessionWith(stage, {})),
          inserted(table, sessionWith(stage, { ...data, [SESSION]: true })),
        ]),
    ...(constraint.kind === 'trigger' ? statuses.map((status) => updated({ status }, START)) : []),
    ...atBounds(subject, base, given),
    ...(isAction || stage ? [] : fromFixtures(fields)),
    inserted(table, base, given),
  ];
  const isAbout = ({ row }: Case) => constraint.columns.some((column) => row[column] !== undefined);
  const failing = candidates.filter((each) => breaks(subject, each));
  const passing = candidates.filter(isTaken).toSorted((a, b) => Number(isAbout(b)) - Number(isAbout(a)));
  return [...passing.slice(0, HOW_MANY), ...failing.slice(0, HOW_MANY)];
}

/** The case in which a field has a value; undefined leaves it out. */
export function caseOfField({ field }: FieldSubject, fields: StageFields, value: unknown): Case {
  const data = dataWith(fields[field.stage], field);
  const row = sessionWith(field.stage, withValue(data, placeOf(field), value));
  return { ...inserted('wizard_sessions', row), value };
}

const repeated = (value: unknown): unknown[] =>
  Array.isArray(value) && value.length > 0 ? [[value[0], value[0]]] : [];

/** Values at the limits of a field and past them, and of the wrong kind. */
function candidates(field: Field, good: unknown): readonly unknown[] {
  const { minLength, maxLength, minimum, maximum, maxItems, constant } = field;
  const step = field.control === 'number' ? 0.5 : 1;
  const options = 'options' in field ? field.options.map(({ value }) => value) : [];
  const chosen = field.control === 'choices' ? options.map((option) => [option]) : options;
  const padded = typeof good === 'string' ? good : '';
  return [
    good,
    ...chosen.slice(0, 3),
    ...(maxLength === undefined ? [] : [padded.padEnd(maxLength, 'x'), padded.padEnd(maxLength + 1, 'x')]),
    ...(minLength === undefined ? [] : [padded.slice(0, minLength), padded.slice(0, minLength - 1)]),
    ...(minimum === undefined ? [] : [minimum, minimum - step]),
    ...(maximum === undefined ? [] : [maximum, maximum + step]),
    ...(maxItems === undefined || !Array.isArray(good) ? [] : [Array.from({ length: maxItems + 1 }, () => good[0])]),
    ...repeated(good),
    ...(typeof constant === 'boolean' ? [!constant] : []),
    ...(options.length > 0 ? ['?', ['?']] : []),
    ...(field.control === 'checkbox' ? [true, false] : []),
    typeof good === 'string' ? 'a\u0007' : 'text',
    typeof good === 'number' ? null : 7,
    '',
    // An item of a list is there, or there is none.
    ...(field.key === '' ? [] : [undefined]),
  ];
}

/** Some values that pass, and some that fail, each of these for another reason. */
export function casesOfField(subject: FieldSubject, fields: StageFields): readonly Case[] {
  const { field } = subject;
  const place = placeOf(field);
  const good = valueAt(dataWith(fields[field.stage], field), place);
  const passing = new Map<string, Case>();
  const failing = new Map<string, Case>();
  const start = place.join('/');
  for (const value of candidates(field, good)) {
    const each = caseOfField(subject, fields, value);
    const data = each.row[stageColumns[field.stage]];
    const { issues } = validateStage(field.stage, data, { mode: 'complete' });
    const judged = issues.filter(({ source }) => source === 'schema');
    const own = judged.find(({ path }) => path.join('/') === start || path.join('/').startsWith(`${start}/`));
    if (judged.length === 0 && passing.size < HOW_MANY) passing.set(JSON.stringify([value]), each);
    if (own && failing.size < HOW_MANY && !failing.has(own.code)) failing.set(own.code, each);
  }
  return [...passing.values(), ...failing.values()];
}
