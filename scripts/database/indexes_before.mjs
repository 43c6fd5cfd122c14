// Indexes that a migration needs, built before it outside of a transaction (CONCURRENTLY), so that nobody waits to write.
// The migration then finds them made. They stand in schemas/before, in a file with the migration's name.
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { attempt } from './psql.mjs';

const folder = join(import.meta.dirname, '../../schemas/before');

/** The statements to run before a migration of this file name or path; undefined for most. */
export function indexesBefore(file) {
  const path = join(folder, basename(file));
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

const BUSY = 'another run is building indexes';

/**
 * A build that was cut off leaves an index that is not valid, and that IF NOT EXISTS would take for made: it is dropped first.
 * Who waits for this lock must not do so in a statement: the build waits for every statement that was there before it.
 */
const script = (sql) => `SELECT pg_try_advisory_lock(hashtext('event-wizard-validator indexes')) AS ours \\gset
\\if :ours
SET lock_timeout = 0;
SET statement_timeout = 0;
SELECT format('DROP INDEX CONCURRENTLY %s', i.indexrelid::regclass)
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE NOT i.indisvalid AND c.relkind = 'i' AND c.relname IN (${[...sql.matchAll(/IF NOT EXISTS\s+(\w+)/g)]
  .map(([, name]) => `'${name}'`)
  .join(', ')})
\\gexec
${sql}
\\else
\\echo ${BUSY}
\\endif`;

/** Builds the indexes that a migration of this file name or path needs, and says whether there are any. */
export async function buildIndexesBefore(url, file) {
  const sql = indexesBefore(file);
  if (sql === undefined) return false;
  for (;;) {
    const { output, error } = attempt(url, script(sql));
    if (error !== undefined) throw new Error(`the indexes of ${basename(file)}: ${error}`);
    if (!output.includes(BUSY)) return true;
    await wait(200);
  }
}
