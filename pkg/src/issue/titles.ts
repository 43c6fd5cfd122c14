// The schema of a table's row, which gives names to what issues are about. Knows the stages' columns, and no language.

import { schemas, stageColumns } from '../generated/facts.js';
import type { Schema } from './label.js';

/** The schema of a row with these columns, for labels: it has the stages' schemas under their columns. */
export function rowSchema(names: readonly string[]): Schema {
  const row = {
    properties: Object.fromEntries(names.map((name) => [name, schemas[stageColumns.indexOf(name)] ?? {}])),
  };
  return { ...row, items: { ...row, title: 'Row' } };
}
