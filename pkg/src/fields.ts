// The entry for forms: a stage's fields as data, the tables' constraints, the lifecycle, and what a form does with issues.
// It needs no wasm.

import { namesIn } from './fields_names.js';
import { fieldOf } from './fields_schema.js';
import type { GroupField } from './fields_types.js';
import { type Stage, schemas, stages } from './generated/facts.js';
import { stageColumns } from './generated/tables.js';
import { checkedLocale, type Locale } from './messages/catalogue.js';
import { english } from './messages/english.js';
import { checkedLabels } from './own_labels.js';

export { eachField, firstIssue, messageOf, stageOf, textOf, type WordingOptions } from './fields_issue.js';
export { demandOf } from './fields_schema.js';
export type { TableConstraint } from './fields_table.js';
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
} from './fields_types.js';
export { finishedStatuses, initialStatuses, stageColumns, tableConstraints, transitions } from './generated/tables.js';

/** The fields of each stage. */
export type StageFields = { readonly [S in Stage]: GroupField };

/**
 * The fields of each stage, with labels and options in a language, English by default: what a form needs to show a
 * control for each. A stage is itself a group of fields. The wizard's own rules (such as that an event ends after it
 * starts) are not limits of a field, and are told by `validateStage` alone.
 * @param labels your own names for fields and values, by their English titles, as in `withLocale`.
 * @throws TypeError that says what is wrong, if the locale is not valid or a label does not belong to a field.
 */
export function fieldsIn(locale: Locale = english, labels?: Readonly<Record<string, string>>): StageFields {
  const names = namesIn(
    locale === english ? english : checkedLocale(locale, 'locale'),
    labels === undefined ? undefined : checkedLabels(labels),
  );
  const made = stages.map((stage, index) => {
    const place = { stage, column: stageColumns[stage], key: '', path: [] };
    return [stage, fieldOf(schemas[index] as Record<string, unknown>, place, names)];
  });
  return Object.fromEntries(made);
}
