// The entry for schemas that exist only at run time. Its wasm module is inlined here, apart from the default
// entry's, and compiled synchronously by the first schema.

import { type CompileSchema, createCompileSchema } from './dynamic_api.js';
import { wasmBytes } from './dynamic_wasm_bytes.js';
import { en } from './messages/en.js';

export * from './dynamic_surface.js';

/**
 * Makes a JSON Schema ready to judge data.
 * @throws SchemaError, a TypeError with `path` and `pointer` into the schema, if it cannot be used.
 */
export const compileSchema: CompileSchema = /* @__PURE__ */ createCompileSchema(
  () => new WebAssembly.Module(wasmBytes()),
  en,
);
