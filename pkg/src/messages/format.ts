// Numbers, amounts, dates, lists and plurals as a language writes them, by `Intl`. Knows no sentences. Formatters are
// kept, since making one takes about a hundred times as long as using it.

import { currencies } from '../generated/currencies.js';
import { codes } from '../json/schema.js';

/** How many languages have their formatters kept at a time, and how many currencies for each. */
const LANGUAGES = 20;
const CURRENCIES = 20;

/** Scripts written from right to left (ISO 15924). */
const RIGHT_TO_LEFT = ['Adlm', 'Arab', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa'];

/** From this magnitude on, JavaScript itself writes numbers with an exponent. */
const LARGE = 1e21;
const SMALL = 1e-6;
/** More digits than the shortest text that reads back as the same number ever has. */
const ALL_DIGITS = 21;

// ISO 4217's currencies without a minor unit, and those whose minor unit is a thousandth; the others have hundredths.
// `Intl` would say what is usual in shops (CLDR), which differs for 16 of them.
const WHOLE = /* @__PURE__ */ new Set(/* @__PURE__ */ codes('BIFCLPDJFGNFISKJPYKMFKRWPYGRWFUGXUYIVNDVUVXAFXOFXPF', 3));
const THOUSANDTHS = /* @__PURE__ */ new Set(/* @__PURE__ */ codes('BHDIQDJODKWDLYDOMRTND', 3));
const KNOWN: ReadonlySet<string> = /* @__PURE__ */ new Set(currencies);

/**
 * Whether amounts can be written in this currency: an ISO 4217 currency that the stages know. `Intl` rejects others, or
 * invents a format.
 */
export function isCurrency(code: string): boolean {
  return KNOWN.has(code);
}

/** How many decimals an amount in this currency has. */
export function minorDigits(currency: string): number {
  if (WHOLE.has(currency)) return 0;
  return THOUSANDTHS.has(currency) ? 3 : 2;
}

/** The result of `make` for a key, kept in a map that is emptied when it is full. */
export function keptIn<Value>(kept: Map<string, Value>, most: number, key: string, make: () => Value): Value {
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (kept.size >= most) kept.clear();
  const made = make();
  kept.set(key, made);
  return made;
}

/** Kinds of codes whose names `Intl` knows, and the form of such a code. */
const CODES = { region: /^[A-Z]{2}$/, currency: /^[A-Z]{3}$/, language: /^[a-z]{2,3}$/ };
export type CodeKind = keyof typeof CODES;

/** How many time zones have their formatter kept. */
const ZONES = 100;
/** A longer text is not the name of a time zone. */
const LONGEST_ZONE = 50;

const zones = /* @__PURE__ */ new Map<string, Intl.DateTimeFormat>();

/** A time zone's offset from UTC at a time, such as `+02:00`; undefined if it is not a time zone. */
function offsetIn(timeZone: string, time: number): string | undefined {
  if (timeZone.length > LONGEST_ZONE) return undefined;
  try {
    const zone = keptIn(
      zones,
      ZONES,
      timeZone,
      () => new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }),
    );
    const name = zone.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value;
    return name?.replace('GMT', '').replace('\u2212', '-') || '+00:00';
  } catch {
    // Not a time zone, or not a time.
    return undefined;
  }
}

/** Milliseconds of an offset such as `-03:30`. */
function milliseconds(offset: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = offset.slice(1).split(':').map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * (offset.startsWith('-') ? -1000 : 1000);
}

/** How a language writes values. */
export interface Format {
  /** Whether the language is written from right to left. */
  readonly rightToLeft: boolean;
  readonly number: (value: number) => string;
  /** An amount in minor units of a known currency. */
  readonly money: (minor: number, currency: string) => string;
  /**
   * An RFC 3339 time, with its offset: in the given time zone if that is valid, or else as written. Undefined if the
   * text is not a time.
   */
  readonly date: (text: string, timeZone: string | undefined) => string | undefined;
  /** The name of a country (ISO 3166-1), a currency (ISO 4217) or a language, by its code; undefined if it has none. */
  readonly nameOf: (kind: CodeKind, code: string) => string | undefined;
  /** `a, b, or c` */
  readonly list: (items: readonly string[]) => string;
  readonly plural: (count: number) => Intl.LDMLPluralRule;
}

function formatOf(tag: string): Format {
  const script = new Intl.Locale(tag).maximize().script ?? '';
  // Made on demand: the first formatter of a process takes some milliseconds.
  let numbers: Intl.NumberFormat | undefined;
  let lists: Intl.ListFormat | undefined;
  let plurals: Intl.PluralRules | undefined;
  let dates: Intl.DateTimeFormat | undefined;
  const amounts = new Map<string, Intl.NumberFormat>();
  const names = new Map<string, Intl.DisplayNames>();
  return {
    rightToLeft: RIGHT_TO_LEFT.includes(script),
    number(value) {
      numbers ??= new Intl.NumberFormat(tag, { maximumSignificantDigits: ALL_DIGITS });
      const size = Math.abs(value);
      return size < LARGE && (size >= SMALL || size === 0) ? numbers.format(value) : String(value);
    },
    money(minor, currency) {
      const digits = minorDigits(currency);
      const amount = keptIn(amounts, CURRENCIES, currency, () => {
        const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits };
        return new Intl.NumberFormat(tag, { style: 'currency', currency, ...fraction });
      });
      return Math.abs(minor) < LARGE ? amount.format(minor / 10 ** digits) : String(minor);
    },
    date(text, timeZone) {
      const [, day, time, written = ''] =
        /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d)(?:[\d:.]{0,20}([Zz]|[+-]\d\d:\d\d))?/.exec(text) ?? [];
      const clock = Date.parse(`${day}T${time}Z`);
      if (Number.isNaN(clock)) return undefined;
      dates ??= new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
      // Without an offset the moment is not known.
      if (written === '') return dates.format(clock);
      const instant = clock - milliseconds(written);
      const offset = timeZone === undefined ? undefined : offsetIn(timeZone, instant);
      if (offset !== undefined) return `${dates.format(instant + milliseconds(offset))} UTC${offset}`;
      return `${dates.format(clock)} UTC${/z/i.test(written) ? '' : written}`;
    },
    nameOf(kind, code) {
      if (!CODES[kind].test(code)) return undefined;
      const of = keptIn(names, 3, kind, () => new Intl.DisplayNames(tag, { type: kind, fallback: 'none' }));
      return of.of(code);
    },
    list(items) {
      lists ??= new Intl.ListFormat(tag, { type: 'disjunction' });
      return lists.format(items);
    },
    plural(count) {
      plurals ??= new Intl.PluralRules(tag);
      return plurals.select(count);
    },
  };
}

const formats = /* @__PURE__ */ new Map<string, Format>();

/** How the language with this BCP 47 tag writes values. */
export function formatIn(tag: string): Format {
  return keptIn(formats, LANGUAGES, tag, () => formatOf(tag));
}
