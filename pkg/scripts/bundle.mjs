// What a user's bundler makes of an entry: esbuild, minified.

import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

/** A module that uses all of the default entry. */
export const DEFAULT_ENTRY = "export * from 'event-wizard-validator'";

/** The bytes of a module's bundle. */
export async function bundle(contents, plugins = []) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL('..', import.meta.url)) },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    outdir: 'out',
    loader: { '.wasm': 'copy' },
    external: ['*.wasm'],
    plugins,
  });
  return Buffer.concat(outputFiles.map((file) => file.contents));
}

/** How many bytes brotli makes of it. */
export const brotli = (bytes) => brotliCompressSync(bytes).length;
