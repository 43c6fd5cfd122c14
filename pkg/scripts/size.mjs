// What a user's bundle gains by each entry: bundled and minified by esbuild with all of it used. Exit status 1 if
// the default entry is over its ceiling, which is what it weighed last and a little: it may only fall.

import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** Kilobytes (1,000 bytes) of brotli for the default entry: wasm, JavaScript, English messages and schemas. */
const TARGET_KB = 40;
const CEILING_KB = Number(process.env.CEILING_KB ?? 40);

async function bundled(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL('..', import.meta.url)) },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    outdir: 'out',
    loader: { '.wasm': 'copy' },
    external: ['*.wasm'],
  });
  const bytes = Buffer.concat(outputFiles.map((file) => file.contents));
  return [bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length];
}

const rows = {
  'default entry': "export * from 'event-wizard-validator'",
  '/web without its .wasm': "export * from 'event-wizard-validator/web'",
  '/dynamic': "export * from 'event-wizard-validator/dynamic'",
  'toAjvErrors alone': "export { toAjvErrors } from 'event-wizard-validator'",
};
console.log(`${''.padEnd(24)}${['raw', 'gzip', 'brotli'].map((name) => name.padStart(10)).join('')}   bytes`);
let brotli = 0;
for (const [name, contents] of Object.entries(rows)) {
  const sizes = await bundled(contents);
  if (name === 'default entry') brotli = sizes[2];
  console.log(name.padEnd(24) + sizes.map((size) => size.toLocaleString('en').padStart(10)).join(''));
}
const ok = brotli <= CEILING_KB * 1000;
const target = brotli <= TARGET_KB * 1000 ? 'met' : 'MISSED';
console.log(
  `default entry: ${(brotli / 1000).toFixed(1)} KB brotli; target ${TARGET_KB} KB: ${target}; ceiling ${CEILING_KB} KB: ${ok ? 'ok' : 'TOO LARGE'}`,
);
console.log(ok ? '1 passed, 0 failed' : '0 passed, 1 failed');
process.exitCode = ok ? 0 : 1;
