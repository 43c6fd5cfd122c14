// PostgreSQL in the page (PGlite), with the project's own migrations: roles, row level security, triggers and partitions
// included. Reports what the server said, and nothing more.

import type { PGlite } from '@electric-sql/pglite';
import { type Columns, type DatabaseError, type Operation, RequestError, statementFor, type Table } from './request';

/** The result of a save. */
export type Outcome =
  | { readonly accepted: true; readonly rows: readonly StoredRow[] }
  | { readonly accepted: false; readonly error: DatabaseError };

/** A row as the database stores it. */
export type StoredRow = Readonly<Record<string, unknown>> & { readonly id: string; readonly session_id: string | null };

/** What to save, and for an update the id of the row to change. */
export interface SaveRequest {
  readonly table: Table;
  readonly operation: Operation;
  readonly text: string;
  readonly id?: string | undefined;
}

const sqlTexts = (files: Record<string, string>) =>
  Object.keys(files)
    .sort()
    .map((path) => files[path] ?? '');

const stubs = sqlTexts(
  import.meta.glob<string>('../../../schemas/stubs/*.sql', { query: '?raw', import: 'default', eager: true }),
);
const migrations = sqlTexts(
  import.meta.glob<string>('../../../schemas/migrations/*.sql', { query: '?raw', import: 'default', eager: true }),
);

/** Rows are saved as a server of the app would save them: with its rights, and no more. */
const ROLE = 'service_role';

const COLUMNS_OF = `
  SELECT attname AS name, format_type(atttypid, atttypmod) AS type
  FROM pg_catalog.pg_attribute
  WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`;

export class Database {
  /** The version as the server reports it, for instance `18.6`. */
  readonly version: string;
  readonly #server: PGlite;
  readonly #columns: Readonly<Record<Table, Columns>>;

  private constructor(server: PGlite, version: string, columns: Readonly<Record<Table, Columns>>) {
    this.#server = server;
    this.version = version;
    this.#columns = columns;
  }

  /** An empty database in memory, gone when the page is closed. */
  static async start(): Promise<Database> {
    const { PGlite } = await import('@electric-sql/pglite');
    const server = await PGlite.create();
    // Each file is one transaction, as wherever else the migrations are applied.
    for (const sql of [...stubs, ...migrations]) await server.transaction((transaction) => transaction.exec(sql));
    const columnsOf = async (table: Table): Promise<Columns> => {
      const { rows } = await server.query<{ name: string; type: string }>(COLUMNS_OF, [table]);
      return new Map(rows.map(({ name, type }) => [name, type]));
    };
    const { rows } = await server.query<{ server_version: string }>('SHOW server_version');
    return new Database(server, rows[0]?.server_version.split(' ')[0] ?? '', {
      wizard_sessions: await columnsOf('wizard_sessions'),
      wizard_actions: await columnsOf('wizard_actions'),
    });
  }

  async save({ table, operation, text, id }: SaveRequest): Promise<Outcome> {
    try {
      const statement = statementFor(table, operation, text, this.#columns[table]);
      if (statement === undefined) return { accepted: true, rows: [] };
      // `$1` appears only where the payload has columns.
      const parameters = statement.includes('$1') ? [text] : [];
      const { rows } = await this.#server.transaction(async (transaction) => {
        await transaction.exec(`SET LOCAL ROLE ${ROLE}`);
        return transaction.query<{ row: string }>(statement, operation === 'update' ? [...parameters, id] : parameters);
      });
      return { accepted: true, rows: rows.map(({ row }) => JSON.parse(row) as StoredRow) };
    } catch (error) {
      return { accepted: false, error: readError(error) };
    }
  }

  async rows(table: Table): Promise<StoredRow[]> {
    const { rows } = await this.#server.query<{ row: string }>(
      `SELECT row_to_json("${table}".*)::text AS row FROM "${table}" ORDER BY created_at, id`,
    );
    return rows.map(({ row }) => JSON.parse(row) as StoredRow);
  }

  async empty(): Promise<void> {
    await this.#server.exec('TRUNCATE wizard_sessions, wizard_actions');
  }

  /** Adds rows of other tables that the wizard's rows refer to. */
  async addReferences(users: readonly string[], events: readonly string[]): Promise<void> {
    const add = 'SELECT DISTINCT id::uuid FROM unnest($1::text[]) AS id ON CONFLICT DO NOTHING';
    await this.#server.query(`INSERT INTO auth.users (id) ${add}`, [users]);
    await this.#server.query(`INSERT INTO events (id) ${add}`, [events]);
  }
}

function readError(error: unknown): DatabaseError {
  if (error instanceof RequestError) return { code: error.code, message: error.message, details: null, hint: null };
  const told = error as Error & { code?: string; detail?: string; hint?: string; constraint?: string; column?: string };
  // An error without a SQLSTATE did not come from the server but from a bug in the page: do not hide it.
  if (told.code === undefined) throw error;
  return {
    code: told.code,
    message: told.message,
    details: told.detail ?? null,
    hint: told.hint ?? null,
    constraint: told.constraint,
    column: told.column,
  };
}
