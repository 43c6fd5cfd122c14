// One of the two judges: a PostgreSQL in memory with all migrations. Every row is put to it in a transaction that is rolled
// back, so that each meets the same database. Knows nothing of the other judge.

import { PGlite } from '@electric-sql/pglite';
import { columnsOf } from '../../database/columns';
import { migrate, USER } from '../../database/migrate';
import { type DatabaseError, type Operation, statementFor, type Table } from '../../database/request';
import { readError } from '../../database/server_error';
import { rowToStore, type Stored, type Surroundings, storedStatuses } from './generate';
import type { Answer, Case, Constraint } from './protocol';

const CONSTRAINTS = `
  SELECT conrelid::regclass::text AS table, conname AS name, pg_get_constraintdef(oid, true) AS sql
  FROM pg_catalog.pg_constraint
  WHERE contype = 'c' AND conrelid IN ('wizard_sessions'::regclass, 'wizard_actions'::regclass)
  ORDER BY 1, 2`;

/** The role with whose rights rows are written: a server of the app. */
const ROLE = 'service_role';
const WRITABLE = `
  SELECT array_agg(attname::text) AS names
  FROM pg_catalog.pg_attribute
  WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped
    AND has_column_privilege('${ROLE}', attrelid, attnum, $2)`;

/** The name of the visitor's CHECK. Names decide which of several violated CHECKs is told; the generated ones come first. */
export const OWN = 'your_own_check';
/** How many rows are tried before the worker gives up on a status. */
const ATTEMPTS = 200;
/** The id of the action that updates change. */
const ACTION = '5e1f0c7a-2b34-4d8e-9f10-6a7b8c9d0e2f';

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

const timed = async (ask: () => Promise<unknown>): Promise<Answer> => {
  const start = performance.now();
  let error: DatabaseError | undefined;
  try {
    await ask();
  } catch (thrown) {
    error = readError(thrown);
  }
  return { error, microseconds: (performance.now() - start) * 1000 };
};

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
    const columns = {
      wizard_sessions: await columnsOf(server, 'wizard_sessions'),
      wizard_actions: await columnsOf(server, 'wizard_actions'),
    };
    const may = async (table: Table, operation: Operation) => {
      const { rows } = await server.query<{ names: string[] | null }>(WRITABLE, [table, operation]);
      return new Set(rows[0]?.names ?? []);
    };
    const rights = async (table: Table) => ({
      insert: await may(table, 'insert'),
      update: await may(table, 'update'),
    });
    const writable = {
      wizard_sessions: await rights('wizard_sessions'),
      wizard_actions: await rights('wizard_actions'),
    };
    const stored: Stored[] = [];
    const store = async (table: Table, body: string) => {
      const { sql } = statementFor(table, 'insert', body, columns[table]) ?? { sql: '' };
      const { rows } = await server.query<{ row: string }>(sql, [body]);
      const text = rows[0]?.row ?? '{}';
      stored.push({ table, id: (JSON.parse(text) as { id: string }).id, text });
    };
    let attempt = 0;
    for (const status of storedStatuses) {
      const before = stored.length;
      for (; stored.length === before && attempt < ATTEMPTS; attempt++) {
        // A row that is refused is no loss: the next one is tried.
        await store('wizard_sessions', rowToStore(status, attempt)).catch(readError);
      }
    }
    const { session_id } = JSON.parse(stored[0]?.text ?? '{}') as { session_id: string };
    await store('wizard_actions', JSON.stringify({ id: ACTION, session_id, action_name: 'field_changed' }));
    const { rows: constraints } = await server.query<Constraint>(CONSTRAINTS);
    const { rows } = await server.query<{ server_version: string }>('SHOW server_version');
    await server.exec(`SET ROLE ${ROLE}`);
    const version = rows[0]?.server_version.split(' ')[0] ?? '';
    return new Bench(server, version, constraints, { columns, writable, stored, user: USER });
  }

  /** What the database says of a case; afterwards it is as before. */
  async answer({
    table,
    operation,
    text,
    current,
  }: Pick<Case, 'table' | 'operation' | 'text' | 'current'>): Promise<Answer> {
    await this.#server.exec('BEGIN');
    try {
      return await timed(async () => {
        const statement = this.#statement(table, operation, text, current);
        if (statement !== undefined) await this.#server.query(statement.sql, statement.takesBody ? [text] : []);
      });
    } finally {
      await this.#server.exec('ROLLBACK');
    }
  }

  #statement(table: Table, operation: Operation, text: string, current: string | undefined) {
    const columns = this.surroundings.columns[table];
    const id = current === undefined ? undefined : (JSON.parse(current) as { id: string }).id;
    return statementFor(table, operation, text, columns, id === undefined ? [] : [['id', id]]);
  }

  /** Drops a CHECK, as if its migration had been forgotten, in place of the one dropped before. */
  async forget(name: string | undefined): Promise<void> {
    const constraint = this.constraints.find((each) => each.name === name);
    await this.#alter(async () => {
      const before = this.#forgotten;
      if (before !== undefined) {
        await this.#server.exec(`ALTER TABLE ${before.table} ADD CONSTRAINT ${quoted(before.name)} ${before.sql}`);
        this.#forgotten = undefined;
      }
      if (constraint === undefined) return;
      await this.#server.exec(`ALTER TABLE ${constraint.table} DROP CONSTRAINT ${quoted(constraint.name)}`);
      this.#forgotten = constraint;
    });
  }

  /**
   * Adds the visitor's CHECK to wizard_sessions, in place of the one before; `undefined` only removes that. Rows that are
   * stored already need not meet it.
   */
  async own(
    expression: string | undefined,
  ): Promise<{ readonly constraint?: Constraint; readonly error?: DatabaseError }> {
    try {
      return await this.#alter(async () => {
        await this.#server.exec(`ALTER TABLE wizard_sessions DROP CONSTRAINT IF EXISTS ${OWN}`);
        if (expression === undefined) return {};
        // As a parameterised query would, this takes one statement only: what follows a semicolon is a syntax error.
        await this.#server.query(`ALTER TABLE wizard_sessions ADD CONSTRAINT ${OWN} CHECK (${expression}\n) NOT VALID`);
        const { rows } = await this.#server.query<Constraint>(CONSTRAINTS);
        const constraint = rows.find(({ name }) => name === OWN);
        return constraint === undefined ? {} : { constraint };
      });
    } catch (error) {
      return { error: readError(error) };
    }
  }

  async #alter<T>(change: () => Promise<T>): Promise<T> {
    await this.#server.exec('RESET ROLE');
    try {
      return await change();
    } finally {
      await this.#server.exec(`SET ROLE ${ROLE}`);
    }
  }
}
