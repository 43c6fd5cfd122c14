// The statement by which a row is sent, as named by the options.

import { Mode, Operation } from '../generated/wasm_glue.js';
import { jsonText } from '../json/text.js';
import { meaningOf } from './arguments.js';

/** The options that name the statement. */
interface Sent {
  readonly operation?: 'insert' | 'update' | 'upsert' | undefined;
  readonly current?: unknown;
}

const OPERATIONS = /* @__PURE__ */ new Map([
  ['insert', Operation.Insert],
  ['update', Operation.Update],
  ['upsert', Operation.Upsert],
]);

/** The statements by which supabase-js sends an array and lists its columns. */
export const OF_ARRAYS = /* @__PURE__ */ new Map([
  ['insert', Operation.Insert],
  ['upsert', Operation.Upsert],
]);

/** How a stage's data can be judged. */
export const MODES = /* @__PURE__ */ new Map([
  ['draft', Mode.Draft],
  ['complete', Mode.Complete],
]);

/** @throws TypeError if the operation is unknown, or takes no stored row. */
export function operationOf({ operation = 'insert', current }: Sent): Operation {
  const meant = meaningOf(operation, OPERATIONS, 'operation');
  if (current !== undefined && meant === Operation.Insert) {
    throw new TypeError("`current` is for updates and upserts: give operation: 'update' with it");
  }
  return meant;
}

/** The JSON text of the stored row, if there is one. */
export function storedText({ current }: Sent): string | undefined {
  return current === undefined ? undefined : jsonText(current, '`current`');
}
