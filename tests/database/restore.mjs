// A dump of a filled database restores: the same schema, and the same rows in every table.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { check, done } from './harness/count.mjs';
import { difference, dump, objectsOf, restore } from './harness/dump.mjs';
import { apply, migrations, withDatabase, withEmptyDatabase } from './harness/migrations.mjs';
import { query } from './harness/psql.mjs';

/** For each table, the number of its rows and a digest of their contents. */
function contents(database) {
  const tables = query(
    database,
    `SELECT format('%I.%I', n.nspname, c.relname)
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
     ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"`,
  );
  const counts = tables
    .split('\n')
    .map(
      (table) =>
        `SELECT '${table}', count(*), md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))) FROM ${table} t;`,
    );
  return query(database, counts.join('\n'));
}

if (process.env.SERVER !== '17') {
  const folder = mkdtempSync(join(tmpdir(), 'wizard-dump-'));
  await withDatabase(async (database) => {
    const [first, ...others] = migrations;
    const files = [first.up, join(import.meta.dirname, 'harness/old_rows.sql'), ...others.map(({ up }) => up)];
    for (const file of files) {
      const error = apply(database, file);
      if (error !== undefined) throw new Error(`${file}: ${error}`);
    }
    const written = contents(database);
    check(/wizard_sessions\|[1-9]/.test(written), 'there are sessions', written.split('\n'));
    check(/wizard_actions\|[1-9]/.test(written), 'there are actions', written.split('\n'));
    dump(database, join(folder, 'dump'));
    await withEmptyDatabase((copy) => {
      restore(copy, join(folder, 'dump'));
      const restored = contents(copy);
      check(restored === written, 'every table has the same rows', difference(written, restored));
      const [old, now] = [database, copy].map(objectsOf);
      check(old === now, 'it has the same objects', difference(old, now));
    });
  });
  rmSync(folder, { recursive: true });
}
done();
