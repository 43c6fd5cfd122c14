// Good data of a stage, made of its fields alone, and changes of it. Knows no stage.

import { demandOf, type Field, type GroupField, type TextField } from 'event-wizard-validator/fields';

type Path = readonly (string | number)[];
type Data = Readonly<Record<string, unknown>>;

/** A value for each kind of text that has a form of its own. The hour makes later fields later. */
const texts: Readonly<Record<TextField['control'], (order: number) => string>> = {
  text: (order) => `Text ${order}`,
  multiline: (order) => `Text ${order}`,
  email: () => 'name@example.org',
  tel: () => '+442079460123',
  url: (order) => `https://example.org/${order}`,
  datetime: (order) => `2027-01-02T${String(order % 24).padStart(2, '0')}:00:00+00:00`,
  'time-zone': () => 'Europe/London',
  language: () => 'en',
};

/** A good value, given the object that it becomes a member of; undefined if it must be left out. `order`: of its siblings. */
function goodValue(field: Field, object: Data, order: number): unknown {
  const demand = demandOf(field, object);
  if (demand.absent) return undefined;
  if (demand.constant !== undefined) return demand.constant;
  const given = field.example ?? field.default;
  switch (field.control) {
    case 'group':
      return goodGroup(field);
    case 'list':
      return [goodValue(field.item, {}, 0)];
    case 'choices':
      return field.options.slice(0, 1).map(({ value }) => value);
    case 'select':
      return given ?? field.options[0]?.value;
    case 'checkbox':
      return given ?? true;
    case 'number':
    case 'integer':
    case 'amount': {
      const least = demand.minimum ?? 1;
      return typeof given === 'number' && given >= least ? given : least;
    }
    case 'json':
      return { type: 'object', properties: {} };
    default:
      return given ?? texts[field.control](order);
  }
}

/** An object with all its members; those of `fixed` have these values. */
export function goodGroup(group: GroupField, fixed: Data = {}): Data {
  const value: Record<string, unknown> = {};
  for (const [order, field] of group.fields.entries()) {
    const member = Object.hasOwn(fixed, field.key) ? fixed[field.key] : goodValue(field, { ...value, ...fixed }, order);
    if (member !== undefined) value[field.key] = member;
  }
  return value;
}

/** The place of a field in data: the first item of each list. */
export const placeOf = (field: Field): Path => field.path.map((key) => (key === '*' ? 0 : key));

export function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Record<string | number, unknown>)[key] : undefined),
    data,
  );
}

/** A copy of the data with another value at a path, or without it if the value is undefined. */
export function withValue(data: unknown, path: Path, value: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  const copy: Record<string | number, unknown> = Array.isArray(data)
    ? (data.slice() as unknown as Record<number, unknown>)
    : { ...(data as object) };
  const inner = withValue(copy[first] ?? {}, rest, value);
  if (inner === undefined) delete copy[first];
  else copy[first] = inner;
  return copy;
}

/** Good data of a stage in which a field has a value: its neighbours are chosen so that it may. */
export function dataWith(stage: GroupField, field: Field): Data {
  const plain = goodGroup(stage);
  const place = placeOf(field);
  if (valueAt(plain, place) !== undefined) return plain;
  const groupPath = field.path.slice(0, -1);
  const group = groupAt(stage, groupPath);
  for (const sibling of group?.fields ?? []) {
    if (!group || sibling.control !== 'select') continue;
    for (const { value } of sibling.options) {
      const inner = goodGroup(group, { [sibling.key]: value });
      if (inner[field.key] !== undefined) return withValue(plain, place.slice(0, -1), inner) as Data;
    }
  }
  return plain;
}

function groupAt(field: Field, path: readonly string[]): GroupField | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return field.control === 'group' ? field : undefined;
  if (field.control === 'list' && first === '*') return groupAt(field.item, rest);
  const member = field.control === 'group' ? field.fields.find(({ key }) => key === first) : undefined;
  return member && groupAt(member, rest);
}
