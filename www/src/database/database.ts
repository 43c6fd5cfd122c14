// The page's PostgreSQL, and what the page asks of it. Reports what the server said, and nothing more.

import { schemaVersion } from 'event-wizard-validator';
import type { Answer, Bound, Question, Role } from './answer';
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

export type { Role } from './answer';

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
  /** Rows that are stored before, in the same transaction: what an update changes, or a row refers to. */
  readonly given?: readonly { readonly table: Table; readonly text: string }[] | undefined;
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

interface Statements {
  readonly before?: readonly Bound[];
  readonly statement: Bound | undefined;
}

const bound = (statement: Statement | undefined, body?: string): Bound | undefined =>
  statement && { sql: statement.sql, parameters: statement.takesBody ? [body] : [] };

/** Why there is no answer at all. */
class Broken extends Error {}

export class Database {
  /** The version as the server reports it, for instance `18.6`. */
  readonly version: string;
  /** Whether rows survive the page: they do where the browser gives it an IndexedDB. */
  readonly isKept: boolean;
  readonly #server: Server;
  readonly #columns: Readonly<Record<Table, Columns>>;

  private constructor(server: Server, isKept: boolean, version: string, columns: Readonly<Record<Table, Columns>>) {
    this.#server = server;
    this.isKept = isKept;
    this.version = version;
    this.#columns = columns;
  }

  /** Opens the page's database, which is kept in IndexedDB, one for each version of the schema. */
  static async start(): Promise<Database> {
    const isKept = await canKeep();
    const server = new Server(isKept ? `idb://event-wizard-${schemaVersion}` : 'memory://');
    const columnsOf = async (table: Table): Promise<Columns> => {
      const rows = await server.rows({ role: 'postgres', sql: COLUMNS_OF, parameters: [table], keep: true });
      return new Map(rows.map(({ name, type }) => [String(name), String(type)]));
    };
    const [found] = await server.rows({ role: 'postgres', sql: 'SHOW server_version', parameters: [], keep: true });
    return new Database(server, isKept, String(found?.server_version).split(' ')[0] ?? '', {
      wizard_sessions: await columnsOf('wizard_sessions'),
      wizard_actions: await columnsOf('wizard_actions'),
    });
  }

  async save({
    table,
    operation,
    text,
    filters,
    conflict,
    role,
    keep = true,
    given = [],
  }: SaveRequest): Promise<Outcome> {
    const columns = this.#columns;
    return this.#answer(
      () => ({
        before: given
          .map((row) => bound(statementFor(row.table, 'insert', row.text, columns[row.table]), row.text))
          .filter((each) => each !== undefined),
        statement: bound(statementFor(table, operation, text, columns[table], filters, conflict), text),
      }),
      role,
      keep,
    );
  }

  /** The rows that the role may see. */
  async select(table: Table, filters: readonly Filter[], role: Role): Promise<Outcome> {
    return this.#answer(() => ({ statement: bound(selectFor(table, filters, this.#columns[table])) }), role, true);
  }

  /** What the audit log says of a session to its user, oldest first. */
  async history(sessionId: string): Promise<readonly Change[]> {
    const rows = await this.#server.rows({
      role: 'authenticated',
      sql: HISTORY_OF,
      parameters: [sessionId],
      keep: true,
    });
    return rows.map(({ row }) => JSON.parse(String(row)) as Change);
  }

  async #answer(build: () => Statements, role: Role, keep: boolean): Promise<Outcome> {
    let built: Statements;
    try {
      built = build();
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      return { accepted: false, error: { code: error.code, message: error.message, details: null, hint: null } };
    }
    const { before, statement } = built;
    // Nothing to do is answered with success.
    if (statement === undefined) return { accepted: true, rows: [] };
    const answer = await this.#server.ask({ role, before, ...statement, keep });
    if ('error' in answer) return { accepted: false, error: answer.error };
    return { accepted: true, rows: answer.rows.map(({ row }) => JSON.parse(String(row)) as StoredRow) };
  }

  /** What the server says of itself, to the owner of the tables; nothing that the statement does is kept. */
  async inspect(sql: string, parameters: readonly unknown[]): Promise<readonly Readonly<Record<string, unknown>>[]> {
    return this.#server.rows({ role: 'postgres', sql, parameters, keep: false });
  }

  /** Deletes everything that was saved. */
  async empty(): Promise<void> {
    await this.#run('TRUNCATE wizard_sessions, wizard_actions', []);
  }

  /** Adds rows of other tables that the wizard's rows refer to. */
  async addReferences(users: readonly string[], events: readonly string[]): Promise<void> {
    const add = 'SELECT DISTINCT id::uuid FROM unnest($1::text[]) AS id ON CONFLICT DO NOTHING';
    await this.#run(`INSERT INTO auth.users (id) ${add}`, [users]);
    await this.#run(`INSERT INTO events (id) ${add}`, [events]);
  }

  async #run(sql: string, parameters: readonly unknown[]): Promise<void> {
    await this.#server.rows({ role: 'postgres', sql, parameters, keep: true });
  }
}

/** The worker, as something that answers questions. */
class Server {
  readonly #port: MessagePort | Worker;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #last = 0;

  constructor(name: string) {
    // Chrome on Android has no shared workers: there each tab starts a server of its own, and the last one wins.
    if ('SharedWorker' in globalThis) {
      const shared = new SharedWorker(new URL('./server.worker.ts', import.meta.url), { type: 'module', name });
      shared.onerror = () => this.#fail();
      this.#port = shared.port;
    } else {
      const worker = new Worker(new URL('./server.worker.ts', import.meta.url), { type: 'module', name });
      worker.onerror = () => this.#fail();
      this.#port = worker;
    }
    this.#port.onmessage = ({ data: { number, answer } }: MessageEvent<{ number: number; answer: Answer }>) => {
      this.#waiting.get(number)?.(answer);
      this.#waiting.delete(number);
    };
  }

  #fail() {
    for (const resolve of this.#waiting.values()) resolve({ broken: 'its worker could not be loaded' });
    this.#waiting.clear();
  }

  async ask(question: Question): Promise<Exclude<Answer, { broken: string }>> {
    this.#last += 1;
    const number = this.#last;
    const answer = await new Promise<Answer>((resolve) => {
      this.#waiting.set(number, resolve);
      this.#port.postMessage({ number, question });
    });
    if ('broken' in answer) throw new Broken(answer.broken);
    return answer;
  }

  /** The rows of a statement that must not fail. */
  async rows(question: Question): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const answer = await this.ask(question);
    if ('error' in answer) throw new Broken(answer.error.message);
    return answer.rows;
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
