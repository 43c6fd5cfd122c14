// The entry that judges JSON while it is being written. Its wasm module is inlined here, separately from the default
// entry's, and is compiled synchronously by the first call that needs it.

import type { Stage } from './generated/facts.js';
import { hex } from './generated/prefix_wasm.js';
import { english } from './messages/english.js';
import {
  createPrefixApi,
  type Prefix,
  type PrefixApi,
  type PrefixVerdict,
  type SessionPrefixOptions,
  type StagePrefixOptions,
} from './prefix/api.js';
import { bytesOf } from './wasm/bytes.js';

export * from './prefix/surface.js';

const api: PrefixApi = /* @__PURE__ */ createPrefixApi(() => new WebAssembly.Module(bytesOf(hex)), english);

/**
 * Judges the beginning of a stage's data as JSON text, such as the arguments of a tool that an assistant is writing: says
 * only what no continuation can mend. That a key may be repeated later in the same object does not count as one.
 *
 * What is said early: values of a wrong type, and whatever is wrong with a value that has ended; keys that are not
 * allowed, from their closing quote on; strings that are too long, or with which no allowed value begins; too many items;
 * and text that is no JSON. What asks for something that may still come (a missing property, conditions on several
 * properties, equal items) is said when the object or array ends, and the rules between fields when the text does.
 * @throws TypeError if the stage or an option is unknown, or the text is not a string.
 */
export const validateStagePrefix: (stage: Stage, text: string, options?: StagePrefixOptions) => PrefixVerdict =
  api.validateStagePrefix;

/**
 * The same for a session's row. A stage's data is judged while it is written, any other column when it has ended, and a
 * condition on several columns when all of them have. Columns that an update leaves alone, or that have defaults, count
 * only at the end, since they may still be sent; an array of rows is judged at its end.
 * @throws TypeError if an option is unknown or `current` is not an object, or the text is not a string.
 */
export const validateSessionPrefix: (text: string, options?: SessionPrefixOptions) => PrefixVerdict =
  api.validateSessionPrefix;

/**
 * `validateStagePrefix` for a text that comes in pieces: each `push` takes the next one, and reads only that.
 * @throws TypeError if the stage or an option is unknown.
 */
export const stagePrefix: (stage: Stage, options?: StagePrefixOptions) => Prefix = api.stagePrefix;

/**
 * `validateSessionPrefix` for a text that comes in pieces.
 * @throws TypeError if an option is unknown or `current` is not an object.
 */
export const sessionPrefix: (options?: SessionPrefixOptions) => Prefix = api.sessionPrefix;
