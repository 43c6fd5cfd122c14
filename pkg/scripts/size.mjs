// How much each entry adds to a user's bundle: bundled and minified by esbuild with everything used. Exits with 1 if
// the default entry is too large.

import process from 'node:process';
import { gzipSync } from 'node:zlib';
import { brotli, bundle, DEFAULT_ENTRY } from './bundle.mjs';

/**
 * The maximum for the default entry in kilobytes (1,000 bytes) of brotli: wasm, JavaScript, English messages and
 * schemas. This is a ceiling with room for another stage or rule; the current size is in the README.
 */
const MOST_KB = 102;

const rows = {
  'default entry': DEFAULT_ENTRY,
  '/web without its .wasm': "export * from 'event-wizard-validator/web'",
  '/tools': "export * from 'event-wizard-validator/tools'",
  '/fields': "export * from 'event-wizard-validator/fields'",
  '/prefix': "export * from 'event-wizard-validator/prefix'",
  '/dynamic': "export * from 'event-wizard-validator/dynamic'",
  'toAjvErrors alone': "export { toAjvErrors } from 'event-wizard-validator'",
};
console.log(`${''.padEnd(24)}${['raw', 'gzip', 'brotli'].map((name) => name.padStart(10)).join('')}   bytes`);
const weights = {};
for (const [name, contents] of Object.entries(rows)) {
  const bytes = await bundle(contents);
  const sizes = [bytes.length, gzipSync(bytes, { level: 9 }).length, brotli(bytes)];
  weights[name] = sizes[2];
  console.log(name.padEnd(24) + sizes.map((size) => size.toLocaleString('en').padStart(10)).join(''));
}
const weight = weights['default entry'];
const ok = weight <= MOST_KB * 1000;
console.log(`default entry: ${(weight / 1000).toFixed(1)} KB brotli, at most ${MOST_KB}: ${ok ? 'met' : 'MISSED'}`);
console.log(ok ? '1 passed, 0 failed' : '0 passed, 1 failed');
process.exitCode = ok ? 0 : 1;
