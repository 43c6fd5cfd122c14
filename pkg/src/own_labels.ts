// The caller's own names of fields: which there are to name.

import { columns } from './generated/columns.js';
import { schemas, stageColumns } from './generated/facts.js';
import { valueTitles } from './generated/value_titles.js';
import { own, readable, titleOf } from './label.js';
import { textsOf } from './messages/locale.js';

/** What labels call list items that have no title, and rows of an array of rows. */
const OTHERS = ['Item', 'Row'];

/** The names of all fields, by their keys. A key that several fields have is named by each. */
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
 * Labels that each name a field, or a value of an enum.
 * @throws TypeError if they are no object of texts, or one is of neither.
 */
export function checkedLabels(labels: unknown): Readonly<Record<string, string>> {
  const texts = textsOf(labels, 'labels');
  const names = fieldNames();
  const known = new Set([...names.values()].flatMap((each) => [...each]));
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
