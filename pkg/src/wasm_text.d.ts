// `wasm_text.js` is made by scripts/build-package.mjs.

/** The module's bytes, from the text that they are inlined as. */
export function wasmBytes(): Uint8Array<ArrayBuffer>;
