// A value as it will be sent: `JSON.stringify` is the judge of what NaN, undefined, Date, -0 become.

/** The JSON text of the value. Throws a TypeError that names it if there is none. */
export function jsonText(value: unknown, name: string): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.split('\n', 1)[0] : String(cause);
    throw new TypeError(`${name} cannot be made into JSON: ${why}`, { cause });
  }
  if (text === undefined) {
    throw new TypeError(`${name} must be a value that JSON has, not ${typeof value}`);
  }
  return text;
}
