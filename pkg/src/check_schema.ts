// Whether a JSON Schema that is data, such as the questions of a registration form, can be used as one.

import type { CompileOptions, CompileSchema } from './dynamic_api.js';
import { SchemaError } from './dynamic_module.js';
import { type AnyIssue, VALID, type Verdict, verdictOf } from './issue.js';

/**
 * Judges a JSON Schema by its dialect's meta-schema, and whether its references, patterns and formats can be used. Of what
 * is wrong the first is told: an issue whose path leads into the schema, and whose code is the keyword.
 * @throws TypeError if an option is wrong or the schema cannot be JSON.
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
      return verdictOf([{ source: 'schema', code, path, pointer, params: {}, message }]);
    }
  };
}
