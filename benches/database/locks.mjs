// How long writes wait while migrations are applied: fills a table of sessions, keeps writers at work, applies the
// migrations as db-up does, and prints for each file its time, the slowest write, and the longest wait for a lock.
//
// Usage (through scripts/db-locks): DATABASE_URL=… ROWS=1000000 [UNTIL=20260117] node benches/database/locks.mjs
// DATABASE_URL is of a superuser on a server of scripts/postgres/start; the database is made there and dropped again.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';
import { buildIndexesBefore } from '../../scripts/database/indexes_before.mjs';
import { query } from '../../tests/database/harness/psql.mjs';
import { sqlFiles } from '../../tests/database/harness/servers.mjs';

const rows = Number(process.env.ROWS ?? 1_000_000);
/** The files before this one are applied. */
const until = process.env.UNTIL ?? '3';
/** Before this file the table is filled; from it on writers are at work. */
const FIRST = '20260104';
const CLIENTS = 4;
const WRITES_A_SECOND = 200;

const admin = process.env.DATABASE_URL;
const name = `locks_${process.pid}`;
const url = Object.assign(new URL(admin), { pathname: `/${name}` }).href;
const folder = mkdtempSync(join(tmpdir(), 'wizard-locks.'));
const complete = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../tests/fixtures/sessions/complete.json'), 'utf8'),
);
const json = (value) => `$json$${JSON.stringify(value)}$json$`;
const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Sessions of which each fifth is complete and each hundredth wrong, and as many actions. */
const fill = `
INSERT INTO wizard_sessions
  (session_id, current_stage, completed_stages, completion_percentage, status, organizer_data, event_data, ticket_data, venue_data, payment_data)
SELECT 's' || i, 'eventSetup',
  CASE WHEN i % 5 = 1 THEN '{organizerSetup,eventSetup,ticketSetup,venueSetup,paymentSetup}' ELSE '{organizerSetup}' END::text[],
  CASE WHEN i % 100 = 0 THEN 7 WHEN i % 5 = 1 THEN 100 ELSE 20 END,
  CASE WHEN i % 5 = 1 THEN 'completed' ELSE 'draft' END,
  ${json(complete.organizer_data)}, ${json(complete.event_data)},
  CASE WHEN i % 5 = 1 THEN ${json(complete.ticket_data)} ELSE '{}' END::jsonb,
  CASE WHEN i % 5 = 1 THEN ${json(complete.venue_data)} ELSE '{}' END::jsonb,
  CASE WHEN i % 5 = 1 THEN ${json(complete.payment_data)} ELSE '{}' END::jsonb
FROM generate_series(0, ${rows - 1}) AS i;
INSERT INTO wizard_actions (session_id, action_name, response_time_ms) SELECT 's' || i, 'opened', i % 900 FROM generate_series(0, ${rows - 1}) AS i;
ANALYZE wizard_sessions, wizard_actions;
CHECKPOINT;`;

/** Writers, by pgbench: saves and actions of sessions that are right. Its log has a line for each write. */
function writers() {
  const session = `\\set i random(0, ${Math.floor(rows / 100) - 1}) * 100 + random(1, 99)\n`;
  writeFileSync(
    join(folder, 'save.sql'),
    `${session}UPDATE wizard_sessions SET event_data = jsonb_set(event_data, '{title}', to_jsonb('Fair ' || :i)) WHERE session_id = 's' || :i;\n`,
  );
  writeFileSync(
    join(folder, 'action.sql'),
    `${session}INSERT INTO wizard_actions (session_id, action_name, response_time_ms) VALUES ('s' || :i, 'saved', 12);\n`,
  );
  const options = ['-n', '-l', '-c', CLIENTS, '-j', 1, '-T', 86400, '-R', WRITES_A_SECOND];
  const child = spawn('pgbench', [...options, '-f', 'save.sql@3', '-f', 'action.sql@2', url].map(String), {
    cwd: folder,
  });
  let told = '';
  child.stderr.on('data', (text) => {
    told += text;
  });
  child.told = () => told;
  return child;
}

/** The writes so far: when each began and ended, in milliseconds. Waiting for its turn (-R) is no part of it. */
function writes() {
  const found = [];
  for (const log of readdirSync(folder).filter((file) => file.startsWith('pgbench_log'))) {
    for (const line of readFileSync(join(folder, log), 'utf8').split('\n')) {
      const [, , latency, , second, microsecond, lag] = line.split(' ').map(Number);
      if (lag === undefined) continue;
      const end = second * 1000 + microsecond / 1000;
      found.push({ begin: end - (latency - lag) / 1000, end });
    }
  }
  return found;
}

/** The longest wait for a lock in a part of the server's log, in milliseconds; it has those over 5. */
function longestWait(log) {
  const waits = [
    ...log.matchAll(
      /acquired (?:RowExclusive|RowShare|Share)Lock on (?:relation|transaction|tuple).* after ([0-9.]+) ms/g,
    ),
  ];
  return Math.max(0, ...waits.map(([, wait]) => Number(wait)));
}

/** What the files avoid: a CHECK that is added and judged at once. The last step, to see that waiting is noticed. */
const AT_ONCE = join(folder, 'at once.sql');
const atOnce = `ALTER TABLE wizard_sessions ADD CONSTRAINT at_once CHECK (cardinality(completed_stages) < 6 AND event_data <> '[]');`;

/** Applies a file as db-up does, again if it gave up, and says how often. */
async function apply(file) {
  await buildIndexesBefore(url, file);
  for (let attempts = 1; ; attempts += 1) {
    const { status, stderr } = spawnSync(
      'psql',
      ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-1', '-o', '/dev/null', '-f', file, url],
      {
        encoding: 'utf8',
        env: { ...process.env, PGOPTIONS: '-c client_min_messages=warning' },
      },
    );
    if (status === 0) return attempts;
    if (!stderr.includes('lock timeout') || attempts === 50) throw new Error(`${basename(file)}: ${stderr}`);
  }
}

const cells = (...texts) => console.log(`| ${texts.join(' | ')} |`);
const load = () => loadavg()[0].toFixed(1);

query(admin, `CREATE DATABASE ${name}`);
let pgbench;
try {
  query(admin, `ALTER SYSTEM SET max_wal_size = '16GB'`);
  query(admin, 'SELECT pg_reload_conf()');
  for (const setting of ['log_lock_waits = on', "deadlock_timeout = '5ms'", 'log_min_messages = log'])
    query(admin, `ALTER DATABASE ${name} SET ${setting}`);
  const log = join(dirname(query(admin, 'SHOW data_directory')), 'server.log');
  const files = [...sqlFiles('stubs'), ...sqlFiles('migrations')];
  const early = (file) => basename(file) === 'supabase.sql' || basename(file) < FIRST;
  for (const file of files.filter(early)) query(url, readFileSync(file, 'utf8'), '-1');
  query(url, fill);
  console.log(
    `PostgreSQL ${query(url, 'SHOW server_version')}, ${rows} sessions and as many actions, ${CLIENTS} writers, load ${load()}\n`,
  );

  pgbench = writers();
  cells('file', 'time', 'slowest write', 'longest wait for a lock', 'attempts', 'writes', 'load');
  cells('---', '--:', '--:', '--:', '--:', '--:', '--:');
  writeFileSync(AT_ONCE, atOnce);
  const wanted = (file) => !early(file) && basename(file) < until;
  const steps = [undefined, ...files.filter(wanted), AT_ONCE];
  for (const file of steps) {
    await sleep(file === undefined ? 3000 : 500);
    const from = statSync(log).size;
    const begin = Date.now();
    const attempts = file === undefined ? await sleep(10_000) : await apply(file);
    const end = Date.now();
    // Until those who waited have ended, and pgbench has written its log, which it does in blocks.
    await sleep(3000);
    if (pgbench.exitCode !== null) throw new Error(`the writers have ended: ${pgbench.told()}`);
    const during = writes().filter((write) => write.end >= begin && write.begin <= end);
    const slowest = during.reduce((most, write) => Math.max(most, write.end - write.begin), 0);
    const wait = longestWait(readFileSync(log).subarray(from).toString());
    cells(
      file === undefined ? '(none)' : file === AT_ONCE ? '(a CHECK without NOT VALID)' : basename(file, '.sql'),
      `${end - begin} ms`,
      `${slowest.toFixed(0)} ms`,
      wait === 0 ? 'under 5 ms' : `${wait.toFixed(0)} ms`,
      attempts ?? '',
      during.length,
      load(),
    );
  }
} finally {
  pgbench?.kill('SIGKILL');
  await sleep(200);
  query(admin, `DROP DATABASE ${name} WITH (FORCE)`);
  rmSync(folder, { recursive: true });
}
