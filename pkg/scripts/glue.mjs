// wasm-bindgen's glue, changed to allow several instances. The original keeps its instance and its views of memory in
// its module's scope, so that there can only ever be one. Here esbuild turns all of it into the body of a function, so
// that each instance has its own glue and one that trapped can be dropped.

import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** What the glue takes from its environment, with the file of `src/` that provides it. */
const GLOBALS = { TextDecoder: 'wasm/utf8', TextEncoder: 'wasm/utf8', offsetAt: 'wasm/time_zone' };

/**
 * A module with `createGlue` and with the enums that Rust exports.
 * @param file the glue that wasm-bindgen wrote with `--target bundler`
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
    // The enums, which are exported below, are frozen there; without this they would stay in each function's body.
    pure: ['Object.freeze'],
    target: 'es2022',
  });
  const body = outputFiles[0].text.trim();
  // Names by number, which wasm-bindgen adds, are for nobody here.
  const isName = ([name]) => !/^-?\d+$/.test(name);
  const numbers = (members) => JSON.stringify(Object.fromEntries(Object.entries(members).filter(isName)));
  const imports = Object.entries(GLOBALS).filter(([name]) => body.includes(name));
  return `// Made by scripts/build.mjs from wasm-bindgen's glue. Do not edit.

${imports.map(([name, from]) => `import { ${name} } from '../${from}.js';\n`).join('')}
${enums.map(([name, members]) => `export const ${name} = ${numbers(members)};\n`).join('')}
export function createGlue() {
  ${body}
  return glue;
}
`;
}

/** The types of the module with this name: those of wasm-bindgen, and `createGlue`. */
export function glueTypes(types, name) {
  return `// Made by scripts/build.mjs from wasm-bindgen's types. Do not edit.

${types}
/** Fresh functions, which call the instance whose exports \`__wbg_set_wasm\` is given. */
export function createGlue(): typeof import('./${name}.js') & { __wbg_set_wasm(exports: WebAssembly.Exports): void };
`;
}
