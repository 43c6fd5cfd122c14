// wasm-bindgen's glue keeps its instance and its views of memory in the module's scope: one instance for good.
// Here the whole of it becomes one function, so that each instance has a glue of its own and one that
// trapped can be left behind.

/** The text of `glue.js`, from wasm-bindgen's `--target bundler` glue. */
export function glueModule(glue, name) {
  const names = [...glue.matchAll(/^export function (\w+)/gm)].map((match) => match[1]);
  // What the module itself exports stays where it is: only what it imports is handed to it.
  const imports = names.filter((each) => each.startsWith('__wb') && each !== '__wbg_set_wasm');
  const others = glue.match(/^(?:export (?!function)|import ).*$/gm);
  if (others !== null || !names.includes('__wbg_set_wasm') || /\bexport (?!function)/.test(glue)) {
    throw new Error(`the glue of this wasm-bindgen has another form: ${others}`);
  }
  const exports = names.filter((each) => !each.startsWith('__'));
  const body = glue.replace(/^export /gm, '').replace(/^/gm, '  ');
  // Not every environment has a TextEncoder and a TextDecoder.
  return `// Made by scripts/build.mjs from wasm-bindgen's glue.

import { Utf8Decoder as TextDecoder, Utf8Encoder as TextEncoder } from './utf8.js';

export function instantiate(module) {
${body}
  const imports = { ${imports.join(', ')} };
  wasm = new WebAssembly.Instance(module, { './${name}_bg.js': imports }).exports;
  wasm.__wbindgen_start();
  return { memory: wasm.memory, ${exports.join(', ')} };
}
`;
}
