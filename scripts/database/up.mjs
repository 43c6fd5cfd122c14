// Applies the migrations that a database lacks: each file is one transaction, in which it is also recorded. A file that
// waits too long for a lock gives up, so that nobody queues behind it, and is tried again; one that fails leaves nothing,
// and the next run goes on with it.
//
// Usage (through scripts/db-up): DATABASE_URL=… node up.mjs

import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { buildIndexesBefore, indexesBefore, YIELD_TO_BUILDS } from './indexes_before.mjs';
import { CREATE_RECORDS, isRecorded, migrations, pending, record } from './migrations.mjs';
import { attempt } from './psql.mjs';

const url = process.env.DATABASE_URL;
const lockTimeout = process.env.LOCK_TIMEOUT ?? '2s';
const attempts = Number(process.env.ATTEMPTS ?? 30);
const baseline = process.env.BASELINE;
const until = process.env.UNTIL;

/** Runs a script in one transaction, in which no other run of this program is at work. */
function inTransaction(script) {
  return attempt(
    url,
    `SET LOCAL statement_timeout = 0;
SET LOCAL lock_timeout = ${lockTimeout === '0' ? '0' : `'${lockTimeout}'`};
SELECT FROM pg_advisory_xact_lock(hashtext('event-wizard-validator migrations'));
${script}`,
    '-1',
    '-v',
    'VERBOSITY=verbose',
  ).error;
}
function must(error) {
  if (error !== undefined) throw new Error(error);
}

/** Whether an error passes by itself: a lock that was not given in time (55P03), or a deadlock (40P01). */
const passes = (error) => /ERROR: {2}(55P03|40P01):/.test(error);

/** Builds the indexes of a migration while others write. */
async function prepare(migration) {
  const begun = performance.now();
  if (!(await buildIndexesBefore(url, migration.file, isRecorded(migration)))) return;
  console.log(
    `db-up: ${migration.file}: its indexes were built before it in ${((performance.now() - begun) / 1000).toFixed(2)} s`,
  );
}

/** Applies one migration. It is recorded first: if another run has applied it meanwhile, the primary key says so. */
async function apply(migration) {
  const yieldToBuilds = indexesBefore(migration.file) === undefined ? '' : YIELD_TO_BUILDS;
  for (let number = 1; ; number += 1) {
    const begun = performance.now();
    const error = inTransaction(`${record(migration)}\n${yieldToBuilds}\n${migration.text}`);
    const seconds = ((performance.now() - begun) / 1000).toFixed(2);
    if (error === undefined) {
      console.log(`db-up: ${migration.file}: applied in ${seconds} s`);
      return;
    }
    if (/ERROR: {2}23505: .*"schema_migrations_pkey"/.test(error)) {
      console.log(`db-up: ${migration.file}: applied by another run`);
      return;
    }
    if (!passes(error) || number >= attempts) {
      const hint =
        /ERROR: {2}42P07:/.test(error) && migration === migrations[0]
          ? `\nIf this database has the tables of ${migration.file} already, say so: BASELINE=${migration.version}`
          : '';
      throw new Error(
        `${migration.file} was not applied, and has changed nothing (attempt ${number}):\n${error}${hint}`,
      );
    }
    console.log(`db-up: ${migration.file}: no lock after ${seconds} s, trying again (${number} of ${attempts})`);
    await wait(Math.min(5000, 100 * 2 ** number) * (0.5 + Math.random() / 2));
  }
}

try {
  must(inTransaction(CREATE_RECORDS));
  for (const named of [baseline, until]) {
    if (named !== undefined && !migrations.some(({ version }) => version === named)) {
      throw new Error(`there is no migration ${named}`);
    }
  }
  if (baseline !== undefined) {
    const known = pending(url).filter(({ version }) => version <= baseline);
    for (const migration of known) {
      must(inTransaction(record(migration)));
      console.log(`db-up: ${migration.file}: recorded as applied before`);
    }
  }
  const missing = pending(url).filter(({ version }) => until === undefined || version <= until);
  for (const migration of missing) {
    await prepare(migration);
    await apply(migration);
  }
  const left = pending(url).length;
  console.log(
    `db-up: ${missing.length} applied; the database has ${migrations.length - left} of ${migrations.length} migrations`,
  );
} catch (error) {
  console.error(`db-up: ${error.message}`);
  process.exitCode = 1;
}
