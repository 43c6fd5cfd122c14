// The types of the entry /fields. Compiled, not run.

import { type AnyIssue, explainDatabaseError, type Stage, type Status, validateStage } from 'event-wizard-validator';
import {
  demandOf,
  eachField,
  type Field,
  fieldsIn,
  firstIssue,
  type GroupField,
  messageOf,
  type StageFields,
  stageColumns,
  stageLabels,
  stageOf,
  statusLabels,
  tableConstraints,
  textOf,
  transitions,
} from 'event-wizard-validator/fields';
import { de } from 'event-wizard-validator/locales/de';

export const all: StageFields = fieldsIn(de, { 'Event title': 'Titel' });
export const group: GroupField = fieldsIn().ticketSetup;
export const column: 'ticket_data' = stageColumns.ticketSetup;
export const next: readonly Status[] = transitions.completed;
export const called: string = stageLabels(de).ticketSetup + statusLabels(de, { Draft: 'Skizze' }).draft;
// @ts-expect-error: a status that does not exist.
export const uncalled = statusLabels().open;
export const names: (string | undefined)[] = tableConstraints.wizard_actions.map(({ name }) => name);
// @ts-expect-error: a table that does not exist.
export const nothing = tableConstraints.wizard_users;

/** What each control needs is there once its kind is known. */
export function told(field: Field): unknown {
  // @ts-expect-error: not every field has options.
  field.options;
  switch (field.control) {
    case 'select':
    case 'choices':
      return field.options.map(({ value, label }): string => value + label);
    case 'list':
      return told(field.item);
    case 'group':
      return field.fields.map(told);
    case 'email':
    case 'multiline':
      return field.format?.length ?? field.maxLength?.toFixed();
    case 'amount':
      return field.minimum?.toFixed();
    default:
      return [...eachField(field)].map(({ path, required }): [readonly string[], boolean] => [path, required]);
  }
}
// @ts-expect-error: fields are not to be written to.
group.label = 'x';

const { issues } = validateStage('eventSetup', {}, { mode: 'draft' });
/** The issue to focus keeps its type. */
export const params: number | undefined = (() => {
  const first = firstIssue(issues, ['/title']);
  return first?.code === 'maxLength' ? first.params.limit : undefined;
})();
export const stage: Stage | undefined = stageOf(explainDatabaseError({ code: '23505' }));
const stored = JSON.parse('{}') as AnyIssue;
export const sentences: string[] = [
  messageOf(stored, de, { stage: 'eventSetup', labels: {}, data: {} }),
  textOf(stored, de),
  stored.text,
];
// @ts-expect-error: a stage that does not exist.
messageOf(stored, de, { stage: 'x' });
export const required: boolean = demandOf(group, {}).required;
