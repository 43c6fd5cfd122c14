// The entry for forms: a stage's values as controls hold them.

import { validateStage, withLocale } from '#validator';
import { createForm, type FormApi } from './form/api.js';
import { en } from './messages/en.js';

export type {
  FieldValue,
  FormIssue,
  FormIssueParams,
  FormJudgeOptions,
  FormOptions,
  FormReading,
  FormSchemaOptions,
  FormValues,
  FormVerdict,
  ToFormOptions,
} from './form/api.js';

const made: FormApi = /* @__PURE__ */ createForm({ validateStage, withLocale }, en);

/**
 * The data of a form's values: of an object as form libraries hold it, a `FormData` or a `URLSearchParams`. What is empty
 * is left out, numbers and booleans are made from text where the schema wants them, and a time without an offset gets
 * that of the event's zone. Nothing is guessed: a text that cannot be read stays as it is, a file or whatever else no
 * data can hold is left out, and `issues` name both.
 */
export const fromForm: FormApi['fromForm'] = made.fromForm;
/**
 * A stage's data as the controls of a form hold it, for `defaultValues`: the way back from `fromForm`, which then gives
 * the same data. Every control has a value from the beginning, `''` where there is none. A time that a `datetime-local`
 * control cannot express stays in RFC 3339.
 */
export const toForm: FormApi['toForm'] = made.toForm;
/**
 * Judges a form's values: `fromForm`, then `validateStage`. If a group is required and nothing in it is filled, its
 * issues are at its fields.
 */
export const validateForm: FormApi['validateForm'] = made.validateForm;
/** The same as a Standard Schema, for form libraries: values in, data out. */
export const formSchema: FormApi['formSchema'] = made.formSchema;
