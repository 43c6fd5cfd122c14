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

const LOCK = 'event-wizard-validator indexes';
const BUSY = 'another run is building indexes';
const NEEDLESS = 'another run has applied the migration';

/** For the transaction of a migration with such indexes: it gives up (55P03) while another run is building them. */
export const YIELD_TO_BUILDS = `DO $$
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('${LOCK}')) THEN
    RAISE EXCEPTION '${BUSY}' USING ERRCODE = 'lock_not_available';
  END IF;
END;
$$;`;

/**
 * A build that was cut off leaves an index that is not valid, and that IF NOT EXISTS would take for made: it is dropped first.
 * Who waits for this lock must not do so in a statement: the build waits for every statement that was there before it.
 */
const script = (sql, unless) => `SELECT pg_try_advisory_lock(hashtext('${LOCK}')) AS ours \\gset
SELECT ${unless} AS needless \\gset
\\if :needless
\\echo ${NEEDLESS}
\\elif :ours
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

/**
 * Builds the indexes that a migration of this file name or path needs, and says whether it did. `unless` is asked
 * under the lock: where another run has applied the migration, a later one may have changed the table already.
 */
export async function buildIndexesBefore(url, file, unless = 'false') {
  const sql = indexesBefore(file);
  if (sql === undefined) return false;
  for (;;) {
    const { output, error } = attempt(url, script(sql, unless));
    if (error !== undefined) throw new Error(`the indexes of ${basename(file)}: ${error}`);
    if (!output.includes(BUSY)) return !output.includes(NEEDLESS);
    await wait(200);
  }
}
