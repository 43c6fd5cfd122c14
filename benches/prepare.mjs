// Makes target/bench: the benchmark as a single script that runs in Node and in browsers, with Ajv's code generated.

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { standalone } from './standalone.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
export const folder = fileURLToPath(new URL('../target/bench/', import.meta.url));

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
