// The servers that run the tests: PostgreSQL through psql, and PGlite. Both take a script and give what it printed.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attempt, query } from './psql.mjs';

const root = join(import.meta.dirname, '../../..');
const folder = join(root, 'tests/database');
const read = (name) => readFileSync(join(folder, name), 'utf8');

/** The files of a folder of SQL, in the order in which they apply. */
export const sqlFiles = (name) =>
  readdirSync(join(root, 'schemas', name))
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => join(root, 'schemas', name, file));

/** A test file, inside a transaction that leaves nothing behind; `first` may change the schema for it. */
const wrapped = (assertions, sql, first = '') => `BEGIN;
SET LOCAL client_min_messages = warning;
${first}
${assertions}
SET LOCAL search_path = public, tap;
${read('actors.sql')}
${sql}
ROLLBACK;
`;
/** The assertions that need nothing installed. */
export const OURS = read('assertions.sql');
const PGTAP = 'CREATE SCHEMA tap; GRANT USAGE ON SCHEMA tap TO PUBLIC; CREATE EXTENSION pgtap SCHEMA tap;';

export class Postgres {
  /** @param {string} url of a database that has the schema */
  constructor(url) {
    this.url = url;
    this.hasPgTap = query(url, `SELECT count(*) FROM pg_available_extensions WHERE name = 'pgtap'`) === '1';
  }

  /** The assertions that judge here: pgTAP's first, where the server has it. */
  get assertions() {
    return this.hasPgTap ? [PGTAP, OURS] : [OURS];
  }

  async run(assertions, sql, first) {
    return attempt(this.url, wrapped(assertions, sql, first));
  }

  /** Calls `work` with the URL of a copy of the database, which is dropped afterwards. */
  async withCopy(work) {
    const name = new URL(this.url).pathname.slice(1);
    const copy = `${name}_copy_${process.pid}`;
    const admin = Object.assign(new URL(this.url), { pathname: '/template1' }).href;
    query(admin, `CREATE DATABASE ${copy} TEMPLATE ${name}`);
    try {
      return await work(Object.assign(new URL(this.url), { pathname: `/${copy}` }).href);
    } finally {
      query(admin, `DROP DATABASE ${copy} WITH (FORCE)`);
    }
  }

  async close() {}
}

export class PGlite {
  #server;

  static async start() {
    const { PGlite: Server } = await import('@electric-sql/pglite');
    const started = new PGlite();
    started.#server = await Server.create();
    for (const file of [...sqlFiles('stubs'), ...sqlFiles('migrations')]) {
      await started.#server.exec(readFileSync(file, 'utf8'));
    }
    return started;
  }

  assertions = [OURS];

  async run(assertions, sql) {
    try {
      const results = await this.#server.exec(wrapped(assertions, sql), { rowMode: 'array' });
      return { output: results.flatMap(({ rows }) => rows.map((row) => row.join('|'))).join('\n') };
    } catch (error) {
      await this.#server.exec('ROLLBACK');
      return { output: '', error: error.message };
    }
  }

  async close() {
    await this.#server.close();
  }
}
