// What offset from UTC a time zone has at a moment, by the engine's own time zone database. The module asks for it.

/** Zones of which the formatter is kept, and moments of each whose offset is. */
const ZONES = 50;
const MOMENTS = 100;
/** Milliseconds. */
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

/** What the clock of a zone shows, as if it were UTC, less the moment: minutes east of Greenwich. */
function measured({ clock }: Zone, minutes: number): number {
  const [month, day, year, hour, minute] = (clock.format(minutes * MINUTE).match(/\d+/g) ?? []).map(Number);
  return Date.UTC(year as number, (month as number) - 1, day, hour, minute) / MINUTE - minutes;
}

/**
 * Minutes east of Greenwich of an IANA time zone, so many minutes after 1970-01-01T00:00Z; undefined if the engine does
 * not know the zone. Never throws: the module is in the middle of a call.
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
