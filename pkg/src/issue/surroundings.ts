// The surroundings of a value in the data: the values on the path to it, the currency of its amount, the time zone of
// its times. Accepts any JSON.

import type { PathSegment } from './issue.js';
import { own } from './label.js';
import { cut } from './text.js';

/** The values along the path, from the root to the last one that exists. */
export function along(data: unknown, path: readonly PathSegment[]): unknown[] {
  const values = [data];
  for (const segment of path) {
    const value = own(values.at(-1), segment);
    if (value === undefined) break;
    values.push(value);
  }
  return values;
}

/** A value's own string member, if it is not blank. */
export function textMember(value: unknown, name: string): string | undefined {
  const found = own(value, name);
  return typeof found === 'string' && cut(found).trim() !== '' ? found : undefined;
}

/** The currency named by the innermost of the values that name one. */
export function currencyOf(values: readonly unknown[]): string | undefined {
  return values.flatMap((value) => textMember(value, 'currency') ?? []).at(-1);
}

/** The time zone, found in the same way. The times of a session's other stages are in the event's time zone. */
export function timeZoneOf(values: readonly unknown[]): string | undefined {
  return values
    .flatMap((value) => textMember(value, 'time_zone') ?? textMember(own(value, 'event_data'), 'time_zone') ?? [])
    .at(-1);
}
