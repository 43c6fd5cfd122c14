// `/rjsf` where the .wasm files are imported as modules: see workerd.ts.

import { compileSchema } from './dynamic_workerd.js';
import { type CreateRjsfValidator, createCreateRjsfValidator } from './rjsf_api.js';
import { stageSchemas, validateStage, withLocale } from './workerd.js';

export type { CreateRjsfValidator, RjsfOptions } from './rjsf_api.js';

/** Makes a validator for RJSF's `validator` property. */
export const createRjsfValidator: CreateRjsfValidator = /* @__PURE__ */ createCreateRjsfValidator(compileSchema, {
  validateStage,
  stageSchemas,
  withLocale,
});
