// The schema of a row as messages need it. Knows the columns of stages, and no rule about rows.

import { schemas, stageColumns } from './generated/facts.js';
import type { Schema } from './label.js';

/** The schema of a row with these columns, for labels: it has the stages' schemas under their columns. */
export function rowSchema(names: readonly string[]): Schema {
  const row = {
    properties: Object.fromEntries(names.map((name) => [name, schemas[stageColumns.indexOf(name)] ?? {}])),
  };
  return { ...row, items: { ...row, title: 'Row' } };
}
