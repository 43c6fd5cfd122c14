// The packed .d.ts files as TypeScript reads them: the expectations in types/, and a check that actual issues have the
// types that are declared for them.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { checkTransition, stages, validateAction, validateSession, validateStage } from 'event-wizard-validator';

const types = fileURLToPath(new URL('types/', import.meta.url));
const STRICT = [
  // pkg/tsconfig.json is for the package's sources, not for these files.
  '--ignoreConfig',
  '--strict',
  '--exactOptionalPropertyTypes',
  '--noUncheckedIndexedAccess',
  '--noEmit',
  '--target',
  'es2022',
];

/** The errors tsc reports for the files; the package's own .d.ts files are checked too (no skipLibCheck). */
async function faults(files, resolution) {
  const kind =
    resolution === 'bundler' ? ['--module', 'esnext', '--moduleResolution', 'bundler'] : ['--module', resolution];
  // `--types` is empty: no @types package may be needed.
  const run = promisify(execFile)('tsc', [...STRICT, ...kind, '--types', '', ...files], { cwd: types });
  return run.then(
    () => '',
    ({ stdout, stderr, message }) => stdout + stderr || message,
  );
}

for (const resolution of ['nodenext', 'bundler']) {
  test(`types are as expected, by ${resolution}`, async () => {
    const files = ['api.ts', 'fields.ts', 'form.ts', 'prefix.ts', 'standard_schema.ts', 'tools.ts'];
    assert.equal(await faults(files, resolution), '');
  });
}

const folder = process.env.FIXTURES;
const text = (name) => readFileSync(path.join(folder, name), 'utf8');
const cases = (name) =>
  text(name)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** Every issue of the repository's own cases. */
function* issuesFound() {
  for (const [index, file] of ['organizer', 'event', 'ticket', 'venue', 'payment'].entries()) {
    for (const { mode, data } of cases(`stages/${file}.jsonl`))
      yield* validateStage(stages[index], data, { mode }).issues;
  }
  for (const { row, options } of cases('rows.jsonl')) {
    const judge = row.startsWith('actions/') ? validateAction : validateSession;
    const current = options.current && JSON.parse(text(options.current));
    yield* judge(JSON.parse(text(row)), { ...options, ...(current && { current }) }).issues;
  }
  for (const { row, current } of cases('rules.jsonl')) {
    const options = current === undefined ? {} : { operation: 'update', current };
    yield* validateSession(row ?? {}, options).issues;
  }
  yield* checkTransition('published', 'draft').issues;
  yield* checkTransition('published', 'gone').issues;
}

test('every actual issue has its declared type', async () => {
  const found = [...issuesFound()];
  assert.ok(found.length > 300 && new Set(found.map(({ code }) => code)).size > 35);
  // Literals, so that an extra member is an error too.
  const literals = found.map((issue) => `  ${JSON.stringify(issue)},`);
  const made = path.join(types, 'made');
  mkdirSync(made, { recursive: true });
  const module = (lines) =>
    `import type { Issue } from 'event-wizard-validator';\nexport const found: Issue[] = [\n${lines.join('\n')}\n];\n`;
  writeFileSync(path.join(made, 'found.ts'), module(literals));
  assert.equal(await faults(['made/found.ts'], 'nodenext'), '');
  // The same check detects a wrong param.
  const wrong = found.find(({ code }) => code === 'maxLength');
  writeFileSync(path.join(made, 'wrong.ts'), module([JSON.stringify({ ...wrong, params: { limit: '50' } })]));
  assert.match(await faults(['made/wrong.ts'], 'nodenext'), /wrong\.ts.*not assignable/);
});
