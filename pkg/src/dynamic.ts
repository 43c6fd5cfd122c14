// The entry for schemas that exist only at run time. Its wasm module is inlined here, separately from the default
// entry's, and is compiled synchronously for the first schema.

import { type CompileSchema, createCompileSchema } from './dynamic/api.js';
import { type CheckSchema, createCheckSchema } from './dynamic/check_schema.js';
import { hex } from './generated/dynamic_wasm.js';
import { en } from './messages/en.js';
import { bytesOf } from './wasm/bytes.js';

export * from './dynamic/surface.js';

/**
 * Compiles a JSON Schema for judging data.
 *
 * Regular expressions (`pattern`, `patternProperties`, `format: 'regex'`) have the meaning of `new RegExp(source,
 * 'u')`, with the properties of Unicode 16. Some that the `u` flag refuses are accepted nevertheless, since they can
 * mean only one thing, so another validator may refuse the schema: a backslash before a character that is neither an
 * ASCII letter nor a digit (`\-`, `\@`); `]`, `}`, and a `{` that cannot begin a quantifier; a hyphen beside a set in a
 * class (`[\w-a]`); a quantifier after a lookahead; names of Unicode properties in any case, and of scripts without
 * `Script=` (`\p{Greek}`).
 * @throws SchemaError, a TypeError with `path` and `pointer` into the schema, if it cannot be used.
 */
export const compileSchema: CompileSchema = /* @__PURE__ */ createCompileSchema(
  () => new WebAssembly.Module(bytesOf(hex)),
  en,
);

/**
 * Judges a JSON Schema that is itself data, such as `registration_questions`, by its meta-schema; only the first error
 * is reported.
 * @throws TypeError if an option is wrong or the schema cannot be written as JSON.
 */
export const checkSchema: CheckSchema = /* @__PURE__ */ createCheckSchema(compileSchema);
