// Bundles an entry as a user's bundler would: with esbuild, minified.

import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

/** A module that uses all of the default entry. */
export const DEFAULT_ENTRY = "export * from 'event-wizard-validator'";

/** The bundle of a module, as bytes. */
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
    // pkg/tsconfig.json would take `#validator` from the sources.
    tsconfigRaw: {},
    plugins,
  });
  return Buffer.concat(outputFiles.map((file) => file.contents));
}

/** The size of the bytes after brotli. */
export const brotli = (bytes) => brotliCompressSync(bytes).length;
