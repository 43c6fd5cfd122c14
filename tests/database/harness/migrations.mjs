// The migrations and their ways back as files, and databases that have some of them.
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import process from 'node:process';
import { attempt, query } from './psql.mjs';
import { sqlFiles } from './servers.mjs';

const root = join(import.meta.dirname, '../../..');
const url = process.env.DATABASE_URL;
const admin = Object.assign(new URL(url), { pathname: '/template1' }).href;

/** Every migration: its name, its file, the file that takes it back and its page (whether or not they exist). */
export const migrations = sqlFiles('migrations').map((file) => {
  const name = basename(file, '.sql');
  return {
    name,
    up: file,
    down: join(root, 'schemas/rollback', basename(file)),
    page: join(root, 'docs/migrations', `${name}.md`),
  };
});
export const exists = existsSync;

/** Runs a file as one transaction, and gives the error that stopped it, if one did. */
export const apply = (database, file) => attempt(database, '', '-1', '-f', file).error;

/** Calls `work` with the URL of a database that has nothing in it; it is dropped afterwards. */
export async function withEmptyDatabase(work) {
  const name = `fresh_${process.pid}_${Math.random().toString(36).slice(2)}`;
  query(admin, `CREATE DATABASE ${name} TEMPLATE template0`);
  try {
    return await work(Object.assign(new URL(url), { pathname: `/${name}` }).href);
  } finally {
    query(admin, `DROP DATABASE ${name} WITH (FORCE)`);
  }
}

/** Calls `work` with the URL of a database that has only what Supabase provides; it is dropped afterwards. */
export const withDatabase = (work) =>
  withEmptyDatabase((database) => {
    for (const file of sqlFiles('stubs')) {
      const error = apply(database, file);
      if (error !== undefined) throw new Error(error);
    }
    return work(database);
  });
