// A table's columns, as the database itself tells them.

import type { PGliteInterface } from '@electric-sql/pglite';
import type { Columns, Table } from './request';

const COLUMNS_OF = `
  SELECT attname AS name, format_type(atttypid, atttypmod) AS type
  FROM pg_catalog.pg_attribute
  WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped
  ORDER BY attnum`;

export async function columnsOf(server: Pick<PGliteInterface, 'query'>, table: Table): Promise<Columns> {
  const { rows } = await server.query<{ name: string; type: string }>(COLUMNS_OF, [table]);
  return new Map(rows.map(({ name, type }) => [name, type]));
}
