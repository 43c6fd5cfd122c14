// The offset from UTC of a time zone at a moment, by the engine's own time zone database. Called by the module.

/** How many zones have their formatter kept, and for how many moments of each the offset is kept. */
const ZONES = 50;
const MOMENTS = 100;
/** In milliseconds. */
const MINUTE = 60_000;

interface Zone {
  readonly clock: Intl.DateTimeFormat;
  /** Offsets in minutes, by minutes since 1970. */
  readonly known: Map<number, number>;
}

const zones = /* @__PURE__ */ new Map<string, Zone>();

function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const numeric = 'numeric';
  const fields = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric } as const;
  const zone = {
    clock: new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', { ...fields, hourCycle: 'h23', timeZone: name }),
    known: new Map<number, number>(),
  };
  if (zones.size >= ZONES) zones.clear();
  zones.set(name, zone);
  return zone;
}

/** The time on a zone's clock, taken as UTC, minus the moment: minutes east of Greenwich. */
function measured({ clock }: Zone, minutes: number): number {
  const [month, day, year, hour, minute] = (clock.format(minutes * MINUTE).match(/\d+/g) ?? []).map(Number);
  return Date.UTC(year as number, (month as number) - 1, day, hour, minute) / MINUTE - minutes;
}

/**
 * The offset of an IANA time zone in minutes east of Greenwich, at a moment given in minutes since 1970-01-01T00:00Z;
 * undefined if the engine does not know the zone. Never throws, because the module is in the middle of a call.
 */
export function offsetAt(name: string, minutes: number): number | undefined {
  try {
    const zone = zoneOf(name);
    let offset = zone.known.get(minutes);
    if (offset === undefined) {
      offset = measured(zone, minutes);
      if (zone.known.size >= MOMENTS) zone.known.clear();
      zone.known.set(minutes, offset);
    }
    return Number.isInteger(offset) ? offset : undefined;
  } catch {
    return undefined;
  }
}
