// The migrations by other tools: Supabase's CLI applies them to an empty and to a filled database, and goes on where db-up
// stopped and the other way round; dbmate applies them and takes all of them back.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import process from 'node:process';
import { check, done } from './harness/count.mjs';
import { difference, schemaOf } from './harness/dump.mjs';
import { exists, migrations, withDatabase } from './harness/migrations.mjs';
import { query } from './harness/psql.mjs';

const root = join(import.meta.dirname, '../..');
const work = mkdtempSync(join(tmpdir(), 'wizard-tools-'));
const environment = { ...process.env, HOME: work, DO_NOT_TRACK: '1', SUPABASE_TELEMETRY_DISABLED: '1' };
function run(program, options, env = {}) {
  const { status, stdout, stderr, error } = spawnSync(program, options, {
    cwd: work,
    encoding: 'utf8',
    env: { ...environment, ...env },
    timeout: 120_000,
  });
  if (error) throw error;
  return { ok: status === 0, text: stdout + stderr };
}
const program = (path) => join(root, 'tests/database/tools/node_modules', path);

/** A Supabase project with these migrations, pushed to a database. */
function push(url, files) {
  const folder = join(work, 'supabase/migrations');
  mkdirSync(folder, { recursive: true });
  for (const { up } of files) copyFileSync(up, join(folder, basename(up)));
  return run(program('@supabase/cli-linux-x64/bin/supabase'), [
    ...['db', 'push', '--yes', '--agent', 'no', `--remote=${url}?sslmode=disable`],
  ]);
}
const dbUp = (url) => run(join(root, 'scripts/db-up'), [], { DATABASE_URL: url });
const applied = (url) => Number(query(url, 'SELECT count(*) FROM supabase_migrations.schema_migrations'));
const plainSchema = (url) => schemaOf(url, '--exclude-schema=supabase_migrations');
const fill = (url) => query(url, readFileSync(join(import.meta.dirname, 'harness/old_rows.sql'), 'utf8'));

async function supabase() {
  await withDatabase(async (byCli) => {
    const pushed = push(byCli, migrations);
    check(pushed.ok, 'the CLI pushes to an empty database', [pushed.text]);
    check(applied(byCli) === migrations.length, 'the CLI records all');
    const after = dbUp(byCli);
    check(after.ok && after.text.includes(' 0 applied'), 'db-up has nothing left after the CLI', [after.text]);
    await withDatabase((byUs) => {
      const up = dbUp(byUs);
      check(up.ok, 'db-up applies to an empty database', [up.text]);
      const again = push(byUs, migrations);
      check(again.ok && /up to date/i.test(again.text), 'the CLI has nothing left after db-up', [again.text]);
      const [one, two] = [byCli, byUs].map(plainSchema);
      check(one === two, 'both leave the same schema', difference(one, two));
      const records = `SELECT version, name FROM supabase_migrations.schema_migrations ORDER BY version`;
      check(query(byCli, records) === query(byUs, records), 'both record the same');
    });
  });
  rmSync(join(work, 'supabase'), { recursive: true });
  await withDatabase((url) => {
    const first = push(url, migrations.slice(0, 1));
    check(first.ok, 'the CLI pushes migration 1', [first.text]);
    fill(url);
    const rest = push(url, migrations);
    check(rest.ok, 'the CLI pushes the rest to a filled database', [rest.text]);
    check(applied(url) === migrations.length, 'the CLI records the rest');
    check(
      query(url, `SELECT count(*) FROM wizard_sessions WHERE session_id LIKE 'good-%'`) === '100',
      'the rows are there',
    );
  });
}

/** dbmate wants both ways in one file. */
function dbmate(url, ...command) {
  const folder = join(work, 'dbmate');
  mkdirSync(folder, { recursive: true });
  for (const { name, up, down } of migrations) {
    const back = exists(down) ? readFileSync(down, 'utf8') : '';
    writeFileSync(join(folder, `${name}.sql`), `-- migrate:up\n${readFileSync(up, 'utf8')}\n-- migrate:down\n${back}`);
  }
  const options = [`--url=${url}?sslmode=disable`, `--migrations-dir=${folder}`, '--no-dump-schema'];
  return run(program('@dbmate/linux-x64/bin/dbmate'), [...options, '--migrations-table=dbmate.applied', ...command]);
}

async function waysBack() {
  await withDatabase(async (url) => {
    query(url, 'CREATE SCHEMA dbmate');
    const schema = () => schemaOf(url, '--exclude-schema=dbmate');
    const before = schema();
    const up = dbmate(url, 'up');
    check(up.ok, 'dbmate applies all', [up.text]);
    const after = schema();
    for (const { name } of [...migrations].reverse()) {
      const down = dbmate(url, 'rollback');
      check(down.ok && down.text.includes(name), `dbmate takes ${name} back`, [down.text]);
    }
    const back = schema();
    check(back === before, 'dbmate leaves the schema as it was', difference(before, back));
    const again = dbmate(url, 'up');
    check(again.ok, 'dbmate applies all again', [again.text]);
    const second = schema();
    check(second === after, 'dbmate: up, down, up leaves the same schema', difference(after, second));
  });
}

if (process.env.SERVER === 'debian') {
  try {
    await supabase();
    await waysBack();
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
done();
