// wasm-bindgen's glue for several instances: it keeps its instance and its views of memory in its module's scope, so that
// there could be one instance for good. Here all of it becomes the body of one function, by esbuild, and each instance has
// a glue of its own, as one that trapped must be left behind.

import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** What the glue takes from its surroundings, by the files of `src/` that have it. */
const GLOBALS = { TextDecoder: 'utf8', TextEncoder: 'utf8', offsetAt: 'time_zone' };

/**
 * A module with `createGlue` and with the enums that Rust exports.
 * @param file the glue of wasm-bindgen's `--target bundler`
 */
export async function glueModule(file) {
  const exported = Object.entries(await import(pathToFileURL(file).href));
  const functions = exported.filter(([, each]) => typeof each === 'function').map(([name]) => name);
  const enums = exported.filter(([, each]) => typeof each === 'object');
  const { outputFiles } = await build({
    stdin: { contents: `export { ${functions} } from ${JSON.stringify(file)}`, resolveDir: path.dirname(file) },
    bundle: true,
    format: 'iife',
    globalName: 'glue',
    write: false,
    minify: true,
    target: 'es2022',
  });
  const body = outputFiles[0].text.trim();
  const imports = Object.entries(GLOBALS).filter(([name]) => body.includes(name));
  return `// Made by scripts/build.mjs from wasm-bindgen's glue. Do not edit.

${imports.map(([name, from]) => `import { ${name} } from '../${from}.js';\n`).join('')}
${enums.map(([name, members]) => `export const ${name} = ${JSON.stringify(members)};\n`).join('')}
export function createGlue() {
  ${body}
  return glue;
}
`;
}

/** The types of the module of that name: those of wasm-bindgen, and `createGlue`. */
export function glueTypes(types, name) {
  return `// Made by scripts/build.mjs from wasm-bindgen's types. Do not edit.

${types}
/** Fresh functions, which call the instance whose exports \`__wbg_set_wasm\` is given. */
export function createGlue(): typeof import('./${name}.js') & { __wbg_set_wasm(exports: WebAssembly.Exports): void };
`;
}
