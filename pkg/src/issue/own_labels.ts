// The caller's own names for fields: which names may be given.

import { columns } from '../generated/columns.js';
import { schemas, stageColumns, statuses } from '../generated/facts.js';
import { valueTitles } from '../generated/value_titles.js';
import { textsOf } from '../messages/locale.js';
import { own, readable, titleOf } from './label.js';

/** The titles used for list items without a title, and for rows of an array. */
const OTHERS = ['Item', 'Row'];

/** The names of all fields, by key. If several fields share a key, each has its name listed. */
function fieldNames(): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>(OTHERS.map((name) => [name, new Set([name])]));
  const add = (key: string, name: string): void => {
    names.set(key, (names.get(key) ?? new Set()).add(name));
  };
  function visit(key: string, schema: unknown): void {
    add(key, titleOf(schema) ?? readable(key));
    const properties = own(schema, 'properties');
    for (const [name, property] of Object.entries(properties ?? {})) visit(name, property);
    const items = own(schema, 'items');
    if (items !== undefined) visit('items', items);
  }
  for (const column of columns) {
    if (!stageColumns.includes(column)) add(column, readable(column));
  }
  stageColumns.forEach((column, stage) => {
    visit(column, schemas[stage]);
  });
  return names;
}

/**
 * Labels, each for a field, for a value of an enum, or for a status.
 * @throws TypeError if they are not an object of strings, or if one belongs to none.
 */
export function checkedLabels(labels: unknown): Readonly<Record<string, string>> {
  const texts = textsOf(labels, 'labels');
  const names = fieldNames();
  const known = new Set([...names.values()].flatMap((each) => [...each]).concat(statuses.map(readable)));
  for (const titles of Object.values(valueTitles)) for (const title of Object.values(titles)) known.add(title);
  for (const label of Object.keys(texts)) {
    if (known.has(label)) continue;
    const called = [...(names.get(label) ?? [])].map((name) => `'${name}'`).join(' or ');
    const hint = called === '' ? '' : ` '${label}' is called ${called}.`;
    throw new TypeError(
      `labels has '${label}', which is no field.${hint} A field goes by its English title, such as 'Event title', ` +
        "or else its column's name in words, such as 'Completion percentage'",
    );
  }
  return texts;
}
