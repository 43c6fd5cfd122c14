// A value as it will be sent: `JSON.stringify` decides what becomes of NaN, undefined, Date and -0.

import { cut } from '../issue/text.js';

/** The message of whatever was thrown; empty if it has none that can be read. */
export function messageIn(thrown: unknown): string {
  try {
    return String(thrown instanceof Error ? thrown.message : thrown);
  } catch {
    return '';
  }
}

/** What was thrown, in one line. */
function reason(thrown: unknown): string {
  return cut(messageIn(thrown).split('\n', 1)[0] as string) || 'it throws';
}

/**
 * Thrown for a value that has a JSON text which this engine cannot write: the value is nested too deeply for the
 * engine's stack (`depth`), or the text would be longer than its longest string (`size`).
 */
export class Unwritable extends TypeError {
  readonly limit: 'depth' | 'size';

  constructor(limit: 'depth' | 'size', message: string, options: ErrorOptions) {
    super(message, options);
    this.limit = limit;
  }
}

/**
 * Which of the engine's limits was met, judged by the messages of V8, JavaScriptCore and SpiderMonkey (which throws an
 * error of its own type).
 */
function limitMet(thrown: unknown): Unwritable['limit'] | undefined {
  if (!(thrown instanceof Error) || !/^(Range|Internal)Error$/.test(thrown.name)) return undefined;
  if (/call stack|recursion/.test(thrown.message)) return 'depth';
  return /string length|out of memory|allocation size/i.test(thrown.message) ? 'size' : undefined;
}

/**
 * The result of `read`, which runs code of the value: getters, `toJSON`, proxy traps. Whatever that throws becomes a
 * TypeError.
 */
export function reading<Outcome>(name: string, read: () => Outcome): Outcome {
  try {
    return read();
  } catch (cause) {
    throw unreadable(name, cause);
  }
}

function unreadable(name: string, cause: unknown): TypeError {
  const message = `${name} cannot be made into JSON: ${reason(cause)}`;
  const limit = limitMet(cause);
  return limit === undefined ? new TypeError(message, { cause }) : new Unwritable(limit, message, { cause });
}

/**
 * The JSON text of the value. Throws a TypeError that names the value if it has none, or an `Unwritable` if it exceeds
 * the engine's limits.
 */
export function jsonText(value: unknown, name: string): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch (cause) {
    throw unreadable(name, cause);
  }
  if (text === undefined) {
    throw new TypeError(`${name} must be a value that JSON has, not ${typeof value}`);
  }
  return text;
}
