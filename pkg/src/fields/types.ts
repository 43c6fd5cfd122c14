// A stage's fields as data: what a form must know to show a control for each. Knows no stage and no form library.

import type { Stage } from '../generated/facts.js';
import type { JsonScalar } from '../generated/types.js';

/** Limits of a field's value. Each is inclusive: the value at the limit is good, and the next one is not. */
export interface Limits {
  /** The least length of a text, in code points. */
  readonly minLength?: number;
  /** The greatest length of a text, in code points; an input's `maxlength` counts UTF-16 units, of which emoji need two. */
  readonly maxLength?: number;
  /** The least number. */
  readonly minimum?: number;
  /** The greatest number. */
  readonly maximum?: number;
  /** The least number of a list's items. */
  readonly minItems?: number;
  /** The greatest number of a list's items. */
  readonly maxItems?: number;
  /** Whether the items of a list must differ. */
  readonly unique?: true;
  /** The only value that is good: `true` for terms that must be accepted. */
  readonly constant?: JsonScalar;
  /** Whether the field must be left out. */
  readonly absent?: true;
}

/** One test of a condition, on another field of the same group. */
export interface Test {
  /** The key of the other field. */
  readonly key: string;
  /** Its label. */
  readonly label: string;
  /** Whether the field must be there. If not, a missing field passes. */
  readonly present: boolean;
  /** If the field is there: the values that pass; any, if they are not listed. */
  readonly values?: readonly JsonScalar[];
}

/** A condition on the other fields of the same group: it holds if all its tests pass, or with `not` if one fails. */
export interface Condition {
  readonly not?: true;
  readonly tests: readonly Test[];
}

/** Limits that apply under a condition, besides the field's own. */
export interface ConditionalLimits extends Limits {
  readonly when: Condition;
}

interface Common extends Limits {
  /** The key in its group's object; empty for a stage, and for an item of a list. */
  readonly key: string;
  /** The path in the stage's data, in which `*` stands for the position in a list: `['tiers', '*', 'name']`. */
  readonly path: readonly string[];
  /** The same as a JSON Pointer (RFC 6901). */
  readonly pointer: string;
  /** The stage that the field belongs to. */
  readonly stage: Stage;
  /** The column that the stage's data is stored in. */
  readonly column: string;
  /** The name, in the reader's language. */
  readonly label: string;
  /** What the field is for, in `helpLanguage`. */
  readonly help?: string;
  /** The BCP 47 tag of `help`: English where the locale's `labels` have no translation of it. */
  readonly helpLanguage?: string;
  /** Whether complete data must have the field, if the group that contains it is there. A draft never must. */
  readonly required: boolean;
  /** Conditions, each of which makes the field required in complete data. */
  readonly requiredWhen: readonly Condition[];
  /** Further limits, each under a condition. */
  readonly limitsWhen: readonly ConditionalLimits[];
  /** What a missing value means. */
  readonly default?: JsonScalar;
  /** An example of a good value. */
  readonly example?: JsonScalar;
}

/** A text, by the kind of its input. */
export interface TextField extends Common {
  readonly control: 'text' | 'multiline' | 'email' | 'tel' | 'url' | 'datetime' | 'time-zone' | 'language';
  /** The format that is judged, besides the limits: `idn-email`, `date-time` (RFC 3339, with an offset) … */
  readonly format: string | undefined;
}

/**
 * A number. An `integer` has no decimals; an `amount` is an integer too, in the minor unit (cents) of the currency that
 * the stage's `currency` names.
 */
export interface NumberField extends Common {
  readonly control: 'number' | 'integer' | 'amount';
}

/** True or false. */
export interface CheckboxField extends Common {
  readonly control: 'checkbox';
}

/** A value that may be chosen. */
export interface Option {
  readonly value: string;
  /** What the reader sees. */
  readonly label: string;
}

/** One of some values. */
export interface SelectField extends Common {
  readonly control: 'select';
  /** In the schema's order; codes (countries, currencies), by their labels. */
  readonly options: readonly Option[];
}

/** Any of some values: a list of them. */
export interface ChoicesField extends Common {
  readonly control: 'choices';
  readonly options: readonly Option[];
}

/** A list of items that are alike. */
export interface ListField extends Common {
  readonly control: 'list';
  /** What each item is. */
  readonly item: Field;
}

/** An object with known fields. */
export interface GroupField extends Common {
  readonly control: 'group';
  /** In the order of the form. */
  readonly fields: readonly Field[];
}

/** Any JSON object: data for another program, such as the JSON Schema of registration questions. */
export interface JsonField extends Common {
  readonly control: 'json';
}

/** A field, discriminated by `control`. */
export type Field =
  | TextField
  | NumberField
  | CheckboxField
  | SelectField
  | ChoicesField
  | ListField
  | GroupField
  | JsonField;

/** What is asked of a field once the other fields of its group are known. */
export interface Demand extends Limits {
  /** Whether complete data must have it. */
  readonly required: boolean;
}
