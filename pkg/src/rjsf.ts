// The entry for react-jsonschema-form.

import { compileSchema } from '#dynamic';
import { draftSchemas, stageSchemas, validateStage, withLocale } from '#validator';
import { type CreateRjsfValidator, createCreateRjsfValidator } from './rjsf/validator.js';

export type { CreateRjsfValidator, RjsfOptions } from './rjsf/validator.js';

/** Makes a validator for RJSF's `validator` property. */
export const createRjsfValidator: CreateRjsfValidator = /* @__PURE__ */ createCreateRjsfValidator(compileSchema, {
  validateStage,
  stageSchemas,
  draftSchemas,
  withLocale,
});
