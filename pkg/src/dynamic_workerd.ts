// `/dynamic` for Cloudflare's workerd, which cannot compile bytes at run time: the .wasm file is imported as a module.

import { type CompileSchema, createCompileSchema } from './dynamic/api.js';
import { type CheckSchema, createCheckSchema } from './dynamic/check_schema.js';
import wasm from './event_wizard_dynamic.wasm';
import { en } from './messages/en.js';

export * from './dynamic/surface.js';

export const compileSchema: CompileSchema = /* @__PURE__ */ createCompileSchema(() => wasm, en);
export const checkSchema: CheckSchema = /* @__PURE__ */ createCheckSchema(compileSchema);
