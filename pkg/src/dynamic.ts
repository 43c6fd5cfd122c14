// The entry for schemas that exist only at run time. Its wasm module is inlined here, apart from the default
// entry's, and compiled synchronously by the first schema.

import { type CheckSchema, createCheckSchema } from './check_schema.js';
import { type CompileSchema, createCompileSchema } from './dynamic_api.js';
import { hex } from './generated/dynamic_wasm.js';
import { en } from './messages/en.js';
import { bytesOf } from './wasm_bytes.js';

export * from './dynamic_surface.js';

/**
 * Makes a JSON Schema ready to judge data.
 *
 * Regular expressions (`pattern`, `patternProperties`, `format: 'regex'`) mean what `new RegExp(source, 'u')` makes of them,
 * with the properties of Unicode 16. Some that the `u` flag refuses are taken all the same, as they can mean one thing only,
 * so that another validator may refuse the schema: a backslash before a character that is no ASCII letter and no digit
 * (`\-`, `\@`); `]`, `}`, and `{` where no quantifier can be meant; a hyphen beside a set in a class (`[\w-a]`); a quantifier
 * behind a lookahead; names of Unicode's properties in any case, and of scripts without `Script=` (`\p{Greek}`).
 * @throws SchemaError, a TypeError with `path` and `pointer` into the schema, if it cannot be used.
 */
export const compileSchema: CompileSchema = /* @__PURE__ */ createCompileSchema(
  () => new WebAssembly.Module(bytesOf(hex)),
  en,
);

/**
 * Judges a JSON Schema that is data, such as `registration_questions`, by its meta-schema: of what is wrong the first is told.
 * @throws TypeError if an option is wrong or the schema cannot be JSON.
 */
export const checkSchema: CheckSchema = /* @__PURE__ */ createCheckSchema(compileSchema);
