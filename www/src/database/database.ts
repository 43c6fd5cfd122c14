// The page's PostgreSQL, and what the page asks of it. Reports what the server said, and nothing more.

import { PGliteWorker } from '@electric-sql/pglite/worker';
import { schemaVersion } from 'event-wizard-validator';
import { USER } from './migrate';
import {
  type Columns,
  type DatabaseError,
  type Filter,
  type Operation,
  RequestError,
  type Statement,
  selectFor,
  statementFor,
  type Table,
} from './request';

/** The result of a statement. */
export type Outcome =
  | { readonly accepted: true; readonly rows: readonly StoredRow[] }
  | { readonly accepted: false; readonly error: DatabaseError };

/** A row as the database stores it. */
export type StoredRow = Readonly<Record<string, unknown>> & { readonly id: string; readonly session_id: string | null };

/**
 * With whose rights a statement runs: those of the user at the page, whom row level security lets write and read their
 * own rows, or those of a server of the app.
 */
export type Role = 'authenticated' | 'service_role';

/** What to save, and for an update which rows to change. */
export interface SaveRequest {
  readonly table: Table;
  readonly operation: Operation;
  readonly text: string;
  readonly filters?: readonly Filter[] | undefined;
  /** For an upsert: the columns that say which row is replaced. */
  readonly conflict?: readonly string[] | undefined;
  readonly role: Role;
  /** `false` asks what the database would say, and leaves everything as it was. */
  readonly keep?: boolean | undefined;
  /** For an update: the text of a row that is stored before, in the same transaction. */
  readonly given?: string | undefined;
}

/** An entry of the audit log (wizard_audit_log). */
export interface Change {
  readonly id: string;
  readonly table_name: Table;
  readonly operation: 'INSERT' | 'UPDATE' | 'DELETE';
  /** For UPDATE, the columns that changed, as they were; for DELETE, the row. */
  readonly old_data: Readonly<Record<string, unknown>> | null;
  /** For UPDATE, the columns that changed, as they are; for INSERT, the row. */
  readonly new_data: Readonly<Record<string, unknown>> | null;
  readonly actor_role: string;
  /** RFC 3339. */
  readonly created_at: string;
}

const HISTORY_OF = `
  SELECT row_to_json(entry)::text AS row
  FROM (
    SELECT id, table_name, operation, old_data, new_data, actor_role, created_at
    FROM wizard_audit_log WHERE session_id = $1 ORDER BY created_at, sequence
  ) AS entry`;

const COLUMNS_OF = `
  SELECT attname AS name, format_type(atttypid, atttypmod) AS type
  FROM pg_catalog.pg_attribute
  WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`;

/** A statement with the values of its parameters. */
interface Bound {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

const bound = (statement: Statement | undefined, body?: string): Bound | undefined =>
  statement && { sql: statement.sql, parameters: statement.takesBody ? [body] : [] };

/** Ends a transaction that is not to be kept. */
class Undone extends Error {}

export class Database {
  /** The version as the server reports it, for instance `18.6`. */
  readonly version: string;
  /** Whether rows survive the page: they do where the browser gives it an IndexedDB. */
  readonly isKept: boolean;
  readonly #server: PGliteWorker;
  readonly #columns: Readonly<Record<Table, Columns>>;

  private constructor(
    server: PGliteWorker,
    isKept: boolean,
    version: string,
    columns: Readonly<Record<Table, Columns>>,
  ) {
    this.#server = server;
    this.isKept = isKept;
    this.version = version;
    this.#columns = columns;
  }

  /** Opens the page's database, which is kept in IndexedDB, one for each version of the schema. */
  static async start(): Promise<Database> {
    const isKept = await canKeep();
    const dataDir = isKept ? `idb://event-wizard-${schemaVersion}` : 'memory://';
    const thread = new Worker(new URL('./server.worker.ts', import.meta.url), { type: 'module' });
    const server = await PGliteWorker.create(thread, { dataDir, id: dataDir });
    const columnsOf = async (table: Table): Promise<Columns> => {
      const { rows } = await server.query<{ name: string; type: string }>(COLUMNS_OF, [table]);
      return new Map(rows.map(({ name, type }) => [name, type]));
    };
    const { rows } = await server.query<{ server_version: string }>('SHOW server_version');
    return new Database(server, isKept, rows[0]?.server_version.split(' ')[0] ?? '', {
      wizard_sessions: await columnsOf('wizard_sessions'),
      wizard_actions: await columnsOf('wizard_actions'),
    });
  }

  async save({ table, operation, text, filters, conflict, role, keep = true, given }: SaveRequest): Promise<Outcome> {
    const columns = this.#columns[table];
    return this.#answer(
      () => {
        const before = given === undefined ? [] : [bound(statementFor(table, 'insert', given, columns), given)];
        return [...before, bound(statementFor(table, operation, text, columns, filters, conflict), text)];
      },
      role,
      keep,
    );
  }

  /** The rows that the role may see. */
  async select(table: Table, filters: readonly Filter[], role: Role): Promise<Outcome> {
    return this.#answer(() => [bound(selectFor(table, filters, this.#columns[table]))], role, true);
  }

  /** What the audit log says of a session to its user, oldest first. */
  async history(sessionId: string): Promise<readonly Change[]> {
    return this.#as<Change>('authenticated', [{ sql: HISTORY_OF, parameters: [sessionId] }]);
  }

  /** Runs statements with a role's rights, in one transaction, and gives the column `row` of what the last returns. */
  async #as<Row>(role: Role, statements: readonly Bound[], keep = true): Promise<readonly Row[]> {
    let found: readonly Row[] = [];
    await this.#server
      .transaction(async (transaction) => {
        await transaction.exec(`SET LOCAL ROLE ${role}`);
        const claims = JSON.stringify({ sub: USER, role });
        await transaction.query(`SELECT set_config('request.jwt.claims', $1, true)`, [claims]);
        for (const { sql, parameters } of statements) {
          const { rows } = await transaction.query<{ row: string }>(sql, [...parameters]);
          found = rows.map(({ row }) => JSON.parse(row) as Row);
        }
        if (!keep) throw new Undone();
      })
      .catch((error: unknown) => {
        if (!(error instanceof Undone)) throw error;
      });
    return found;
  }

  async #answer(build: () => readonly (Bound | undefined)[], role: Role, keep: boolean): Promise<Outcome> {
    try {
      const statements = build();
      // Nothing to do is answered with success.
      if (statements.at(-1) === undefined) return { accepted: true, rows: [] };
      const rows = await this.#as<StoredRow>(
        role,
        statements.filter((statement) => statement !== undefined),
        keep,
      );
      return { accepted: true, rows };
    } catch (error) {
      return { accepted: false, error: readError(error) };
    }
  }

  /** Deletes everything that was saved. */
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

/** Whether the browser gives the page an IndexedDB; in private windows some do not. */
function canKeep(): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      const opening = indexedDB.open('event-wizard-probe');
      opening.onerror = () => resolve(false);
      opening.onsuccess = () => {
        opening.result.close();
        resolve(true);
      };
    } catch {
      resolve(false);
    }
  });
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
