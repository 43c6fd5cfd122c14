// Copied into every project: compiles its types.ts or types.tsx, the quick starts that its tests run, and its example, with the
// repository's TypeScript against the library's own types and the packed .d.ts files.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

const here = import.meta.dirname;
const OPTIONS = [
  ...['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', '--noEmit', '--skipLibCheck'],
  ...['--target', 'es2022', '--jsx', 'react-jsx'],
];

const run = readdirSync(here)
  .filter((name) => name.endsWith('.test.js'))
  .flatMap((name) => [...readFileSync(path.join(here, name), 'utf8').matchAll(/quick-starts\/([\w-]+)\.js/g)])
  .flatMap(([, name]) => [`quick-starts/${name}.ts`, `quick-starts/${name}.tsx`]);
const example = existsSync(path.join(here, 'example'))
  ? readdirSync(path.join(here, 'example')).map((name) => `example/${name}`)
  : [];
const files = ['types.ts', 'types.tsx', ...new Set(run), ...example.filter((name) => /\.tsx?$/.test(name))].filter(
  (file) => existsSync(path.join(here, file)),
);

for (const resolution of [
  ['--module', 'nodenext'],
  ['--module', 'esnext', '--moduleResolution', 'bundler'],
]) {
  test(`compiled under strict: ${[...files, ...resolution].join(' ')}`, { skip: files.length === 0 }, async () => {
    const faults = await promisify(execFile)('tsc', [...OPTIONS, ...resolution, ...files], { cwd: here }).then(
      () => '',
      ({ stdout, stderr, message }) => stdout + stderr || message,
    );
    assert.equal(faults, '');
  });
}
