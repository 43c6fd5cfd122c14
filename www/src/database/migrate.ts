// Brings a PostgreSQL in the page to the project's own schema: roles, row level security, triggers and partitions included.

import type { PGlite } from '@electric-sql/pglite';
import { USER } from './user';

type Files = Readonly<Record<string, string>>;
const stubs: Files = import.meta.glob<string>('../../../schemas/stubs/*.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const migrations: Files = import.meta.glob<string>('../../../schemas/migrations/*.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const inOrder = (files: Files) => Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
const versionOf = (path: string) => /(\d+)_[^/]*$/.exec(path)?.[1] ?? path;

const PREPARE = `
CREATE SCHEMA IF NOT EXISTS supabase_migrations;
CREATE TABLE IF NOT EXISTS supabase_migrations.schema_migrations (version text PRIMARY KEY);
INSERT INTO auth.users (id) VALUES ('${USER}') ON CONFLICT DO NOTHING;`;

/** Applies what is missing, each file in one transaction, as wherever else: a page that is closed meanwhile goes on later. */
export async function migrate(server: PGlite): Promise<void> {
  const { rows: known } = await server.query<{ there: boolean }>(
    `SELECT to_regclass('supabase_migrations.schema_migrations') IS NOT NULL AS there`,
  );
  if (known[0]?.there !== true) {
    for (const [, sql] of inOrder(stubs)) await server.exec(sql);
    await server.exec(PREPARE);
  }
  const { rows } = await server.query<{ version: string }>('SELECT version FROM supabase_migrations.schema_migrations');
  const applied = new Set(rows.map(({ version }) => version));
  for (const [path, sql] of inOrder(migrations)) {
    const version = versionOf(path);
    if (applied.has(version)) continue;
    await server.transaction(async (transaction) => {
      await transaction.exec(sql);
      await transaction.query('INSERT INTO supabase_migrations.schema_migrations VALUES ($1)', [version]);
    });
  }
}
