// The size of what judges the stages with each library, bundled and minified as a user's bundler would, in KB after brotli.
//
// Usage: node benches/sizes.mjs (after `make bench QUICK=1`, which installs the libraries)
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

for (const name of ['valibot', 'typebox', 'ajv', 'arktype', 'zod_mini', 'zod']) {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, `contestants/${name}.mjs`)],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    write: false,
  });
  const [{ contents }] = outputFiles;
  console.log(`${name.padEnd(10)} ${(brotliCompressSync(contents).length / 1000).toFixed(1)} KB`);
}
