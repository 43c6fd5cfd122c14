// The mutation check of the database: takes away, or opens, one thing at a time (mutants.sql lists them from the catalogue)
// and sees whether a test fails. First the tests in SQL, each in one transaction with the mutant; then the linter's
// questions; then, for what is left, the tests in JavaScript on a copy. Mutants that no test can notice are listed in
// mutation_exceptions.jsonl with the reason; one that is noticed, or is no mutant any more, must go from there.
//
// Usage (through scripts/db-mutation-check): DATABASE_URL=… node mutation.mjs [TEXT]   TEXT selects mutants by name.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { attempt, query } from './psql.mjs';
import { OURS, Postgres } from './servers.mjs';
import { readTap } from './tap.mjs';

const folder = join(import.meta.dirname, '..');
const read = (file) => readFileSync(join(folder, file), 'utf8');
const server = new Postgres(process.env.DATABASE_URL);
const selected = process.argv[2] ?? '';

const mutants = query(server.url, read('harness/mutants.sql'))
  .split('\n')
  .map((line) => line.split('|'))
  .filter(([name]) => name.includes(selected));
const exceptions = new Map(
  read('mutation_exceptions.jsonl')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .map(({ mutant, why }) => [mutant, why]),
);

/** Whether a test file passes with a schema that `first` has changed. */
async function passes(file, first) {
  const { output, error } = await server.run(OURS, read(file), first);
  const { results, problem } = readTap(output);
  return error === undefined && problem === undefined && results.every(({ ok }) => ok);
}
const questions = read('harness/advice.sql');
const advised = (first) => attempt(server.url, `BEGIN; ${first} ${questions} ROLLBACK;`).output;

/** The files that pass on the schema as it is. */
const inSql = [];
for (const file of readdirSync(folder).sort()) {
  if (!file.endsWith('.sql') || file === 'assertions.sql' || file === 'actors.sql') continue;
  if (await passes(file, '')) inSql.push(file);
  else console.log(`${file} fails without a mutant, and is left out`);
}
// These apply the migrations themselves, so that they do not see the mutant.
const OF_MIGRATIONS = [
  'lint.mjs',
  'measured.mjs',
  'other_tools.mjs',
  'plan_and_up.mjs',
  'restore.mjs',
  'ways_back.mjs',
];
const inJavaScript = readdirSync(folder).filter((file) => file.endsWith('.mjs') && !OF_MIGRATIONS.includes(file));
const known = advised('');

/** The file that noticed the last mutant of a kind: it is likely to notice the next one. */
const likely = new Map();

/** What notices a mutant without a database of its own: a test in SQL, or the linter. */
async function noticedInSql(name, sql) {
  const kind = name.split(':')[0];
  const change = attempt(server.url, `BEGIN; ${sql}; ROLLBACK;`).error;
  if (change !== undefined) return `nobody, as the server refuses it: ${change.split('\n')[0]}`;
  const order = [...inSql].sort((one, two) => (two === likely.get(kind)) - (one === likely.get(kind)));
  for (const file of order) {
    if (await passes(file, `${sql};`)) continue;
    likely.set(kind, file);
    return file;
  }
  return advised(`${sql};`) === known ? undefined : 'lint.mjs';
}

/** The test in JavaScript that notices a mutant. */
async function noticedInJavaScript(sql) {
  for (const file of inJavaScript) {
    const failed = await server.withCopy((copy) => {
      query(copy, sql);
      const env = { ...process.env, DATABASE_URL: copy, SERVER: 'debian' };
      const { status } = spawnSync(process.execPath, [join(folder, file)], { env, timeout: 300_000 });
      return status !== 0;
    });
    if (failed) return file;
  }
  return undefined;
}

let passed = 0;
let failed = 0;
const counts = new Map();
function judge(name, noticed) {
  const excepted = exceptions.get(name);
  exceptions.delete(name);
  if ((noticed === undefined) === (excepted !== undefined)) {
    passed += 1;
    const by = noticed ?? 'nothing, as explained';
    counts.set(by, (counts.get(by) ?? 0) + 1);
  } else {
    failed += 1;
    console.log(excepted === undefined ? `SURVIVED: ${name}` : `noticed by ${noticed}, so no exception: ${name}`);
  }
}

const left = [];
for (const [number, [name, sql]] of mutants.entries()) {
  if (number % 50 === 0)
    console.log(`${number} of ${mutants.length}, ${left.length} of them left: ${left.map(([one]) => one).join('; ')}`);
  const noticed = await noticedInSql(name, sql);
  if (noticed === undefined) left.push([name, sql]);
  else judge(name, noticed);
}
console.log(`${left.length} of ${mutants.length} are left to the tests in JavaScript`);
for (const [name, sql] of left) judge(name, exceptions.has(name) ? undefined : await noticedInJavaScript(sql));
for (const name of exceptions.keys()) {
  if (!name.includes(selected)) continue;
  failed += 1;
  console.log(`there is no such mutant any more: ${name}`);
}
for (const [by, count] of [...counts].sort(([, one], [, two]) => two - one)) console.log(`${count} noticed by ${by}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
