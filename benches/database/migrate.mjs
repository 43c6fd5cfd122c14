// How long each migration takes over many rows: applies those before FROM, fills the tables, and times the others, one
// transaction each. Nobody else uses the database meanwhile.
//
// Usage (through scripts/db-times): DATABASE_URL=… node migrate.mjs SESSIONS FROM
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { basename } from 'node:path';
import process from 'node:process';
import { query } from '../../tests/database/harness/psql.mjs';
import { sqlFiles } from '../../tests/database/harness/servers.mjs';
import { fill } from './queries.mjs';

const [sessions, from] = process.argv.slice(2);
query(process.env.DATABASE_URL, 'CREATE DATABASE timed');
const url = Object.assign(new URL(process.env.DATABASE_URL), { pathname: '/timed' }).href;
const apply = (file) => query(url, readFileSync(file, 'utf8'), '-1');

const migrations = sqlFiles('migrations');
const isLater = (file) => basename(file) >= from;
for (const file of [...sqlFiles('stubs'), ...migrations.filter((file) => !isLater(file))]) apply(file);
fill(url, Number(sessions));
console.log(`${query(url, 'SHOW server_version')}: ${sessions} sessions, load ${loadavg()[0].toFixed(1)}`);
for (const file of migrations.filter(isLater)) {
  const begun = performance.now();
  apply(file);
  console.log(`${(performance.now() - begun).toFixed(0).padStart(8)} ms  ${basename(file)}`);
}
