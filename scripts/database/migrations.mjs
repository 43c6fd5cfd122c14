// The migrations as files, and which of them a database has. Supabase's CLI writes the same table, so either can go on
// where the other stopped. Knows nothing of what is in a migration.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { query } from './psql.mjs';

const folder = join(import.meta.dirname, '../../schemas/migrations');

/** Every migration, in order. */
export const migrations = readdirSync(folder)
  .filter((file) => file.endsWith('.sql'))
  .sort()
  .map((file) => {
    const [, version, name] = /^(\d+)_(.+)\.sql$/.exec(file);
    return { version, name, file, path: join(folder, file), text: readFileSync(join(folder, file), 'utf8') };
  });

/** A value as SQL's text. */
export const quoted = (text) => `'${text.replaceAll("'", "''")}'`;

export const CREATE_RECORDS = `
CREATE SCHEMA IF NOT EXISTS supabase_migrations;
CREATE TABLE IF NOT EXISTS supabase_migrations.schema_migrations (version text NOT NULL PRIMARY KEY);
ALTER TABLE supabase_migrations.schema_migrations ADD COLUMN IF NOT EXISTS statements text[];
ALTER TABLE supabase_migrations.schema_migrations ADD COLUMN IF NOT EXISTS name text;`;

/** The statement that records a migration as applied. */
export const record = ({ version, name, text }) =>
  `INSERT INTO supabase_migrations.schema_migrations (version, name, statements)
VALUES (${quoted(version)}, ${quoted(name)}, ARRAY[${quoted(text)}]);`;

/** The condition, in SQL, that a migration is recorded as applied. */
export const isRecorded = ({ version }) =>
  `EXISTS (SELECT FROM supabase_migrations.schema_migrations WHERE version = ${quoted(version)})`;

/**
 * What is still to be applied. Throws where the database's history is not one that this folder can go on with; other
 * migrations, of the project around it, are left alone.
 */
export function pending(url, ask = (sql) => query(url, sql)) {
  const table = ask(`SELECT to_regclass('supabase_migrations.schema_migrations') IS NOT NULL`) === 't';
  // The CLI's older tables have no names.
  const rows = table ? ask(`SELECT version, to_jsonb(m) ->> 'name' FROM supabase_migrations.schema_migrations m`) : '';
  const applied = new Map(rows.split('\n').map((row) => row.split('|')));
  for (const { version, name } of migrations) {
    const recorded = applied.get(version);
    if (recorded && recorded !== name) {
      throw new Error(`the database has a migration ${version} of another name: ${recorded}, not ${name}`);
    }
  }
  const missing = migrations.filter(({ version }) => !applied.has(version));
  const last = migrations.findLast(({ version }) => applied.has(version));
  const late = missing.find(({ version }) => last !== undefined && version < last.version);
  if (late) throw new Error(`${late.file} is not applied, but the later ${last.file} is`);
  return missing;
}
