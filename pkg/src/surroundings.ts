// What stands around a value in the data: the values on the way to it, the currency of its amount, the time zone of its
// times. Takes any JSON.

import type { PathSegment } from './issue.js';
import { own } from './label.js';
import { cut } from './text.js';

/** The values along the path, from the root to the last that is there. */
export function along(data: unknown, path: readonly PathSegment[]): unknown[] {
  const values = [data];
  for (const segment of path) {
    const value = own(values.at(-1), segment);
    if (value === undefined) break;
    values.push(value);
  }
  return values;
}

/** A text member of its own that a value has, if there is something to read in it. */
export function textMember(value: unknown, name: string): string | undefined {
  const found = own(value, name);
  return typeof found === 'string' && cut(found).trim() !== '' ? found : undefined;
}

/** The currency that the innermost of the values names, of those that name one. */
export function currencyOf(values: readonly unknown[]): string | undefined {
  return values.flatMap((value) => textMember(value, 'currency') ?? []).at(-1);
}

/** The time zone likewise. Other stages of a session have their times in the event's. */
export function timeZoneOf(values: readonly unknown[]): string | undefined {
  return values
    .flatMap((value) => textMember(value, 'time_zone') ?? textMember(own(value, 'event_data'), 'time_zone') ?? [])
    .at(-1);
}
