// Makes target/bench: the benchmark as one script that runs in Node and in browsers, with Ajv's code generated.

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { _ } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { createAjv } from './contestants/ajv.mjs';
import { stages } from './contestants/schemas.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
export const folder = fileURLToPath(new URL('../target/bench/', import.meta.url));

/** The module that a user of Ajv generates when the app is built, with the exports that a contestant has. */
function standalone(options) {
  const formats = _`require(${`${here}contestants/ajv_formats.mjs`}).formats`;
  const ajv = createAjv({ ...options, code: { source: true, esm: true, optimize: 2, formats } });
  const ids = Object.fromEntries(Object.entries(stages).map(([stage, { $id }]) => [stage, $id]));
  const code = standaloneCode(ajv, { ...ids, insert: 'urn:row:insert', update: 'urn:row:update' });
  return `${code}\nexport const stages = { ${Object.keys(stages)} };\n`;
}

const options = {
  bundle: true,
  format: 'esm',
  target: 'es2022',
  platform: 'browser',
  nodePaths: [`${here}node_modules`],
  loader: { '.jsonl': 'text' },
  alias: { '#ajv-standalone': `${folder}ajv_standalone.mjs` },
  logLevel: 'warning',
};

export async function prepare() {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}ajv_standalone.mjs`, standalone());
  await build({ ...options, entryPoints: [`${here}suite.mjs`, `${here}anatomy.mjs`], outdir: folder });
}
