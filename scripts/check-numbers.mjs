// Checks that the README's numbers are those of the last recorded runs (tests/last_runs.json, which `RECORD=1 make …`
// writes): for each run it must have a line with the result, worded as here, and the command; and its table of speed
// must match benches/results/latest.json.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { inReadme, readmeTable } from '../benches/tables.mjs';

const root = join(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8').split('\n');
const runs = JSON.parse(readFileSync(join(root, 'tests/last_runs.json'), 'utf8'));
const number = (value) => value.toLocaleString('en-US');

/** What the README's line about a run must contain. */
const expected = (name, run) => {
  if (name.startsWith('conformance')) {
    const wrong = `${number(run.false_accepts)} false accepts, ${number(run.other_errors)} other errors, ${number(run.false_rejects)} false rejects`;
    const version = run.server.replace(/^(PostgreSQL [\d.]+|PGlite \(PostgreSQL [\d.]+\)).*/, '$1');
    return [version, `${number(run.tried)} tried, ${wrong}, ${number(run.listed)} of the listed families`];
  }
  if (name.startsWith('random checks')) {
    const version = run.server.replace(/^(PostgreSQL [\d.]+).*/, '$1');
    return [
      version,
      `${number(run.checks)} CHECKs, ${number(run.rows)} rows, ${number(run.disagreements)} disagreements; ${number(run.listed)} rows of the listed family`,
    ];
  }
  if (name === 'mutation') {
    const score = Math.floor((1000 * run.noticed) / run.mutants) / 10;
    return [`${number(run.noticed)} of ${number(run.mutants)} noticed (${score} %)`];
  }
  throw new Error(`tests/last_runs.json: an unknown run "${name}"`);
};

let passed = 0;
let failed = 0;
for (const [name, run] of Object.entries(runs)) {
  const parts = [...expected(name, run), `\`${run.command}\``];
  if (readme.some((line) => parts.every((part) => line.includes(part)))) {
    passed += 1;
  } else {
    failed += 1;
    console.log(`README.md has no line for the last run of ${name} (${run.date}) with:\n  ${parts.join('\n  ')}`);
  }
}
const speed = JSON.parse(readFileSync(join(root, 'benches/results/latest.json'), 'utf8'));
if (inReadme(readme.join('\n'), readmeTable(speed)) === readme.join('\n')) {
  passed += 1;
} else {
  failed += 1;
  console.log(
    'The table of speed in README.md differs from benches/results/latest.json: RECORD=1 make bench writes both',
  );
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
