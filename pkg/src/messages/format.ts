// Numbers, amounts, dates, lists and plurals as a language writes them, by `Intl`. Knows no sentence. Formatters are kept,
// since making one takes some hundred times as long as using it.

import { currencies } from '../generated/currencies.js';
import { codes } from '../json_schema.js';

/** Languages of which formatters are kept at a time, and currencies of each. */
const LANGUAGES = 20;
const CURRENCIES = 20;

/** Scripts that are written from right to left (ISO 15924). */
const RIGHT_TO_LEFT = ['Adlm', 'Arab', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa'];

/** From here on JavaScript, too, writes a number with its exponent. */
const LARGE = 1e21;

// ISO 4217's currencies without a minor unit, and with one of a thousandth; the others have hundredths. `Intl` would
// say what is usual in shops (CLDR), which differs for 16 of them.
const WHOLE = /* @__PURE__ */ new Set(/* @__PURE__ */ codes('BIFCLPDJFGNFISKJPYKMFKRWPYGRWFUGXUYIVNDVUVXAFXOFXPF', 3));
const THOUSANDTHS = /* @__PURE__ */ new Set(/* @__PURE__ */ codes('BHDIQDJODKWDLYDOMRTND', 3));
const KNOWN: ReadonlySet<string> = /* @__PURE__ */ new Set(currencies);

/** Whether amounts can be written in it: a currency of ISO 4217 that the stages know. `Intl` refuses, or makes up, others. */
export function isCurrency(code: string): boolean {
  return KNOWN.has(code);
}

function minorDigits(currency: string): number {
  if (WHOLE.has(currency)) return 0;
  return THOUSANDTHS.has(currency) ? 3 : 2;
}

/** What `make` makes for a key, kept in a map that is emptied when it is full. */
export function keptIn<Value>(kept: Map<string, Value>, most: number, key: string, make: () => Value): Value {
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (kept.size >= most) kept.clear();
  const made = make();
  kept.set(key, made);
  return made;
}

/** How a language writes values. */
export interface Format {
  /** Whether it is written from right to left. */
  readonly rightToLeft: boolean;
  readonly number: (value: number) => string;
  /** An amount in minor units of a currency that is known. */
  readonly money: (minor: number, currency: string) => string;
  /** The time as RFC 3339 writes it, whatever its offset; undefined if the text is no time. */
  readonly date: (text: string) => string | undefined;
  /** `a, b, or c` */
  readonly list: (items: readonly string[]) => string;
  readonly plural: (count: number) => Intl.LDMLPluralRule;
}

function formatOf(tag: string): Format {
  const script = new Intl.Locale(tag).maximize().script ?? '';
  // Made when they are needed: the first of a process takes some milliseconds.
  let numbers: Intl.NumberFormat | undefined;
  let lists: Intl.ListFormat | undefined;
  let plurals: Intl.PluralRules | undefined;
  let dates: Intl.DateTimeFormat | undefined;
  const amounts = new Map<string, Intl.NumberFormat>();
  return {
    rightToLeft: RIGHT_TO_LEFT.includes(script),
    number(value) {
      numbers ??= new Intl.NumberFormat(tag);
      return Math.abs(value) < LARGE ? numbers.format(value) : String(value);
    },
    money(minor, currency) {
      const digits = minorDigits(currency);
      const amount = keptIn(amounts, CURRENCIES, currency, () => {
        const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits };
        return new Intl.NumberFormat(tag, { style: 'currency', currency, ...fraction });
      });
      return Math.abs(minor) < LARGE ? amount.format(minor / 10 ** digits) : String(minor);
    },
    date(text) {
      const [, day, time] = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d)/.exec(text) ?? [];
      const date = new Date(`${day}T${time}Z`);
      dates ??= new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
      return Number.isNaN(date.getTime()) ? undefined : dates.format(date);
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

/** How the language of a BCP 47 tag writes values. */
export function formatIn(tag: string): Format {
  return keptIn(formats, LANGUAGES, tag, () => formatOf(tag));
}
