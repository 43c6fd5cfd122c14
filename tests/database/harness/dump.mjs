// pg_dump and pg_restore. They must be as new as the server: PG_CLIENT names their folder.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';

function run(program, ...options) {
  const { status, stdout, stderr, error } = spawnSync(join(process.env.PG_CLIENT, program), options, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** The schema as pg_dump prints it, without the random word that newer ones print. */
export const schemaOf = (url, ...options) =>
  run('pg_dump', '--schema-only', ...options, url).replace(/^\\(un)?restrict .*$/gm, '');

/**
 * What stands in the schema, by kind, name and owner. (A restored schema is not printed as it was before: PostgreSQL
 * prints some conditions in another way once it has read what it printed.)
 */
export const objectsOf = (url) =>
  schemaOf(url)
    .split('\n')
    .filter((line) => /^-- Name: /.test(line))
    .join('\n');

/** Dumps a database, with its rows, into a file. */
export const dump = (url, file) => run('pg_dump', '--format=custom', `--file=${file}`, url);

/** Restores a file into an empty database; any error is thrown. */
export const restore = (url, file) => run('pg_restore', '--exit-on-error', `--dbname=${url}`, file);

/** The lines in which two dumps differ, for people. */
export function difference(before, after) {
  const old = before.split('\n');
  const now = after.split('\n');
  const only = (some, others, sign) => {
    const known = new Set(others);
    return some.filter((line) => line !== '' && !known.has(line)).map((line) => `${sign} ${line}`);
  };
  const lines = [...only(old, now, '-'), ...only(now, old, '+')].slice(0, 20);
  return lines.length > 0 ? lines : ['(the same lines in another order)'];
}
