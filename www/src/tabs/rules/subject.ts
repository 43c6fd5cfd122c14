// What can be picked: the constraints of the tables that a client writes, and the fields of the stages. Knows no view.

import { stages } from 'event-wizard-validator';
import {
  eachField,
  type Field,
  type StageFields,
  type TableConstraint,
  tableConstraints,
} from 'event-wizard-validator/fields';
import type { Table } from '../../database/request';

export interface RuleSubject {
  readonly kind: 'rule';
  /** `wizard_sessions.valid_status`, as in the address; NOT NULL has no name of its own: `wizard_sessions.status.not_null`. */
  readonly id: string;
  readonly table: Table;
  readonly constraint: TableConstraint;
}

export interface FieldSubject {
  readonly kind: 'field';
  /** `eventSetup/title`, as in the address; `*` stands for the position in a list. */
  readonly id: string;
  readonly field: Field;
}

export type Subject = RuleSubject | FieldSubject;

export const tables = ['wizard_sessions', 'wizard_actions'] as const satisfies readonly Table[];

/** The last part of the id of a constraint. */
export const nameOf = ({ name, columns, kind }: TableConstraint): string => name ?? `${columns.join('.')}.${kind}`;

/** CHECKs and triggers first, which say the most. */
const ORDER: readonly TableConstraint['kind'][] = [
  'check',
  'trigger',
  'not_null',
  'unique',
  'primary_key',
  'foreign_key',
];

export const rules: readonly RuleSubject[] = tables.flatMap((table) =>
  tableConstraints[table]
    .toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
    .map((constraint) => ({ kind: 'rule', id: `${table}.${nameOf(constraint)}`, table, constraint })),
);

/** In the order of the form; a stage as a whole is no field. */
export function fieldSubjects(fields: StageFields): readonly FieldSubject[] {
  return stages.flatMap((stage) =>
    [...eachField(fields[stage])]
      .filter(({ path }) => path.length > 0)
      .map((field) => ({ kind: 'field', id: [stage, ...field.path].join('/'), field })),
  );
}

/** What an address asks for, or what is shown first: nonsense is not an error. */
export function subjectOf(params: Readonly<Record<string, string>>, fields: readonly FieldSubject[]): Subject {
  const field = fields.find(({ id }) => id === params.field);
  const rule = rules.find(({ id }) => id === params.rule);
  return (
    rule ?? field ?? rules.find(({ constraint }) => constraint.name === 'valid_status') ?? (rules[0] as RuleSubject)
  );
}
