// Issues in the form of Ajv's errors, for libraries that read those.

import { type Issue, pointerOf } from './issue.js';

/** The part of Ajv's `ErrorObject` that form libraries read. */
export interface AjvError {
  instancePath: string;
  schemaPath: string;
  keyword: string;
  params: Record<string, unknown>;
  message: string;
}

/**
 * Issues as Ajv would report them: a missing or unknown property stands on its parent's
 * `instancePath`, with `params.missingProperty` or `params.additionalProperty`.
 */
export function toAjvErrors(issues: readonly Issue[]): AjvError[] {
  return issues.map((issue) => {
    const { code, message } = issue;
    const key = issue.path.at(-1);
    let path = issue.path;
    let params: Record<string, unknown> = { ...issue.params };
    if (code === 'required' || code === 'dependentRequired') {
      path = path.slice(0, -1);
      params = { ...params, missingProperty: key };
    } else if (code === 'additionalProperties') {
      path = path.slice(0, -1);
      params = { ...params, additionalProperty: key };
    }
    return { instancePath: pointerOf(path), schemaPath: `#/${code}`, keyword: code, params, message };
  });
}
