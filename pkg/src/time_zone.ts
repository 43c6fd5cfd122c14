// What offset from UTC a time zone has at a moment, by the engine's own time zone database. The module asks for it.

/** Zones of which the formatter is kept, which takes long to make. */
const ZONES = 50;
/** Milliseconds. */
const MINUTE = 60_000;

const clocks = /* @__PURE__ */ new Map<string, Intl.DateTimeFormat>();

function clockOf(name: string): Intl.DateTimeFormat {
  const known = clocks.get(name);
  if (known !== undefined) return known;
  const numeric = 'numeric';
  const fields = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric } as const;
  const options = { ...fields, hourCycle: 'h23', timeZone: name } as const;
  const clock = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', options);
  if (clocks.size >= ZONES) clocks.clear();
  clocks.set(name, clock);
  return clock;
}

/** What the clock of a zone shows, as if it were UTC, less the moment: minutes east of Greenwich. */
function measured(clock: Intl.DateTimeFormat, minutes: number): number {
  const [month, day, year, hour, minute] = (clock.format(minutes * MINUTE).match(/\d+/g) ?? []).map(Number);
  return Date.UTC(year as number, (month as number) - 1, day, hour, minute) / MINUTE - minutes;
}

/**
 * Minutes east of Greenwich of an IANA time zone, so many minutes after 1970-01-01T00:00Z; undefined if the engine does
 * not know the zone. Never throws: the module is in the middle of a call.
 */
export function offsetAt(name: string, minutes: number): number | undefined {
  try {
    const offset = measured(clockOf(name), minutes);
    return Number.isInteger(offset) ? offset : undefined;
  } catch {
    return undefined;
  }
}
