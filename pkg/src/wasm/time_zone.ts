// The offset from UTC of a time zone at a moment, by the engine's own time zone database. Called by the module.

/** How many zones have their formatter kept, which takes long to make. */
const ZONES = 50;
/** In milliseconds. */
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

/** The time on a zone's clock, taken as UTC, minus the moment: minutes east of Greenwich. */
function measured(clock: Intl.DateTimeFormat, minutes: number): number {
  const [month, day, year, hour, minute] = (clock.format(minutes * MINUTE).match(/\d+/g) ?? []).map(Number);
  return Date.UTC(year as number, (month as number) - 1, day, hour, minute) / MINUTE - minutes;
}

/**
 * The offset of an IANA time zone in minutes east of Greenwich, at a moment given in minutes since 1970-01-01T00:00Z;
 * undefined if the engine does not know the zone. Never throws, because the module is in the middle of a call.
 */
export function offsetAt(name: string, minutes: number): number | undefined {
  try {
    const offset = measured(clockOf(name), minutes);
    return Number.isInteger(offset) ? offset : undefined;
  } catch {
    return undefined;
  }
}
