// Times as a `datetime-local` control has them, and as RFC 3339 writes them with an offset. Knows no schema.

import { offsetAt } from '../wasm/time_zone.js';

/** In milliseconds. */
const MINUTE = 60_000;
/** In minutes. Clocks are set at most once within two days. */
const DAY = 1440;

/** HTML's "valid local date and time string": seconds may be missing. */
const LOCAL = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::([0-5]\d(?:\.\d+)?))?$/;
/** RFC 3339, as this package writes it. A leap second is no local time. */
const TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d):([0-5]\d)(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** Minutes since 1970-01-01T00:00 on a clock in UTC; undefined if the calendar has no such minute. */
function minutesOf(text: string): number | undefined {
  const time = Date.parse(`${text}Z`);
  return Number.isNaN(time) || clockText(time / MINUTE) !== text ? undefined : time / MINUTE;
}

/** `2027-06-12T19:30`, for minutes since 1970-01-01T00:00. */
function clockText(minutes: number): string {
  return new Date(minutes * MINUTE).toISOString().slice(0, 16);
}

/** `+01:00`, for minutes east of Greenwich. */
function offsetText(offset: number): string {
  const minutes = Math.abs(offset);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Whether the text is a date and time without an offset. */
export function isLocal(text: string): boolean {
  const [, date, time] = LOCAL.exec(text) ?? [];
  return date !== undefined && minutesOf(`${date}T${time}`) !== undefined;
}

/**
 * The moments at which clocks in the zone show a local time, in RFC 3339 with the zone's offset, earliest first: none if
 * they skip it, two if they are set back over it. Undefined if the engine does not know the zone, or the text is not a
 * local time.
 */
export function momentsOf(local: string, zone: string): string[] | undefined {
  const [, date, time, seconds = '00'] = LOCAL.exec(local) ?? [];
  const clock = `${date}T${time}`;
  const minutes = date === undefined ? undefined : minutesOf(clock);
  if (minutes === undefined) return undefined;
  const offsets = new Set<number>();
  for (const around of [minutes - DAY, minutes + DAY]) {
    const offset = offsetAt(zone, around);
    if (offset === undefined) return undefined;
    offsets.add(offset);
  }
  return [...offsets]
    .filter((offset) => offsetAt(zone, minutes - offset) === offset)
    .sort((one, other) => other - one)
    .map((offset) => `${clock}:${seconds}${offsetText(offset)}`);
}

/**
 * A moment in RFC 3339 with the zone's offset, or in UTC if the zone is missing or not known.
 * @param date not `Invalid Date`.
 */
export function momentText(date: Date, zone: string | undefined): string {
  const time = date.getTime();
  const offset = zone === undefined ? undefined : offsetAt(zone, Math.floor(time / MINUTE));
  const text = new Date(time + (offset ?? 0) * MINUTE).toISOString().replace(/\.000Z$|Z$/, '');
  return text + (offset === undefined ? 'Z' : offsetText(offset));
}

/**
 * A time as a `datetime-local` control has it, on clocks in the zone. A time that would not come back as the same moment
 * with the same offset stays as it is; one written with `Z`, which leaves the offset open, gets the zone's.
 */
export function localText(text: string, zone: string): string {
  const [, clock, seconds, fraction = '', written] = TIME.exec(text) ?? [];
  if (clock === undefined || minutesOf(clock) === undefined) return text;
  const minutes = Date.parse(clock + written) / MINUTE;
  const offset = offsetAt(zone, minutes);
  if (offset === undefined) return text;
  const exact = seconds === '00' && fraction === '' ? '' : `:${seconds}${fraction}`;
  const local = clockText(minutes + offset) + exact;
  const [moment, other] = momentsOf(local, zone) ?? [];
  return other === undefined && moment !== undefined && (moment === text || written === 'Z') ? local : text;
}
