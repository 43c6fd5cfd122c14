// A stage's values as react-hook-form holds them: made of data, read again, addressed by JSON Pointer. Knows no control.

import type { Stage } from 'event-wizard-validator';
import { type Field, fieldsIn } from 'event-wizard-validator/fields';
import { type FormVerdict, toForm, validateForm } from 'event-wizard-validator/form';
import type { FieldValues } from 'react-hook-form';
import type { Locale } from '../../language/locales';

export type Values = FieldValues;

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** react-hook-form's name of a place: `/tiers/0/name` is `tiers.0.name`. No key of a stage has a point or a slash. */
export const nameOf = (pointer: string): string => pointer.slice(1).replaceAll('/', '.');

export const valueAt = (data: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key], data);

const FIELDS = fieldsIn();

/** What of a value the field's control can show: what the browser has kept may be of another shape. */
function shaped(value: unknown, field: Field): unknown {
  switch (field.control) {
    case 'json':
      return value;
    case 'choices':
      return Array.isArray(value) ? value : undefined;
    case 'list': {
      const empty = field.item.control === 'group' ? {} : '';
      return Array.isArray(value) ? value.map((item) => shaped(item, field.item) ?? empty) : undefined;
    }
    case 'group': {
      if (!isObject(value)) return undefined;
      const members = new Map(field.fields.map((member) => [member.key, member]));
      const shapedMember = ([key, inner]: [string, unknown]) => {
        const member = members.get(key);
        return [key, member === undefined ? inner : shaped(inner, member)];
      };
      return Object.fromEntries(Object.entries(value).map(shapedMember));
    }
    default:
      return typeof value === 'object' ? undefined : value;
  }
}

/** The values for what is typed in a stage, whatever it is. A new event begins in the visitor's own time zone. */
export function valuesOf(stage: Stage, typed: unknown, timeZone: string | undefined): Values {
  const data = (shaped(typed, FIELDS[stage]) ?? {}) as object;
  const isNew = stage === 'eventSetup' && Object.keys(data).length === 0;
  const begun = isNew ? { time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone } : data;
  return toForm(stage, begun as Parameters<typeof toForm>[1], { timeZone, defaults: true }) as Values;
}

/** The values of a new item in the list at this place. */
export function newItem(stage: Stage, pointer: string): unknown {
  const keys = pointer.split('/').slice(1);
  const data = keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), [{}]);
  return (valueAt(toForm(stage, data as Parameters<typeof toForm>[1], { defaults: true }), pointer) as unknown[])[0];
}

/** In a form, a list without items is one that is not there; react-hook-form has it as an empty one. */
function withoutEmptyLists(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmptyLists);
  if (!isObject(value)) return value;
  const filled = Object.entries(value).filter(([, member]) => !(Array.isArray(member) && member.length === 0));
  return Object.fromEntries(filled.map(([key, member]) => [key, withoutEmptyLists(member)]));
}

/** The judgement of a form's values, with the data that they make. */
export function judge(
  stage: Stage,
  values: Values,
  options: { readonly mode: 'draft' | 'complete'; readonly timeZone: string | undefined; readonly locale: Locale },
): FormVerdict<Stage, 'draft' | 'complete'> {
  return validateForm(stage, withoutEmptyLists(values), options);
}
