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

/** The outcome of `read`, which runs code of the value's: getters, `toJSON`, traps. What that throws is a TypeError. */
export function reading<Outcome>(name: string, read: () => Outcome): Outcome {
  try {
    return read();
  } catch (cause) {
    throw new TypeError(`${name} cannot be made into JSON: ${reason(cause)}`, { cause });
  }
}

/** The JSON text of the value. Throws a TypeError that names it if there is none. */
export function jsonText(value: unknown, name: string): string {
  const text: string | undefined = reading(name, () => JSON.stringify(value));
  if (text === undefined) {
    throw new TypeError(`${name} must be a value that JSON has, not ${typeof value}`);
  }
  return text;
}
