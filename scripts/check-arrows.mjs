// Usage: node scripts/check-arrows.mjs   Checks that the crates depend on each other as drawn in ARCHITECTURE.md. Tests
// may use any crate. The last line is "N passed, N failed".
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';

const ROOT = 'event-wizard-validator';
const COMPILER = 'event-wizard-compiler';

/** What each crate may use. */
const ALLOWED = {
  'json-tape': [],
  'json-format': ['json-tape'],
  'pg-value': ['json-tape', 'json-format'],
  finding: ['json-tape', 'json-format', 'pg-value'],
  'pg-row': ['json-tape', 'json-format', 'pg-value', 'finding'],
  'json-judge': ['json-tape', 'json-format', 'finding'],
  judgement: ['json-tape', 'finding', 'pg-row'],
  boundary: ['json-judge', 'judgement', 'pg-row'],
  mirror: ['json-tape', 'json-format', 'pg-value', 'pg-row', 'json-judge', 'judgement', 'boundary', COMPILER],
  [COMPILER]: ['json-tape', 'json-format', 'pg-value', 'finding', 'pg-row', 'json-judge'],
  'ecma-regex': [],
  'event-wizard-dynamic': ['json-tape', 'json-format', 'json-judge', 'finding', 'ecma-regex'],
  'event-wizard-prefix': ['json-tape', 'finding', 'pg-row', 'judgement', 'boundary', ROOT],
  drift: [COMPILER, 'pg-value'],
  // In www/: the compiler of the demo page.
  'own-check': ['json-tape', 'json-format', 'pg-value', 'finding', 'pg-row', 'json-judge', COMPILER],
  bind: [],
  [ROOT]: [
    'json-tape',
    'json-format',
    'pg-value',
    'finding',
    'pg-row',
    'json-judge',
    'judgement',
    'boundary',
    COMPILER,
  ],
};

const wanted = ['metadata', '--locked', '--no-deps', '--format-version', '1'];
const output = execFileSync('cargo', wanted, { encoding: 'utf8', maxBuffer: 2 ** 26 });
const { packages, workspace_root: root } = JSON.parse(output);
const ours = new Set(packages.map(({ name }) => name));
let passed = 0;
let failed = 0;
function check(holds, message) {
  if (holds) passed += 1;
  else {
    failed += 1;
    console.log(message);
  }
}

for (const { name, manifest_path: manifest, dependencies } of packages) {
  if (path.relative(root, manifest).startsWith('tests')) continue;
  const allowed = ALLOWED[name];
  check(allowed !== undefined, `${name} is new: say in scripts/check-arrows.mjs and ARCHITECTURE.md what it may use`);
  for (const { name: used, kind } of dependencies) {
    if (!ours.has(used) || kind === 'dev') continue;
    check(allowed?.includes(used), `${name} must not depend on ${used}`);
  }
}
for (const name of Object.keys(ALLOWED)) check(ours.has(name), `scripts/check-arrows.mjs names ${name}, which is gone`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
