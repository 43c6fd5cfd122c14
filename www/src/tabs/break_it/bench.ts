// One of the two judges: a PostgreSQL in memory with all migrations. Every row is put to it in a transaction that is rolled
// back, so that each meets the same database. Knows nothing of the other judge.

import { PGlite } from '@electric-sql/pglite';
import { answerOf, type Question, type Role } from '../../database/answer';
import { migrate } from '../../database/migrate';
import {
  type Columns,
  type DatabaseError,
  type Operation,
  RequestError,
  statementFor,
  type Table,
} from '../../database/request';
import { USER } from '../../database/user';
import { rowToStore, type Stored, type Surroundings, storedStatuses } from './generate';
import { type Answer, type Case, type Constraint, OWN } from './protocol';

/** With whose rights rows are written: a server of the app. */
const ROLE: Role = 'service_role';

const COLUMNS = `
  SELECT attname AS name, format_type(atttypid, atttypmod) AS type,
    has_column_privilege($2, attrelid, attnum, 'INSERT') AS insert,
    has_column_privilege($2, attrelid, attnum, 'UPDATE') AS update
  FROM pg_catalog.pg_attribute
  WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped
  ORDER BY attnum`;
const CONSTRAINTS = `
  SELECT conrelid::regclass::text AS table, conname AS name, pg_get_constraintdef(oid, true) AS sql
  FROM pg_catalog.pg_constraint
  WHERE contype = 'c' AND conrelid IN ('wizard_sessions'::regclass, 'wizard_actions'::regclass)
  ORDER BY 1, 2`;

/** How many rows are tried before the worker gives up on a status. */
const ATTEMPTS = 200;
/** The id of the action that updates change. */
const ACTION = '5e1f0c7a-2b34-4d8e-9f10-6a7b8c9d0e2f';

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

interface Described {
  readonly columns: Columns;
  readonly writable: Readonly<Record<Operation, ReadonlySet<string>>>;
}

async function described(server: PGlite, table: Table): Promise<Described> {
  type Column = { name: string; type: string } & Record<Operation, boolean>;
  const { rows } = await server.query<Column>(COLUMNS, [table, ROLE]);
  const may = (operation: Operation) => new Set(rows.filter((row) => row[operation]).map(({ name }) => name));
  return {
    columns: new Map(rows.map(({ name, type }) => [name, type])),
    writable: { insert: may('insert'), update: may('update') },
  };
}

export class Bench {
  readonly version: string;
  readonly constraints: readonly Constraint[];
  readonly surroundings: Surroundings;
  readonly #server: PGlite;
  #forgotten: Constraint | undefined;

  private constructor(server: PGlite, version: string, constraints: readonly Constraint[], surroundings: Surroundings) {
    this.#server = server;
    this.version = version;
    this.constraints = constraints;
    this.surroundings = surroundings;
  }

  static async start(): Promise<Bench> {
    const server = await PGlite.create('memory://');
    await migrate(server);
    const tables = {
      wizard_sessions: await described(server, 'wizard_sessions'),
      wizard_actions: await described(server, 'wizard_actions'),
    };
    const stored: Stored[] = [];
    const store = async (table: Table, body: string) => {
      const sql = statementFor(table, 'insert', body, tables[table].columns)?.sql ?? '';
      // As the owner, and a row that is refused is no loss: the next one is tried.
      const answer = await answerOf(server, { role: 'postgres', sql, parameters: [body], keep: true });
      const text = 'rows' in answer ? answer.rows[0]?.row : undefined;
      if (typeof text === 'string') stored.push({ table, id: (JSON.parse(text) as { id: string }).id, text });
    };
    let attempt = 0;
    for (const status of storedStatuses) {
      const before = stored.length;
      for (; stored.length === before && attempt < ATTEMPTS; attempt++) {
        await store('wizard_sessions', rowToStore(status, attempt));
      }
    }
    const { session_id } = JSON.parse(stored[0]?.text ?? '{}') as { session_id: string };
    await store('wizard_actions', JSON.stringify({ id: ACTION, session_id, action_name: 'field_changed' }));
    const { rows: constraints } = await server.query<Constraint>(CONSTRAINTS);
    const { rows } = await server.query<{ server_version: string }>('SHOW server_version');
    return new Bench(server, rows[0]?.server_version.split(' ')[0] ?? '', constraints, {
      columns: { wizard_sessions: tables.wizard_sessions.columns, wizard_actions: tables.wizard_actions.columns },
      writable: { wizard_sessions: tables.wizard_sessions.writable, wizard_actions: tables.wizard_actions.writable },
      stored,
      user: USER,
    });
  }

  /** What the database says of a case; afterwards it is as before. */
  async answer(of: Pick<Case, 'table' | 'operation' | 'text' | 'current'>): Promise<Answer> {
    const start = performance.now();
    const error = await this.#error(of);
    return { error, microseconds: (performance.now() - start) * 1000 };
  }

  async #error({ table, operation, text, current }: Pick<Case, 'table' | 'operation' | 'text' | 'current'>) {
    const id = current === undefined ? undefined : (JSON.parse(current) as { id: string }).id;
    try {
      const columns = this.surroundings.columns[table];
      const statement = statementFor(table, operation, text, columns, id === undefined ? [] : [['id', id]]);
      if (statement === undefined) return undefined;
      return await this.#ask({
        role: ROLE,
        sql: statement.sql,
        parameters: statement.takesBody ? [text] : [],
        keep: false,
      });
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      return { code: error.code, message: error.message, details: null, hint: null };
    }
  }

  async #ask(question: Question): Promise<DatabaseError | undefined> {
    const answer = await answerOf(this.#server, question);
    if ('broken' in answer) throw new Error(answer.broken);
    return 'error' in answer ? answer.error : undefined;
  }

  /** Drops a CHECK, as if its migration had been forgotten, in place of the one dropped before. */
  async forget(name: string | undefined): Promise<void> {
    const constraint = this.constraints.find((each) => each.name === name);
    const before = this.#forgotten;
    if (before !== undefined) {
      await this.#server.exec(`ALTER TABLE ${before.table} ADD CONSTRAINT ${quoted(before.name)} ${before.sql}`);
      this.#forgotten = undefined;
    }
    if (constraint === undefined) return;
    await this.#server.exec(`ALTER TABLE ${constraint.table} DROP CONSTRAINT ${quoted(constraint.name)}`);
    this.#forgotten = constraint;
  }

  /**
   * Adds the visitor's CHECK to wizard_sessions, in place of the one before; `undefined` only removes that. Rows that are
   * stored already need not meet it.
   */
  async own(
    expression: string | undefined,
  ): Promise<{ readonly constraint?: Constraint; readonly error?: DatabaseError }> {
    await this.#server.exec(`ALTER TABLE wizard_sessions DROP CONSTRAINT IF EXISTS ${OWN}`);
    if (expression === undefined) return {};
    // A statement with parameters is one statement: whatever follows a semicolon is a syntax error.
    const sql = `ALTER TABLE wizard_sessions ADD CONSTRAINT ${OWN} CHECK (${expression}\n) NOT VALID`;
    const error = await this.#ask({ role: 'postgres', sql, parameters: [], keep: true });
    if (error !== undefined) return { error };
    const { rows } = await this.#server.query<Constraint>(CONSTRAINTS);
    const constraint = rows.find(({ name }) => name === OWN);
    return constraint === undefined ? {} : { constraint };
  }
}
