// A value as it will be sent: `JSON.stringify` is the judge of what NaN, undefined, Date, -0 become.

import { cut } from './text.js';

/** What was thrown, in a line, whatever it is. */
function reason(thrown: unknown): string {
  try {
    const text = thrown instanceof Error ? thrown.message : thrown;
    return cut(String(text).split('\n', 1)[0] as string);
  } catch {
    return 'it throws';
  }
}

/**
 * Thrown for a value that has a JSON text, but none that this engine can write: the value is nested deeper than the
 * engine's stack (`depth`), or the text would be longer than its longest string (`size`).
 */
export class Unwritable extends TypeError {
  readonly limit: 'depth' | 'size';

  constructor(limit: 'depth' | 'size', message: string, options: ErrorOptions) {
    super(message, options);
    this.limit = limit;
  }
}

/** Which of the engine's limits was met, by the words of V8, JavaScriptCore and SpiderMonkey (whose error is its own). */
function limitMet(thrown: unknown): Unwritable['limit'] | undefined {
  if (!(thrown instanceof Error) || !/^(Range|Internal)Error$/.test(thrown.name)) return undefined;
  if (/call stack|recursion/.test(thrown.message)) return 'depth';
  return /string length|out of memory|allocation size/i.test(thrown.message) ? 'size' : undefined;
}

/** The outcome of `read`, which runs code of the value's: getters, `toJSON`, traps. What that throws is a TypeError. */
export function reading<Outcome>(name: string, read: () => Outcome): Outcome {
  try {
    return read();
  } catch (cause) {
    const message = `${name} cannot be made into JSON: ${reason(cause)}`;
    const limit = limitMet(cause);
    throw limit === undefined ? new TypeError(message, { cause }) : new Unwritable(limit, message, { cause });
  }
}

/** The JSON text of the value. Throws a TypeError that names it if there is none, an `Unwritable` if it is beyond limits. */
export function jsonText(value: unknown, name: string): string {
  const text: string | undefined = reading(name, () => JSON.stringify(value));
  if (text === undefined) {
    throw new TypeError(`${name} must be a value that JSON has, not ${typeof value}`);
  }
  return text;
}
