// Runs SQL by psql, which every machine that has PostgreSQL has.
import { spawn, spawnSync } from 'node:child_process';
import process from 'node:process';

// Notices are not errors. (By SET, as some connection poolers refuse PGOPTIONS.)
const quiet = 'SET client_min_messages = warning; ';
const options = ['-X', '-A', '-t', '-q', '-v', 'ON_ERROR_STOP=1'];

/** The address without its password, which other users of the machine could read, and the password in the environment. */
export function connection(url) {
  const address = new URL(url);
  const env = { ...process.env };
  if (address.password !== '') env.PGPASSWORD = decodeURIComponent(address.password);
  address.password = '';
  return { address: address.href, env };
}

/** What psql printed, and the error that stopped it, if one did. */
export function attempt(url, sql, ...more) {
  const { address, env } = connection(url);
  const { status, stdout, stderr, error } = spawnSync('psql', [...options, ...more, '-f', '-', address], {
    input: quiet + sql,
    encoding: 'utf8',
    env,
    maxBuffer: 1 << 28,
  });
  // If psql ends before it has read everything, such as when it cannot connect, what it said is the reason.
  if (error && error.code !== 'EPIPE') throw error;
  return { output: stdout, error: status === 0 ? undefined : stderr.trim() };
}

/** What psql printed, without the last line break; an error is thrown. */
export function query(url, sql, ...more) {
  const { output, error } = attempt(url, sql, ...more);
  if (error !== undefined) throw new Error(error);
  return output.replace(/\n$/, '');
}

/** As `attempt`, but does not wait: for several sessions at once. */
export function start(url, sql, ...more) {
  const { address, env } = connection(url);
  const child = spawn('psql', [...options, ...more, '-f', '-', address], { env });
  let output = '';
  let told = '';
  child.stdout.on('data', (text) => {
    output += text;
  });
  child.stderr.on('data', (text) => {
    told += text;
  });
  child.stdin.end(quiet + sql);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.stdin.on('error', (error) => {
      if (error.code !== 'EPIPE') reject(error);
    });
    child.on('close', (status) => resolve({ output, error: status === 0 ? undefined : told.trim() }));
  });
}
