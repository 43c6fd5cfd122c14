// Whether a JSON Schema that is itself data, such as the questions of a registration form, can be used as a schema.

import { type AnyIssue, VALID, type Verdict, verdictOf } from '../issue/issue.js';
import type { CompileOptions, CompileSchema } from './api.js';
import { SchemaError } from './module.js';

/**
 * Judges a JSON Schema by its dialect's meta-schema, and checks that its references, patterns and formats can be used.
 * Only the first error is reported: an issue whose path leads into the schema, and whose code is the keyword.
 * @throws TypeError if an option is wrong or the schema cannot be written as JSON.
 */
export type CheckSchema = (schema: unknown, options?: Omit<CompileOptions, 'locale'>) => Verdict<AnyIssue>;

/** `checkSchema` over `compileSchema`. */
export function createCheckSchema(compileSchema: CompileSchema): CheckSchema {
  return (schema, options) => {
    try {
      compileSchema(schema as object, options);
      return VALID;
    } catch (error) {
      if (!(error instanceof SchemaError)) throw error;
      const { code, path, pointer, message } = error;
      return verdictOf([{ source: 'schema', code, path, pointer, params: {}, message, text: message }]);
    }
  };
}
