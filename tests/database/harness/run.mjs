// Runs the tests of the database on one server: each tests/database/*.sql in a transaction that is rolled back, then
// each *.mjs with a copy of the database for itself. One line a file; the last line is "SERVER: N passed, N failed".
//
// Usage (through scripts/db-test): DATABASE_URL=… node run.mjs SERVER [WORD…]   SERVER is debian, 17, 18, or pglite, which
// needs no URL. A WORD selects the files whose name contains it.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { PGlite, Postgres } from './servers.mjs';
import { readTap } from './tap.mjs';

const folder = join(import.meta.dirname, '..');
const [name, ...words] = process.argv.slice(2);
const chosen = (file) => words.length === 0 || words.some((word) => file.includes(word));
const files = readdirSync(folder).filter(chosen).sort();
const server = name === 'pglite' ? await PGlite.start() : new Postgres(process.env.DATABASE_URL);

const count = { passed: 0, failed: 0 };
/** Counts a file and prints its line, with the lines that say what failed below it. */
function report(file, passed, failed, seconds, told = []) {
  count.passed += passed;
  count.failed += failed;
  console.log(`${name.padEnd(6)} ${file.padEnd(32)} ${passed} ok${failed ? `, ${failed} FAILED` : ''} (${seconds} s)`);
  for (const line of told) console.log(`         ${line}`);
}

/** The same results with every kind of assertions, or the reason why they cannot be trusted. */
async function judge(sql) {
  const [first, ...others] = await Promise.all(
    server.assertions.map(async (assertions) => {
      const { output, error } = await server.run(assertions, sql);
      return { ...readTap(output), ...(error === undefined ? {} : { problem: error }) };
    }),
  );
  const plain = ({ results }) => JSON.stringify(results.map(({ ok, description }) => [ok, description]));
  if (first.problem === undefined && others.some((other) => other.problem ?? plain(other) !== plain(first))) {
    first.problem = 'pgTAP and assertions.sql do not agree';
    for (const other of others) if (other.problem) first.problem += `: ${other.problem}`;
  }
  return first;
}

/** Runs a file; a result counts as failed unless `expected` says that it has to fail. */
async function runFile(file, expected = () => true) {
  const begun = performance.now();
  const { results, problem } = await judge(readFileSync(join(folder, file), 'utf8'));
  const failures = results.filter(({ ok, description }) => ok !== expected(description));
  const told = failures.flatMap(({ description, diagnosis }) => [`not ok: ${description}`, ...diagnosis]);
  if (problem !== undefined) told.push(...problem.split('\n'));
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  report(file, results.length - failures.length, failures.length + (problem === undefined ? 0 : 1), seconds, told);
}

if (chosen('harness/judged.sql'))
  await runFile('harness/judged.sql', (description) => description.startsWith('passes'));
for (const file of files) {
  if (!file.endsWith('.sql') || file === 'assertions.sql' || file === 'actors.sql') continue;
  await runFile(file);
}

for (const file of files) {
  if (!file.endsWith('.mjs') || name === 'pglite') continue;
  const begun = performance.now();
  const { status, stdout, stderr } = await server.withCopy((copy) =>
    spawnSync(process.execPath, [join(folder, file)], {
      env: { ...process.env, DATABASE_URL: copy, SERVER: name },
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    }),
  );
  const [, passed, failed] = /(?:^|\n)(\d+) passed, (\d+) failed\n?$/.exec(stdout) ?? [];
  // A test that is not for this server says so by counting nothing.
  const broken = passed === undefined || (status !== 0 && failed === '0') ? 1 : 0;
  const told = broken || failed !== '0' ? `${stdout}${stderr}`.trim().split('\n').slice(-40) : [];
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  if (!broken && passed === '0' && failed === '0') continue;
  report(file, Number(passed ?? 0), Number(failed ?? 0) + broken, seconds, told);
}

await server.close();
console.log(`${name}: ${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed === 0 ? 0 : 1;
