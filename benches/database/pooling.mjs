// What the schema does behind PgBouncer in transaction mode, where a client has another connection for each transaction: what
// works, what breaks, and what it gains. Fails if something is otherwise than docs/scale.md says.
//
// Usage (through scripts/db-pooling): DATABASE_URL=… node pooling.mjs [SECONDS]
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { attempt, query } from '../../scripts/database/psql.mjs';
import { check, done } from '../../tests/database/harness/count.mjs';

const direct = new URL(process.env.DATABASE_URL);
const seconds = Number(process.argv[2] ?? 5);
const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'wizard-pooler-'));
chmodSync(folder, 0o755);

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const answers = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.end();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });

/** Starts a PgBouncer in transaction mode with this many connections to the server. */
async function pooler(size) {
  const port = await freePort();
  const file = join(folder, `${size}.ini`);
  writeFileSync(
    file,
    `[databases]
* = host=127.0.0.1 port=${direct.port} user=postgres
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${size}
max_client_conn = 1000
`,
  );
  chmodSync(file, 0o644);
  // As PostgreSQL, it refuses to run as root.
  const asOther = process.getuid() === 0 ? ['setpriv', '--reuid', 'nobody', '--clear-groups'] : [];
  const [program, ...rest] = [...asOther, '/usr/sbin/pgbouncer', '-q', file];
  const child = spawn(program, rest, { stdio: ['ignore', 'ignore', 'pipe'] });
  // Also where a check throws.
  process.on('exit', () => child.kill('SIGTERM'));
  let told = '';
  child.stderr.on('data', (text) => {
    told += text;
  });
  const url = Object.assign(new URL(direct), { port }).href;
  for (let tries = 0; !(await answers(port)); tries += 1) {
    if (tries > 100) throw new Error(told || 'pgbouncer does not answer');
    await sleep(100);
  }
  return { url, stop: () => child.kill('SIGTERM') };
}

/** A client that stays connected. */
class Client {
  #child;
  #lines;

  constructor(url) {
    this.#child = spawn('psql', ['-X', '-A', '-t', '-q', '-v', 'VERBOSITY=verbose', url]);
    const merged = createInterface({ input: this.#child.stdout });
    this.#lines = merged[Symbol.asyncIterator]();
    this.#child.stderr.resume();
  }

  /** The first line that a statement prints, or the SQLSTATE of its error. */
  async run(sql) {
    this.#child.stdin.write(`${sql};\n\\if :ERROR\n\\echo :SQLSTATE\n\\endif\n\\echo =end=\n`);
    let first;
    for (;;) {
      const { value, done: over } = await this.#lines.next();
      if (over) throw new Error(`the connection ended at ${sql}`);
      if (value === '=end=') return first;
      first ??= value;
    }
  }

  end() {
    this.#child.stdin.end();
  }
}

const users = ['a', 'b'].map((letter) => `00000000-0000-4000-8000-00000000000${letter}`);
query(
  direct.href,
  users
    .map(
      (id) => `INSERT INTO auth.users (id) VALUES ('${id}');
        INSERT INTO wizard_sessions (session_id, user_id) VALUES ('of ${id}', '${id}');`,
    )
    .join('\n'),
);
const claims = (id) => JSON.stringify({ sub: id, role: 'authenticated' });
/** As PostgREST begins each request. */
const request = (id) =>
  `BEGIN; SELECT set_config('role', 'authenticated', true), set_config('request.jwt.claims', '${claims(id)}', true)`;

const one = await pooler(1);
{
  const [a, b] = [new Client(one.url), new Client(one.url)];
  const seen = [];
  for (let round = 0; round < 3; round += 1) {
    for (const [client, id] of [
      [a, users[0]],
      [b, users[1]],
    ]) {
      await client.run(request(id));
      seen.push((await client.run('SELECT string_agg(session_id, $$,$$) FROM wizard_sessions')) === `of ${id}`);
      await client.run('COMMIT');
    }
  }
  check(seen.every(Boolean) && seen.length === 6, 'claims set for the transaction: each user sees their own sessions');
  check((await a.run('SELECT current_user')) === 'postgres', 'the role does not outlive the transaction');
  check(
    (await b.run(`SELECT coalesce(current_setting('request.jwt.claims', true), '') = ''`)) === 't',
    'the claims do not outlive the transaction',
  );

  await a.run(`SELECT set_config('request.jwt.claims', '${claims(users[0])}', false)`);
  check(
    (await b.run('SELECT auth.uid()')) === users[0],
    'claims set for the session are those of the next client: never do it',
  );
  await a.run('RESET ALL');
  await a.run(`SET lock_timeout = '1s'`);
  check((await b.run('SHOW lock_timeout')) === '1s', 'SET without LOCAL reaches other clients');
  await a.run('RESET ALL');
  await a.run('CREATE TEMPORARY TABLE scratch (x int)');
  check((await b.run('SELECT count(*) FROM scratch')) === '0', 'a temporary table is seen by other clients');
  await a.run('DROP TABLE scratch');
  await a.run('SELECT pg_advisory_lock(1)');
  check((await b.run('SELECT pg_try_advisory_lock(1)')) === 't', 'an advisory lock of the session locks nobody out');
  await a.run('SELECT pg_advisory_unlock_all()');
  await a.run('PREPARE saved AS SELECT 1');
  check(
    (await b.run('PREPARE saved AS SELECT 2')) === '42P05',
    'a prepared statement stands in the way of other clients',
  );
  a.end();
  b.end();
}
one.stop();

const two = await pooler(2);
{
  const [a, b] = [new Client(two.url), new Client(two.url)];
  await a.run('PREPARE saved AS SELECT 1');
  await b.run('BEGIN');
  check((await a.run('EXECUTE saved')) === '26000', 'a prepared statement is missing in the next transaction');
  await b.run('COMMIT');
  a.end();
  b.end();
}
check(
  attempt(two.url, 'SELECT wizard_private.make_months(4)').error === undefined,
  'housekeeping runs through the pooler',
);
for (const file of ['rollback', 'migrations']) {
  const { error } = attempt(two.url, '', '-1', '-f', join(root, `schemas/${file}/20260122000000_old_tables.sql`));
  check(error === undefined, `a file of schemas/${file} applies through the pooler`, [error]);
}
two.stop();

// What it gains: clients that connect for each request, and many clients that stay.
const script = join(folder, 'request.sql');
writeFileSync(
  script,
  `${request(users[0])};\nSELECT session_id, status FROM wizard_sessions WHERE session_id = 'of ${users[0]}';\nCOMMIT;\n`,
);
function transactionsPerSecond(url, clients, ...options) {
  const { hostname, port, pathname } = new URL(url);
  const { stdout, stderr } = spawnSync(
    'pgbench',
    [
      '-n',
      '-h',
      hostname,
      '-p',
      port,
      '-U',
      'postgres',
      '-c',
      clients,
      '-T',
      seconds,
      '-f',
      script,
      ...options,
      pathname.slice(1),
    ].map(String),
    { encoding: 'utf8' },
  );
  return /tps = ([\d.]+)/.exec(stdout)?.[1] ?? stderr.trim().split('\n').at(-1);
}
const four = await pooler(4);
for (const [what, clients, ...options] of [
  ['8 clients that connect for each transaction', 8, '-C'],
  ['90 clients that stay connected', 90],
  ['400 clients that stay connected', 400],
]) {
  console.log(
    `${what}: direct ${transactionsPerSecond(direct.href, clients, ...options)}, pooled on 4 connections ${transactionsPerSecond(four.url, clients, ...options)} transactions a second`,
  );
}
four.stop();
console.log(
  `load ${loadavg()
    .map((load) => load.toFixed(1))
    .join(', ')}`,
);
rmSync(folder, { recursive: true });
done();
