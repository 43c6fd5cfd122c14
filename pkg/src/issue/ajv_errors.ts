// Issues in the form of Ajv's errors, for libraries that read that form.

import { type AnyIssue, pointerOf } from './issue.js';

/** The part of Ajv's `ErrorObject` that form libraries read. */
export type AjvError = {
  instancePath: string;
  schemaPath: string;
  keyword: string;
  params: Record<string, unknown>;
  message: string;
};

/**
 * Issues as Ajv would report them: a missing or unknown property is reported at its parent's `instancePath`, with
 * `params.missingProperty` or `params.additionalProperty`. `dependentRequired` gets its older name, `dependencies`, the
 * only one by which JSON Forms finds the property.
 * @throws TypeError if it is not an array.
 */
export function toAjvErrors(issues: readonly AnyIssue[]): AjvError[] {
  if (!Array.isArray(issues)) throw new TypeError('issues must be an array, such as `verdict.issues`');
  return issues.map(({ code, message, params, path }) => {
    const missing = code.endsWith('equired');
    const key = path.at(-1);
    const named = missing ? { missingProperty: key } : code === 'additionalProperties' && { additionalProperty: key };
    return {
      instancePath: pointerOf(named ? path.slice(0, -1) : path),
      schemaPath: `#/${code}`,
      keyword: missing && code !== 'required' ? 'dependencies' : code,
      params: { ...params, ...named },
      message,
    };
  });
}
