// Runs SQL by psql, for the tests that need a commit, several sessions or many rows.
import { spawn, spawnSync } from 'node:child_process';
import process from 'node:process';

const options = ['-X', '-A', '-t', '-q', '-v', 'ON_ERROR_STOP=1'];
const environment = { ...process.env, PGOPTIONS: '-c client_min_messages=warning' };

/** What psql printed, and the error that stopped it, if one did. */
export function attempt(url, sql, ...more) {
  const { status, stdout, stderr, error } = spawnSync('psql', [...options, ...more, '-f', '-', url], {
    input: sql,
    encoding: 'utf8',
    env: environment,
    maxBuffer: 1 << 28,
  });
  if (error) throw error;
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
  const child = spawn('psql', [...options, ...more, '-f', '-', url], { env: environment });
  let output = '';
  let told = '';
  child.stdout.on('data', (text) => {
    output += text;
  });
  child.stderr.on('data', (text) => {
    told += text;
  });
  child.stdin.end(sql);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ output, error: status === 0 ? undefined : told.trim() }));
  });
}
