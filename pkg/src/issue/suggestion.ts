// What was probably meant by a wrong value: the nearest of those that would be right. A suggestion is always a text
// from the schema or from `Intl`, never the caller's own. The work is bounded, whatever the value and the schema are.

import { valueTitles } from '../generated/value_titles.js';
import type { Wording } from '../messages/catalogue.js';
import { type CodeKind, formatIn, isCurrency, keptIn, minorDigits } from '../messages/format.js';
import type { RawIssue } from './issue.js';
import { keywordOf, type Label, labelOf, own, readable, type Schema, titleOf } from './label.js';
import { along, currencyOf } from './surroundings.js';

/** How long a compared value may be, in UTF-16 units; anything longer is not a typing error. */
const LONGEST = 60;
/** How many values are compared; the longest list that a schema has a reason to contain is that of time zones. */
const MOST = 500;
/** The minimum number of letters for a value to be matched as the beginning of a name, or as containing one. */
const FEWEST = 3;
/** One letter may be wrong for each group of this many letters, and two at most. */
const LETTERS_FOR_A_SLIP = 4;
const MOST_SLIPS = 2;

/** Languages in which the names of countries, currencies and languages are known, besides the current one. */
const LANGUAGES = ['en', 'ar', 'de', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt'];

/** Codes (BCP 47) of languages in which events are held, for recognizing them by name. */
const SPOKEN =
  'ar bg bn ca cs cy da de el en es et eu fa fi fr ga gl he hi hr hu id is it ja ko lt lv ms nl no pl pt ro ru sk sl sq sr sv th tr uk ur vi zh'.split(
    ' ',
  );

/** What people write for a code besides its names in `Intl`, in the form of `words`. */
const ALIASES: Readonly<Record<string, string>> = {
  uk: 'GB',
  'great britain': 'GB',
  britain: 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  gbr: 'GB',
  usa: 'US',
  'u s': 'US',
  'u s a': 'US',
  america: 'US',
  'united states of america': 'US',
  deu: 'DE',
  ger: 'DE',
  fra: 'FR',
  esp: 'ES',
  ita: 'IT',
  aut: 'AT',
  che: 'CH',
  nld: 'NL',
  holland: 'NL',
  'the netherlands': 'NL',
  'czech republic': 'CZ',
  turkey: 'TR',
  uae: 'AE',
  'ivory coast': 'CI',
  bra: 'BR',
  can: 'CA',
  aus: 'AU',
  jpn: 'JP',
  '€': 'EUR',
  '£': 'GBP',
  'pound sterling': 'GBP',
  '₹': 'INR',
  $: 'USD',
};

/** A text as its words, without what people overlook: capitals, accents, punctuation between words. */
export function words(text: string): string {
  return text
    .replace(/([\p{Ll}\d])(?=\p{Lu})/gu, '$1 ')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{Sc}]+/gu, ' ')
    .trim();
}

const joined = (text: string): string => text.replaceAll(' ', '');

/** A name under which a value may have been meant. */
interface Near {
  /** Its words, each preceded by a blank, and the last also followed by one. */
  readonly name: string;
  readonly letters: string;
  readonly value: string;
}

/** Finds the one nearest value; none, if several are equally near. */
class Nearest {
  readonly #mayBe: (value: string) => boolean;
  far = Number.POSITIVE_INFINITY;
  value: string | undefined;

  constructor(mayBe: (value: string) => boolean) {
    this.#mayBe = mayBe;
  }

  offer(value: string, far: number): void {
    if (far > this.far || !this.#mayBe(value)) return;
    this.value = far < this.far || this.value === value ? value : undefined;
    this.far = far;
  }
}

/** The names under which the values of a list are known. */
class Names {
  /** Values by name without blanks; undefined if several values have the same name. */
  readonly #exact = new Map<string, string | undefined>();
  /** Names to be compared approximately: all of them, and grouped by name and by number of letters. */
  readonly #near: Near[] = [];
  readonly #named = new Map<string, Near[]>();
  readonly #ofLength = new Map<number, Near[]>();
  /** All of these names in one text, since most inputs are not part of any name. */
  #all = '';

  constructor(values: readonly string[]) {
    for (const value of values.slice(0, MOST)) this.add(value, value);
  }

  /** A value added earlier under its own spelling never becomes ambiguous by a name added later. */
  add(value: string, name: string, near = true): void {
    // Nobody can type half a surrogate pair.
    if (name.length > LONGEST || /\p{Cs}/u.test(value)) return;
    const said = words(name);
    if (said === '') return;
    const key = joined(said);
    const known = this.#exact.get(key);
    if (known === undefined && !this.#exact.has(key)) this.#exact.set(key, value);
    else if (known !== value && joined(words(known ?? '')) !== key) this.#exact.set(key, undefined);
    if (!near) return;
    const each = { name: ` ${said} `, letters: key, value };
    this.#near.push(each);
    listed(this.#named, said).push(each);
    listed(this.#ofLength, key.length).push(each);
    this.#all += `${each.name}\n`;
  }

  /**
   * The one value that is nearest to a text, among those that may be meant. In `free` text, names are also looked for
   * among other words.
   */
  nearest(text: string, free: boolean, mayBe: (value: string) => boolean = () => true): string | undefined {
    if (text.length > LONGEST) return undefined;
    const said = words(text);
    const key = joined(said);
    if (key === '') return undefined;
    const exact = this.#exact.get(key);
    if (exact !== undefined) return mayBe(exact) ? exact : undefined;
    const found = new Nearest(mayBe);
    if (said.length >= FEWEST) this.#partOfName(said, found);
    if (free) this.#nameWithin(said, found);
    if (found.far > FAR) this.#mistyped(key, Math.min(MOST_SLIPS, Math.floor(said.length / LETTERS_FOR_A_SLIP)), found);
    return found.value;
  }

  /** Offers names that contain the input. */
  #partOfName(said: string, found: Nearest): void {
    const begin = ` ${said}`;
    if (!this.#all.includes(begin)) return;
    for (const { name, value } of this.#near) {
      const at = name.indexOf(begin);
      // Whole words are nearer than beginnings of words, and those at the start of a name are nearer than its other
      // words.
      if (at !== -1) found.offer(value, (at === 0 ? 1 : 2) + (name.includes(`${begin} `) ? 0 : 0.5));
    }
  }

  /** Offers names contained in the input; the longest is nearest. */
  #nameWithin(said: string, found: Nearest): void {
    const parts = said.split(' ');
    for (let first = 0; first < parts.length; first++) {
      let name = '';
      for (let last = first; last < parts.length; last++) {
        name += last === first ? parts[last] : ` ${parts[last]}`;
        // The whole input has been handled as part of a name.
        if (name.length < FEWEST || name === said) continue;
        for (const { value } of this.#named.get(name) ?? []) found.offer(value, FAR - name.length / LONGEST);
      }
    }
  }

  /** Offers names that differ in a few letters. */
  #mistyped(key: string, most: number, found: Nearest): void {
    for (let length = key.length - most; length <= key.length + most; length++) {
      for (const { letters, value } of this.#ofLength.get(length) ?? []) {
        const bound = Math.min(most, found.far - FAR);
        const count = slips(key, 0, letters, 0, bound);
        if (count <= bound) found.offer(value, FAR + count);
      }
    }
  }
}

/** The list under a key in a map, created if it is missing. */
function listed<Key>(lists: Map<Key, Near[]>, key: Key): Near[] {
  const known = lists.get(key);
  if (known !== undefined) return known;
  const list: Near[] = [];
  lists.set(key, list);
  return list;
}

/** Farther than any name that contains the input or is contained in it. */
const FAR = 5;

/**
 * How many letters of one text, from a given index on, are wrong, missing or extra (Levenshtein distance) compared with
 * another text, from a given index on; infinite if more than `most`.
 */
function slips(a: string, fromA: number, b: string, fromB: number, most: number): number {
  if (Math.abs(a.length - fromA - (b.length - fromB)) > most) return Number.POSITIVE_INFINITY;
  let atA = fromA;
  let atB = fromB;
  while (atA < a.length && a.charCodeAt(atA) === b.charCodeAt(atB)) {
    atA++;
    atB++;
  }
  if (atA >= a.length && atB >= b.length) return 0;
  if (most < 1) return Number.POSITIVE_INFINITY;
  const wrong = slips(a, atA + 1, b, atB + 1, most - 1);
  const tooMany = slips(a, atA + 1, b, atB, most - 1);
  const missing = slips(a, atA, b, atB + 1, most - 1);
  return 1 + Math.min(wrong, tooMany, missing);
}

/** Names made from a list, by language: the same list occurs again with every value that is not in it. */
const made = /* @__PURE__ */ new WeakMap<Wording, WeakMap<object, Names>>();

function namesOf(list: object, wording: Wording, make: () => Names): Names {
  let known = made.get(wording);
  if (known === undefined) {
    known = new WeakMap();
    made.set(wording, known);
  }
  let names = known.get(list);
  if (names === undefined) {
    names = make();
    known.set(list, names);
  }
  return names;
}

const texts = (values: readonly unknown[]): string[] =>
  values.filter((value): value is string => typeof value === 'string').slice(0, MOST);

/** Fewer values than this may be words that look like codes by chance. */
const FEWEST_CODES = 20;

const kinds = /* @__PURE__ */ new WeakMap<object, { readonly kind: CodeKind | undefined }>();

/** The kind of code, country or currency, that all values of a list are. */
export function codesIn(values: readonly unknown[]): CodeKind | undefined {
  if (values.length < FEWEST_CODES || values.length > MOST) return undefined;
  let known = kinds.get(values);
  if (known === undefined) {
    const { nameOf } = formatIn('en');
    const all = (is: (code: string) => boolean): boolean =>
      values.every((code) => typeof code === 'string' && is(code));
    const kind = all(isCurrency)
      ? 'currency'
      : all((code) => nameOf('region', code) !== undefined)
        ? 'region'
        : undefined;
    known = { kind };
    kinds.set(values, known);
  }
  return known.kind;
}

/** What people write for codes of this kind. */
function namesOfCodes(kind: CodeKind, values: readonly string[], { locale }: Wording): Names {
  const names = new Names(values);
  const known = new Set(values);
  for (const tag of new Set([locale.tag, ...LANGUAGES])) {
    for (const code of values) {
      const name = formatIn(tag).nameOf(kind, code);
      if (name !== undefined) names.add(code, name, tag === locale.tag || tag === 'en');
    }
  }
  for (const [name, code] of Object.entries(ALIASES)) if (known.has(code)) names.add(code, name, false);
  return names;
}

/** What people write for the values of an enum: the values themselves, or their labels. */
function namesOfValues(values: readonly string[], title: string, { locale, labels }: Wording): Names {
  const names = new Names(values);
  for (const value of values) {
    const label = own(own(valueTitles, title), value);
    if (typeof label !== 'string') continue;
    for (const name of [label, own(locale.labels, label), own(labels, label)]) {
      if (typeof name === 'string') names.add(value, name);
    }
  }
  return names;
}

/** What people write for the members of an object: their keys, or their titles. */
function namesOfMembers(root: Schema, parents: Iterable<Schema>, { locale, labels }: Wording): Names {
  const members = new Map<string, Schema>();
  for (const parent of parents) {
    const properties = keywordOf(root, parent, 'properties');
    for (const [key, schema] of Object.entries(
      typeof properties === 'object' && properties !== null ? properties : {},
    )) {
      if (members.size === MOST) break;
      // Further schemas for the same member, under a condition, usually have no title.
      if (!members.has(key)) members.set(key, schema);
    }
  }
  const names = new Names([...members.keys()]);
  for (const [key, schema] of members) {
    const title = titleOf(schema, root) ?? readable(key);
    for (const name of [title, own(locale.labels, title), own(labels, title)]) {
      if (typeof name === 'string') names.add(key, name);
    }
  }
  return names;
}

/** How many lists of stages and statuses are kept; there are two. */
const ALLOWED = 10;
const ofAllowed = /* @__PURE__ */ new Map<string, Names>();

function namesOfAllowed(values: readonly string[]): Names {
  return keptIn(ofAllowed, ALLOWED, values.join('\n'), () => new Names(values));
}

const cityOf = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1);

let zones: Names | undefined;

/**
 * How many answers of `Intl` about time zones are kept: asking for one that does not exist takes longer than everything
 * else.
 */
const ASKED = 100;
const asked = /* @__PURE__ */ new Map<string, string>();

/** The time zone that `Intl` knows by this name, which may be an older one; empty if there is none. */
function zoneNamed(name: string): string {
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    // Not an offset, for which `Intl` returns the text itself.
    return /^[A-Z]\w*[/\w]*$/i.test(timeZone) ? timeZone : '';
  } catch {
    return '';
  }
}

/** The time zone meant by a name or a city: `US / Pacific`, `europe berlin`, `Berlin`. */
function timeZoneFor(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  const name = text
    .trim()
    .replace(/\s*\/\s*/g, '/')
    .replace(/\s+/g, '_');
  const zone = keptIn(asked, ASKED, name, () => zoneNamed(name));
  if (zone !== '') return zone;
  if (zones === undefined) {
    const known = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];
    zones = new Names([]);
    for (const zone of known) {
      zones.add(zone, zone, false);
      zones.add(zone, cityOf(zone));
    }
  }
  const found = zones.nearest(text, true);
  if (found !== undefined) return found;
  const city = cityOf(text);
  return city === text ? undefined : zones.nearest(city, true);
}

/** The tag of a language given by its name, or of a locale in POSIX form: `English`, `de_AT`. */
function languageFor(text: string, wording: Wording): string | undefined {
  const { nameOf } = formatIn('en');
  const [, language = '', region = ''] = /^([A-Za-z]{2,3})[_-]([A-Za-z]{2})(?:[.@].*)?$/.exec(text) ?? [];
  const tag = [language.toLowerCase(), region.toUpperCase()] as const;
  if (nameOf('language', tag[0]) !== undefined && nameOf('region', tag[1]) !== undefined) return tag.join('-');
  return namesOf(SPOKEN, wording, () => namesOfCodes('language', SPOKEN, wording)).nearest(text, false);
}

/** An amount with decimals, given as a number or as a text with or without a currency, in the currency's minor unit. */
export function minorUnits(value: unknown, currency: string): number | undefined {
  const digits = minorDigits(currency);
  const amount =
    typeof value === 'number'
      ? value
      : typeof value === 'string' && value.length <= LONGEST
        ? // A comma before three digits may separate thousands.
          Number(/^[^\d.,-]{0,4}(\d{1,9}(?:[.,]\d\d?|\.\d{3}))[^\d.,]{0,4}$/.exec(value.trim())?.[1]?.replace(',', '.'))
        : Number.NaN;
  const minor = Math.round(amount * 10 ** digits);
  // 12.5 yen is not an amount, and neither is 12.505 euros.
  if (digits === 0 || !Number.isSafeInteger(minor) || minor / 10 ** digits !== amount) return undefined;
  return minor;
}

/** Whether the issue is about an amount in minor units that is not an integer. */
export function isAmount({ code, path, params }: RawIssue): boolean {
  return code === 'type' && own(params, 'type') === 'integer' && String(path.at(-1)).endsWith('_minor');
}

/** The values that an enum allows at a place: the schema's own list, which occurs again, or else the issue's. */
export function enumOf(root: Schema, label: Label, { params }: RawIssue): readonly unknown[] {
  const values = own(params, 'allowedValues');
  const listed = Array.isArray(values) ? values : [];
  const count = own(params, 'count') ?? listed.length;
  const found = label.foundIn((schema) => {
    const list = keywordOf(root, schema, 'enum');
    const isIt = Array.isArray(list) && list.length === count && listed.every((value, at) => value === list[at]);
    return isIt ? list : undefined;
  });
  return found ?? listed;
}

/** What was probably meant, if that can be determined. */
function suggestionOf(wording: Wording, schema: Schema, issue: RawIssue, data: unknown): string | number | undefined {
  const { code, params, path } = issue;
  const values = along(data, path);
  const there = values.length === path.length + 1;
  const value = there ? values.at(-1) : undefined;
  switch (code) {
    case 'type': {
      const currency = isAmount(issue) ? currencyOf(values) : undefined;
      return currency !== undefined && isCurrency(currency) ? minorUnits(value, currency) : undefined;
    }
    case 'additionalProperties':
    case 'unevaluatedProperties':
    case 'PGRST204': {
      const key = path.at(-1);
      if (typeof key !== 'string') return undefined;
      const { parent, parents } = labelOf(schema, path, code, params);
      const make = (): Names => namesOfMembers(schema, parents(), wording);
      const names = typeof parent === 'object' && parent !== null ? namesOf(parent, wording, make) : make();
      // A member that is already present is not meant.
      return names.nearest(key, true, (name) => own(values.at(-2), name) === undefined);
    }
    case 'known_completed_stages':
    case 'known_status': {
      const said = own(params, code === 'known_status' ? 'status' : 'stage');
      const allowed = own(params, 'allowed');
      return typeof said === 'string' && Array.isArray(allowed)
        ? namesOfAllowed(texts(allowed)).nearest(said, true)
        : undefined;
    }
  }
  if (typeof value !== 'string') return undefined;
  if (code === 'format') {
    if (params.format === 'iana-time-zone') return timeZoneFor(value);
    return params.format === 'language-tag' ? languageFor(value, wording) : undefined;
  }
  // This includes a CHECK that is a list.
  if (code !== 'enum' && own(params, 'allowedValues') === undefined) return undefined;
  const label = labelOf(schema, path, code, params);
  const list = enumOf(schema, label, issue);
  const kind = codesIn(list);
  const names = namesOf(list, wording, () =>
    kind === undefined ? namesOfValues(texts(list), label.name, wording) : namesOfCodes(kind, texts(list), wording),
  );
  return names.nearest(value, kind === undefined);
}

/** The issue, with what was probably meant in `params.suggestion`. */
export function withSuggestion(wording: Wording, schema: Schema, issue: RawIssue, data: unknown): RawIssue {
  const suggestion = suggestionOf(wording, schema, issue, data);
  return suggestion === undefined ? issue : { ...issue, params: { ...issue.params, suggestion } };
}
