// What runs on a streaming replica of the database, what does not, and how far it is behind. Fails if something is otherwise than
// docs/scale.md says.
//
// Usage (through scripts/db-replica): DATABASE_URL=… PG_CLIENT=folder node replica.mjs
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { attempt, query, start } from '../../scripts/database/psql.mjs';
import { check, done } from '../../tests/database/harness/count.mjs';

const primary = process.env.DATABASE_URL;
const bin = process.env.PG_CLIENT;
const folder = mkdtempSync(join(tmpdir(), 'wizard-replica-'));
chmodSync(folder, 0o755);
const port = await new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port: free } = server.address();
    server.close(() => resolve(free));
  });
});
const replica = Object.assign(new URL(primary), { port }).href;
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

// PostgreSQL refuses to run as root: it runs as whoever runs the primary.
const data = query(primary, 'SHOW data_directory');
const { uid, gid } = statSync(data);
const asOther = process.getuid() === 0 ? ['setpriv', '--reuid', uid, '--regid', gid, '--clear-groups'].map(String) : [];
if (process.getuid() === 0) chownSync(folder, uid, gid);
const run = (program, args, how = {}) => {
  const [first, ...rest] = [...asOther, join(bin, program), ...args];
  return (how.stays ? spawn : spawnSync)(first, rest, {
    cwd: folder,
    stdio: how.stays ? 'ignore' : 'pipe',
    encoding: 'utf8',
  });
};

// Servers for tests commit without waiting for the log, which is then sent 200 ms later.
query(primary, 'ALTER DATABASE postgres SET synchronous_commit = on');
query(
  primary,
  `INSERT INTO wizard_sessions (session_id) SELECT 'session ' || n FROM generate_series(1, 1000) AS n;
   INSERT INTO wizard_actions (session_id, action_name) SELECT 'session ' || 1 + n % 1000, 'opened' FROM generate_series(1, 10000) AS n;`,
);
let begun = performance.now();
const backup = run('pg_basebackup', [
  '-R',
  '-X',
  'stream',
  '-c',
  'fast',
  '-D',
  join(folder, 'data'),
  '-d',
  primary.replace(/\/[^/]*$/, '/postgres'),
]);
check(backup.status === 0, 'a base backup is made while the primary runs', [backup.stderr]);
console.log(`base backup: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
const server = run(
  'postgres',
  [
    '-D',
    join(folder, 'data'),
    '-p',
    String(port),
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    `unix_socket_directories=${folder}`,
    '-c',
    'hot_standby=on',
    '-c',
    'max_standby_streaming_delay=500ms',
    '-c',
    'fsync=off',
  ],
  { stays: true },
);
const isReady = () => run('pg_isready', ['-q', '-h', '127.0.0.1', '-p', String(port)]).status === 0;
for (let tries = 0; !isReady(); tries += 1) {
  if (tries > 100) throw new Error('the replica does not answer');
  await sleep(100);
}

try {
  check(query(replica, 'SELECT pg_is_in_recovery()') === 't', 'the replica follows the primary');
  const views = query(
    replica,
    `SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'v' AND n.nspname = 'wizard_private' ORDER BY 1`,
  ).split('\n');
  const failing = views.filter((view) => attempt(replica, `SELECT count(*) FROM ${view}`).error !== undefined);
  check(
    views.length > 0 && failing.length === 0,
    `each of the ${views.length} views of wizard_private can be read there`,
    failing,
  );
  check(
    attempt(replica, `BEGIN; SET LOCAL ROLE service_role; SELECT count(*) FROM live_wizard_sessions; COMMIT`).error ===
      undefined,
    'roles and policies are the same there',
  );
  const refused = (sql) => /read-only|recovery/.test(attempt(replica, sql).error ?? '');
  check(refused(`INSERT INTO wizard_sessions (session_id) VALUES ('x')`), 'a write is refused there');
  check(refused('SELECT wizard_private.make_months(12)'), 'housekeeping is refused there');
  check(refused(`SELECT * FROM wizard_sessions FOR UPDATE`), 'row locks are refused there');

  // How long after its commit a write is seen. With the time that psql takes to start, on both sides.
  const seen = async () => {
    const id = query(
      primary,
      `INSERT INTO wizard_sessions (session_id) VALUES ('lag ' || gen_random_uuid()) RETURNING session_id`,
    );
    const committed = performance.now();
    while (query(replica, `SELECT count(*) FROM wizard_sessions WHERE session_id = '${id}'`) === '0') await sleep(1);
    return performance.now() - committed;
  };
  const overhead = [];
  const idle = [];
  for (let n = 0; n < 30; n += 1) {
    const before = performance.now();
    query(replica, 'SELECT 1');
    overhead.push(performance.now() - before);
    idle.push(await seen());
  }
  // The server's own account, while the primary writes as fast as it can.
  const writing = start(
    primary,
    `SET statement_timeout = 0; DO $$ BEGIN FOR n IN 1..40000 LOOP
       INSERT INTO public.wizard_actions (session_id, action_name) VALUES ('session ' || 1 + n % 1000, 'written'); COMMIT; END LOOP; END $$`,
  );
  let over = false;
  writing.then(() => {
    over = true;
  });
  const behind = [];
  begun = performance.now();
  while (!over) {
    const [bytes, time] = query(
      primary,
      `SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn), coalesce(extract(epoch FROM replay_lag) * 1000, 0) FROM pg_stat_replication`,
    ).split('|');
    behind.push({ bytes: Number(bytes), time: Number(time) });
    await sleep(50);
  }
  const took = (performance.now() - begun) / 1000;
  console.log(
    `a write is seen after ${median(idle).toFixed(0)} ms (median of 30; starting psql alone takes ${median(overhead).toFixed(0)} ms)`,
  );
  console.log(
    `while 40,000 actions are written in ${took.toFixed(0)} s: replay is ${median(behind.map(({ time }) => time)).toFixed(1)} ms behind (median of ${behind.length}), ${Math.max(...behind.map(({ time }) => time)).toFixed(0)} ms at most, ${(Math.max(...behind.map(({ bytes }) => bytes)) / 1024).toFixed(0)} KiB at most`,
  );

  // A long report and a change that needs the table for itself: the replica cancels the report.
  const report = start(replica, 'SELECT count(*), pg_sleep(5) FROM wizard_sessions');
  await sleep(500);
  query(primary, `BEGIN; LOCK TABLE wizard_sessions IN ACCESS EXCLUSIVE MODE; COMMIT`);
  const { error } = await report;
  check(/conflict with recovery/.test(error ?? ''), 'a long report gives way to a lock of the primary', [
    error ?? 'no error',
  ]);

  // If the primary is lost.
  query(replica, 'SELECT pg_promote()');
  check(
    attempt(replica, `INSERT INTO wizard_sessions (session_id) VALUES ('after promotion')`).error === undefined,
    'the promoted replica takes writes',
  );
} finally {
  const closed = new Promise((resolve) => server.on('close', resolve));
  process.kill(server.pid, 'SIGINT');
  await closed;
  rmSync(folder, { recursive: true, force: true });
}
console.log(
  `load ${loadavg()
    .map((load) => load.toFixed(1))
    .join(', ')}`,
);
done();
