// `dynamic_wasm_bytes.js` is wasm_bytes.ts over the other module's text (scripts/build.mjs).

/** The .wasm file's bytes. */
export function wasmBytes(): Uint8Array<ArrayBuffer>;
