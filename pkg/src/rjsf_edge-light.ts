// `/rjsf` where the .wasm files are imported as modules: see edge-light.ts.

import { compileSchema } from './dynamic_edge-light.js';
import { stageSchemas, validateStage, withLocale } from './edge-light.js';
import { type CreateRjsfValidator, createCreateRjsfValidator } from './rjsf_api.js';

export type { CreateRjsfValidator, RjsfOptions } from './rjsf_api.js';

/** Makes a validator for RJSF's `validator` property. */
export const createRjsfValidator: CreateRjsfValidator = /* @__PURE__ */ createCreateRjsfValidator(compileSchema, {
  validateStage,
  stageSchemas,
  withLocale,
});
