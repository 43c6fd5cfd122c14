// The entry for libraries that keep rows of the tables, such as TanStack DB.

import { validateAction, validateSession, withLocale } from '#validator';
import { en } from './messages/en.js';
import { type CreateRowSchemas, createCreateRowSchemas, type RowSchemas } from './standard_schema/row.js';

export type {
  CreateRowSchemas,
  RowSchema,
  RowSchemaOptions,
  RowSchemas,
  RowTable,
  TableSchemas,
} from './standard_schema/row.js';

/**
 * Makes the schemas of rows in another language, or stricter ones.
 * @throws TypeError if an option is unknown or has a value that is not allowed.
 */
export const createRowSchemas: CreateRowSchemas = /* @__PURE__ */ createCreateRowSchemas(
  { validateAction, validateSession, withLocale },
  en,
);

/**
 * Rows as Standard Schemas, with types from `Database`: `rowSchemas.wizard_sessions.insert`, `update`, `stored`, and
 * `collection(before)` for a library with one schema for inserts and updates. All are synchronous, refuse what the
 * database would reject, and return the row as it is.
 */
export const rowSchemas: RowSchemas = /* @__PURE__ */ createRowSchemas();
