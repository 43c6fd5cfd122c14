// Good values for fields, made of the fields' own data alone (event-wizard-validator/fields). Knows no stage.

import { demandOf } from 'event-wizard-validator/fields';

/** A value for each kind of text that has a form of its own. The hour makes later fields later. */
const TEXTS = {
  text: (n) => `Text ${n}`,
  multiline: (n) => `Text ${n}\nand more`,
  email: () => 'name@example.org',
  tel: () => '+442079460123',
  url: (n) => `https://example.org/${n}`,
  datetime: (n) => `2027-01-02T${String(n % 24).padStart(2, '0')}:00:00+00:00`,
  'time-zone': () => 'Europe/London',
  language: () => 'en',
};

let counter = 0;

/** A good value for a field, given the object that it is a member of; undefined if it must be left out. */
export function goodValue(field, object = {}) {
  const demand = demandOf(field, object);
  if (demand.absent) return undefined;
  if (demand.constant !== undefined) return demand.constant;
  const given = field.example ?? field.default;
  const n = ++counter;
  switch (field.control) {
    case 'group': {
      const value = {};
      for (const inner of field.fields) {
        const member = goodValue(inner, value);
        if (member !== undefined) value[inner.key] = member;
      }
      return value;
    }
    case 'list':
      return [goodValue(field.item)];
    case 'choices':
      return [field.options[0].value];
    case 'select':
      return given ?? field.options[0].value;
    case 'checkbox':
      return given ?? true;
    case 'number':
    case 'integer':
    case 'amount':
      return given !== undefined && given >= (demand.minimum ?? given) ? given : (demand.minimum ?? 1);
    case 'json':
      return { type: 'object', properties: {} };
    default:
      return given ?? TEXTS[field.control](n);
  }
}

/** Every control that is not a group, with its path and the object it is in, in data that `goodValue` made. */
export function* placesOf(field, value, path = []) {
  if (value === undefined) return;
  if (field.control !== 'group') yield { field, path, value };
  if (field.control === 'list') {
    for (const [index, item] of value.entries()) yield* placesOf(field.item, item, [...path, index]);
  }
  if (field.control === 'group') {
    for (const inner of field.fields) yield* placesOf(inner, value[inner.key], [...path, inner.key]);
  }
}

/** A copy of the data with another value at a path, or without it if the value is undefined. */
export function withValue(data, path, value) {
  if (path.length === 0) return value;
  const [first, ...rest] = path;
  const copy = Array.isArray(data) ? [...data] : { ...data };
  const inner = withValue(copy[first] ?? {}, rest, value);
  if (inner === undefined) delete copy[first];
  else copy[first] = inner;
  return copy;
}
