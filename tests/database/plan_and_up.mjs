// The tools db-plan and db-up on a database that has only migration 1 and rows of every fault: the plan changes nothing
// and counts right, db-up can be stopped, waits for locks, and leaves what the migrations leave.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { buildIndexesBefore, indexesBefore, YIELD_TO_BUILDS } from '../../scripts/database/indexes_before.mjs';
import { isRecorded, migrations } from '../../scripts/database/migrations.mjs';
import { check, done } from './harness/count.mjs';
import { difference, schemaOf } from './harness/dump.mjs';
import { withDatabase } from './harness/migrations.mjs';
import { attempt, query, start } from './harness/psql.mjs';

const root = join(import.meta.dirname, '../..');
const read = (file) => readFileSync(join(root, file), 'utf8');
const first = migrations[0];
const newest = migrations.at(-1);

const options = (url, more = {}) => ({
  encoding: 'utf8',
  env: { ...process.env, DATABASE_URL: url, ATTEMPTS: '50', ...more },
});
const run = (tool, url, more) => {
  const { status, stdout, stderr } = spawnSync(join(root, 'scripts', tool), [], options(url, more));
  return { ok: status === 0, text: stdout + stderr };
};
const applied = (url) => Number(query(url, 'SELECT count(*) FROM supabase_migrations.schema_migrations'));
/** The next transaction's number: unless something writes, it stays the same. */
const nextTransaction = (url) => query(url, 'SELECT pg_snapshot_xmax(pg_current_snapshot())');

/** A database with the tables of migration 1, made by hand, and rows of every fault. */
const withOldDatabase = (work) =>
  withDatabase((url) => {
    query(url, first.text, '-1');
    query(url, read('tests/database/harness/old_rows.sql'));
    return work(url);
  });

if (process.env.SERVER !== 'debian') {
  done();
  process.exit();
}

for (const tool of ['db-plan', 'db-up']) {
  const { ok, text } = run(tool, '');
  check(!ok && text.includes(`make ${tool} DATABASE_URL=`), `${tool} asks for DATABASE_URL`, [text]);
  const away = run(tool, 'postgres://somebody:hunter2@127.0.0.1:1/wizard');
  check(!away.ok && away.text.includes('Connection refused'), `${tool} says that nobody answers`, [away.text]);
  check(!away.text.includes('hunter2'), `${tool} does not repeat the password`, [away.text]);
}

await withOldDatabase(async (url) => {
  const before = [schemaOf(url), nextTransaction(url)];
  const plan = run('db-plan', url);
  check(plan.ok, 'db-plan plans', [plan.text]);
  check(schemaOf(url) === before[0] && nextTransaction(url) === before[1], 'db-plan writes nothing');
  for (const { file } of migrations) check(plan.text.includes(file), `db-plan names ${file}`);
  check(plan.text.includes(`BASELINE=${first.version}`), 'db-plan sees that migration 1 is there', [plan.text]);
  const unknown = query(url, "SELECT count(*) FROM wizard_sessions WHERE current_stage IN ('nowhere', '')");
  const line = plan.text.split('\n').find((told) => told.includes(': known_current_stage:'));
  check(line?.includes(`: ${unknown} of `) && line.includes('existing_rows.sql mends them'), 'db-plan counts', [
    line ?? plan.text,
  ]);
  check(!plan.text.includes('refuses them'), 'no row that exists is refused', [plan.text]);

  const blind = run('db-up', url);
  check(!blind.ok && blind.text.includes(`BASELINE=${first.version}`), 'db-up says what BASELINE is for', [blind.text]);
  check(applied(url) === 0, 'a file that failed is not recorded');

  const key = migrations.findIndex(({ file }) => file.endsWith('_actions_key.sql'));
  const some = run('db-up', url, { BASELINE: first.version, UNTIL: migrations[key].version });
  check(some.ok && applied(url) === key + 1, 'db-up stops where UNTIL says', [some.text]);
  check(some.text.includes('indexes were built before'), 'db-up builds indexes before their files', [some.text]);
  const nowhere = run('db-up', url, { UNTIL: '1' });
  check(!nowhere.ok && nowhere.text.includes('no migration 1'), 'UNTIL must be a migration', [nowhere.text]);

  // Somebody reads for two seconds; meanwhile no file that needs the table to itself can be applied.
  const reader = start(url, 'BEGIN; SELECT count(*) FROM wizard_sessions; SELECT pg_sleep(2); COMMIT;');
  const readers =
    "SELECT count(*) FROM pg_locks WHERE relation = 'wizard_sessions'::regclass AND pid <> pg_backend_pid()";
  while (query(url, readers) === '0') await wait(20);
  const up = run('db-up', url, { BASELINE: first.version, LOCK_TIMEOUT: '100ms' });
  await reader;
  check(up.ok, 'db-up applies all', [up.text]);
  check(up.text.includes('trying again'), 'db-up gives way to a reader, and tries again', [up.text]);
  check(applied(url) === migrations.length, 'all are recorded');
  const again = run('db-up', url);
  check(again.ok && again.text.includes(' 0 applied'), 'a second run applies nothing', [again.text]);
  const plain = query(url, `SELECT count(*) FROM wizard_sessions WHERE session_id LIKE 'good-%'`);
  check(plain === '100', 'the rows are there');
  const now = run('db-plan', url);
  check(now.ok && now.text.includes(`0 of ${migrations.length} migrations`), 'db-plan has nothing left', [now.text]);

  await withDatabase((other) => {
    // Two at once: what one has applied, the other does not apply again.
    const both = [1, 2].map(
      () =>
        new Promise((resolve) => {
          const child = spawn(join(root, 'scripts/db-up'), [], options(other));
          let told = '';
          for (const stream of [child.stdout, child.stderr]) {
            stream.on('data', (text) => {
              told += text;
            });
          }
          child.on('close', (status) => resolve({ ok: status === 0, told }));
        }),
    );
    return Promise.all(both).then((results) => {
      for (const { ok, told } of results) check(ok, 'two at once: both succeed', [told]);
      check(applied(other) === migrations.length, 'two at once: each migration is recorded once');
      const [one, two] = [url, other].map((one) => schemaOf(one));
      check(one === two, 'a database with rows and one without get the same schema', difference(one, two));
    });
  });

  query(url, `DELETE FROM supabase_migrations.schema_migrations WHERE version = '${migrations[1].version}'`);
  const late = run('db-up', url);
  check(!late.ok && late.text.includes(`later ${newest.file} is`), 'a gap in the history is refused', [late.text]);
  query(url, `UPDATE supabase_migrations.schema_migrations SET name = 'other' WHERE version = '${newest.version}'`);
  const other = run('db-plan', url);
  check(!other.ok && other.text.includes('of another name: other'), 'another file of this version is refused', [
    other.text,
  ]);
});

// Another run is ahead: it builds indexes, or has applied the migration and those after it.
await withDatabase(async (url) => {
  const prepared = migrations.filter(({ file }) => indexesBefore(file) !== undefined);
  const [before] = migrations.filter(({ version }) => version < prepared[0].version).slice(-1);
  check(run('db-up', url, { UNTIL: before.version }).ok, `db-up goes up to ${before.file}`);
  const building = start(url, `SELECT pg_advisory_lock(hashtext('event-wizard-validator indexes')), pg_sleep(2)`);
  do await wait(50);
  while (query(url, `SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'`) === '0');
  const { error } = attempt(url, YIELD_TO_BUILDS, '-1', '-v', 'VERBOSITY=verbose');
  check(/55P03: another run is building indexes/.test(error), 'a migration yields to a run that builds indexes', [
    error,
  ]);
  const up = run('db-up', url);
  check(up.ok, 'db-up waits for a run that builds indexes', [up.text]);
  await building;
  for (const migration of prepared) {
    check(
      !(await buildIndexesBefore(url, migration.file, isRecorded(migration))),
      `the indexes of ${migration.file} are not built once it is applied`,
    );
  }
});

// The indexes of schemas/before: the migration takes them as they are, and one whose build was cut off is built anew.
await withDatabase((url) => {
  const indexes = `SELECT indexrelid, indexrelid::regclass, indisvalid FROM pg_index WHERE indexrelid::regclass::text ~ '(_pkey|_idx)$' ORDER BY 1`;
  for (const [at, { file, version }] of migrations.entries()) {
    const sql = indexesBefore(file);
    if (sql === undefined) continue;
    const before = run('db-up', url, { UNTIL: migrations[at - 1].version });
    check(before.ok, `db-up goes up to ${file}`, [before.text]);
    const [, name] = /IF NOT EXISTS (\w+)/.exec(sql);
    const cutOff = sql
      .replace(' CONCURRENTLY', '')
      .replace(/\w+\)$/m, 'id)')
      .split(';')[0];
    query(url, `${cutOff}; UPDATE pg_index SET indisvalid = false WHERE indexrelid::regclass::text ~ '${name}$'`);
    const up = run('db-up', url, { UNTIL: version });
    check(up.ok, `db-up builds an index of ${file} anew that was cut off`, [up.text]);
    check(!/\|f$/m.test(query(url, indexes)), `after ${file} every index is valid`, [query(url, indexes)]);
    query(url, read(`schemas/rollback/${file}`), '-1');
    query(url, `DELETE FROM supabase_migrations.schema_migrations WHERE version = '${version}'`);
    for (const statement of sql.split(/;$/m).filter((one) => one.trim() !== '')) query(url, statement);
    const made = query(url, indexes).split('\n');
    query(url, read(`schemas/migrations/${file}`), '-1');
    const now = query(url, indexes).split('\n');
    check(
      made.every((index) => now.includes(index)),
      `${file} takes the indexes that it finds`,
      difference(made.join('\n'), now.join('\n')),
    );
    query(url, read(`schemas/rollback/${file}`), '-1');
  }
});
done();
