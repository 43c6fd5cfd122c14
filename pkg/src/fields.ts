// The entry for forms: a stage's fields as data, the tables' constraints, the lifecycle, and what a form does with issues.
// It needs no wasm.

import { namesIn } from './fields/names.js';
import { fieldOf, type Names } from './fields/schema.js';
import type { GroupField } from './fields/types.js';
import { type Stage, type Status, schemas, stages, statuses } from './generated/facts.js';
import { stageColumns } from './generated/tables.js';
import { readable, titleOf } from './issue/label.js';
import { checkedLabels } from './issue/own_labels.js';
import { checkedLocale, type Locale } from './messages/catalogue.js';
import { english } from './messages/english.js';

export { eachField, firstIssue, messageOf, stageOf, textOf, type WordingOptions } from './fields/issue.js';
export { demandOf } from './fields/schema.js';
export type { TableConstraint } from './fields/table.js';
export type {
  CheckboxField,
  ChoicesField,
  Condition,
  ConditionalLimits,
  Demand,
  Field,
  GroupField,
  JsonField,
  Limits,
  ListField,
  NumberField,
  Option,
  SelectField,
  Test,
  TextField,
} from './fields/types.js';
export { finishedStatuses, initialStatuses, stageColumns, tableConstraints, transitions } from './generated/tables.js';

/** The fields of each stage. */
export type StageFields = { readonly [S in Stage]: GroupField };

type Labels = Readonly<Record<string, string>>;

/** What fields, stages and statuses are called. */
function namesOf(locale: Locale, labels: Labels | undefined): Names {
  return namesIn(
    locale === english ? english : checkedLocale(locale, 'locale'),
    labels === undefined ? undefined : checkedLabels(labels),
  );
}

/**
 * The fields of each stage, with labels, help and options in a language, English by default: what a form needs to show a
 * control for each. A stage is itself a group of fields. The wizard's own rules (such as that an event ends after it
 * starts) are not limits of a field, and are told by `validateStage` alone.
 * @param labels your own names for fields and values, by their English titles, as in `withLocale`.
 * @throws TypeError that says what is wrong, if the locale is not valid or a label does not belong to a field.
 */
export function fieldsIn(locale: Locale = english, labels?: Labels): StageFields {
  const names = namesOf(locale, labels);
  const made = stages.map((stage, index) => {
    const place = { stage, column: stageColumns[stage], key: '', path: [] };
    return [stage, fieldOf(schemas[index] as Record<string, unknown>, place, names)];
  });
  return Object.fromEntries(made);
}

/**
 * What each stage is called in a language: for a wizard's steps. The same as `fieldsIn(locale)[stage].label`, without the
 * fields.
 * @param labels your own names, by the English ones: `{ Venue: 'Stage' }`.
 * @throws TypeError that says what is wrong, if the locale is not valid or a label belongs to nothing.
 */
export function stageLabels(locale: Locale = english, labels?: Labels): { readonly [S in Stage]: string } {
  const { label } = namesOf(locale, labels);
  return Object.fromEntries(
    stages.map((stage, index) => [stage, label(titleOf(schemas[index]) ?? readable(stage))]),
  ) as {
    [S in Stage]: string;
  };
}

/**
 * What each status is called in a language: for a badge, or the buttons that change it.
 * @param labels your own names, by the English ones: `{ Published: 'On sale' }`.
 * @throws TypeError that says what is wrong, if the locale is not valid or a label belongs to nothing.
 */
export function statusLabels(locale: Locale = english, labels?: Labels): { readonly [S in Status]: string } {
  const { label } = namesOf(locale, labels);
  return Object.fromEntries(statuses.map((status) => [status, label(readable(status))])) as { [S in Status]: string };
}
