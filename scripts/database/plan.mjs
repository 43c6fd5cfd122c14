// Prints what db-up would apply to a database, the locks that it takes, how long it lasts, and which rows that exist do not
// meet the rules to come. Every question is asked in a read-only transaction.
//
// Usage (through scripts/db-plan): DATABASE_URL=… node plan.mjs
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { indexesBefore } from './indexes_before.mjs';
import { migrations, pending } from './migrations.mjs';
import { attempt, query } from './psql.mjs';

const url = process.env.DATABASE_URL;
const READ_ONLY = 'SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY; SET statement_timeout = 0;';
const ask = (sql) => query(url, READ_ONLY + sql);
const number = (value) => value.toLocaleString('en-US');

/** What others cannot do while a lock is held. */
const MEANS = {
  AccessShareLock: undefined,
  RowShareLock: undefined,
  RowExclusiveLock: 'others go on, but for rows that it changes',
  ShareUpdateExclusiveLock: 'others read and write',
  ShareLock: 'others read',
  ShareRowExclusiveLock: 'others read',
  ExclusiveLock: 'others read',
  AccessExclusiveLock: 'others wait',
};
const asSql = (mode) =>
  mode
    .replace(/Lock$/, '')
    .replace(/(?<=.)(?=[A-Z])/g, ' ')
    .toUpperCase();

const measured = JSON.parse(readFileSync(join(import.meta.dirname, 'measured.json'), 'utf8'));
const measuredFile = new Map(measured.files.map((entry) => [entry.file, entry]));

/** The number of rows of a table, or 0 where there is none. */
function rowsOf(table) {
  if (ask(`SELECT to_regclass('${table}') IS NULL`) === 't') return 0;
  return Number(ask(`SELECT count(*) FROM ${table}`));
}

function estimate({ locks, seconds }, rows) {
  const sizes = Object.keys(locks).map((table) => (table.includes('wizard_actions') ? rows.actions : rows.sessions));
  const proportion = Math.max(0, ...sizes) / measured.rows;
  return seconds.few + Math.max(0, seconds.many - seconds.few) * proportion;
}
const duration = (seconds) => {
  if (seconds < 1) return 'less than a second';
  return seconds < 120 ? `about ${Math.ceil(seconds)} s` : `about ${Math.ceil(seconds / 60)} min`;
};

function printFile({ file }, rows) {
  console.log(`\n${file}`);
  if (indexesBefore(file) !== undefined) {
    console.log('  before it, its indexes are built outside of a transaction (others read and write)');
  }
  const known = measuredFile.get(file);
  if (known === undefined) {
    console.log('  not measured: make db-measure');
    return;
  }
  for (const [table, mode] of Object.entries(known.locks)) {
    if (MEANS[mode] !== undefined) console.log(`  locks  ${table}: ${asSql(mode)} (${MEANS[mode]})`);
  }
  console.log(`  takes  ${duration(estimate(known, rows))}`);
}

/** How many rows of a table do not meet each of these rules; undefined for one that names something not there yet. */
function countViolations(table, rules) {
  const askable = rules.map(
    ({ condition }) =>
      attempt(url, `${READ_ONLY}EXPLAIN SELECT FROM ${table} WHERE NOT (${condition})`).error === undefined,
  );
  const counts = rules
    .filter((_, at) => askable[at])
    .map(({ condition }) => `count(*) FILTER (WHERE NOT (${condition}))`);
  if (counts.length === 0) return rules.map(() => undefined);
  const answers = ask(`SELECT ${counts.join(',\n')} FROM ${table}`)
    .split('|')
    .map(Number);
  return askable.map((one) => (one ? answers.shift() : undefined));
}

function printRules(missing, rows) {
  const files = new Set(missing.map(({ file }) => file));
  const rules = measured.rules.filter(({ addedBy }) => files.has(addedBy));
  const size = { 'public.wizard_sessions': rows.sessions, 'public.wizard_actions': rows.actions };
  console.log('\nRows that exist, and the rules to come:');
  let met = 0;
  for (const table of new Set(rules.map((rule) => rule.table))) {
    if (!size[table]) continue;
    const ofTable = rules.filter((rule) => rule.table === table);
    for (const [at, count] of countViolations(table, ofTable).entries()) {
      const { name, mendedBy, addedBy } = ofTable[at];
      if (count === 0) met += 1;
      else if (count === undefined) {
        // It calls a function that an earlier file creates: with that file applied, it can be asked.
        const before = migrations[migrations.findIndex(({ file }) => file === addedBy) - 1];
        const outcome = mendedBy ? `${mendedBy} mends what does not` : `${addedBy} refuses what does not`;
        console.log(`  ${table}: ${name}: how many rows meet it can be told after UNTIL=${before.version}; ${outcome}`);
      } else {
        const outcome = mendedBy ? `${mendedBy} mends them` : `${addedBy} refuses them: mend them first`;
        console.log(`  ${table}: ${name}: ${number(count)} of ${number(size[table])} rows do not meet it; ${outcome}`);
      }
    }
  }
  console.log(`  ${met} rules are met by every row`);
}

try {
  const missing = pending(url, ask);
  const rows = { sessions: rowsOf('public.wizard_sessions'), actions: rowsOf('public.wizard_actions') };
  const version = ask('SHOW server_version').split(' ')[0];
  console.log(`PostgreSQL ${version}, ${number(rows.sessions)} sessions, ${number(rows.actions)} actions`);
  console.log(
    `${missing.length} of ${migrations.length} migrations are to be applied, each in a transaction of its own`,
  );
  if (ask(`SELECT to_regclass('auth.users') IS NULL`) === 't') {
    console.log('This database lacks auth.users: it is not a Supabase project, and the migrations need one.');
  }
  if (missing.includes(migrations[0]) && ask(`SELECT to_regclass('public.wizard_sessions') IS NOT NULL`) === 't') {
    console.log(
      `The tables of ${migrations[0].file} are here, but it is not recorded: db-up needs BASELINE=${migrations[0].version}`,
    );
  }
  for (const migration of missing) printFile(migration, rows);
  if (rows.sessions + rows.actions > 0) printRules(missing, rows);
  console.log(
    `\nTimes are estimates, from PostgreSQL ${measured.server} with ${number(measured.rows)} rows a table (make db-measure).`,
  );
  console.log('Nothing was changed.');
} catch (error) {
  console.error(`db-plan: ${error.message}`);
  process.exitCode = 1;
}
