// Makes target/bench: the benchmark as a single script that runs in Node and in browsers, with Ajv's code generated.

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { _ } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { createAjv } from './contestants/ajv.mjs';
import { stages } from './contestants/schemas.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
export const folder = fileURLToPath(new URL('../target/bench/', import.meta.url));

/** The module that a user of Ajv would generate when building the app, with the exports of a contestant. */
function standalone(options) {
  const formats = _`require(${`${here}contestants/ajv_formats.mjs`}).formats`;
  const ajv = createAjv({ ...options, code: { source: true, esm: true, optimize: 2, formats } });
  const ids = Object.fromEntries(Object.entries(stages).map(([stage, { $id }]) => [stage, $id]));
  const code = standaloneCode(ajv, { ...ids, insert: 'urn:row:insert', update: 'urn:row:update' });
  return `${code}
export const stages = { ${Object.keys(stages)} };
export const issues = (stage, data) => (stages[stage](data) ? 0 : stages[stage].errors.length);
`;
}

/** The package to measure, if not the workspace's own build. */
const ours = resolve(process.env.PACKAGE ?? `${here}../pkg`);

const options = {
  bundle: true,
  format: 'esm',
  target: 'es2022',
  platform: 'browser',
  nodePaths: [`${here}node_modules`],
  loader: { '.jsonl': 'text' },
  alias: {
    '#ajv-standalone': `${folder}ajv_standalone.mjs`,
    '#ajv-all-errors': `${folder}ajv_all_errors.mjs`,
    'event-wizard-validator': `${ours}/dist/index.js`,
  },
  outdir: folder,
  logLevel: 'warning',
};

export async function prepare() {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}ajv_standalone.mjs`, standalone());
  await writeFile(`${folder}ajv_all_errors.mjs`, standalone({ allErrors: true }));
  await build({ ...options, entryPoints: ['suite', 'anatomy'].map((name) => `${here}${name}.mjs`) });
  const first = ['ours', 'ajv'].map((name) => `${here}first/${name}.mjs`);
  await build({ ...options, entryPoints: first, outdir: `${folder}first`, minify: true });
}
