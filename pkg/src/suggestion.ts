// What was probably meant by a value that is wrong: the nearest of those that would be right. A suggestion is a text of
// the schema's side or of `Intl`'s, never the caller's own. The work is bounded, whatever the value and the schema are.

import { valueTitles } from './generated/value_titles.js';
import type { RawIssue } from './issue.js';
import { keywordOf, type Label, labelOf, own, readable, type Schema, titleOf } from './label.js';
import type { Wording } from './messages/catalogue.js';
import { type CodeKind, formatIn, isCurrency, keptIn, minorDigits } from './messages/format.js';
import { along, currencyOf } from './surroundings.js';

/** UTF-16 units of a value that is compared; what is longer is no slip of the keyboard. */
const LONGEST = 60;
/** Values that are compared; time zones are the most that a schema has a reason to list. */
const MOST = 500;
/** Fewest letters of a value that is the beginning of a name, or has one in it. */
const FEWEST = 3;
/** A letter may be wrong for every so many, and two at most. */
const LETTERS_FOR_A_SLIP = 4;
const MOST_SLIPS = 2;

/** Languages whose names of countries, currencies and languages are known besides the one that is spoken. */
const LANGUAGES = ['en', 'ar', 'de', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt'];

/** Languages by their codes (BCP 47) that events are held in, as far as one may be meant by its name. */
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

/** A text as its words, without what people overlook: capitals, accents, signs between words. */
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

/** A name that a value may be meant by. */
interface Near {
  /** Its words, each with a blank before and the last with one behind it, too. */
  readonly name: string;
  readonly letters: string;
  readonly value: string;
}

/** Finds the one value that is nearest; none, if several are as near. */
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

/** What the values of a list go by. */
class Names {
  /** By name without blanks; undefined where several values have the name. */
  readonly #exact = new Map<string, string | undefined>();
  /** Names that values may be near to; those of one name, and those of as many letters. */
  readonly #near: Near[] = [];
  readonly #named = new Map<string, Near[]>();
  readonly #ofLength = new Map<number, Near[]>();
  /** All of these names in one text, since most of what is said is a part of none. */
  #all = '';

  constructor(values: readonly string[]) {
    for (const value of values.slice(0, MOST)) this.add(value, value);
  }

  /** Of what is added later, a value itself is never ambiguous. */
  add(value: string, name: string, near = true): void {
    // Half of a surrogate pair is no text that anybody can write.
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
   * The one value that a text is nearest to, of those that may be meant. In `free` text, names are looked for among other
   * words, too.
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

  /** Names of which what was said is a part. */
  #partOfName(said: string, found: Nearest): void {
    const begin = ` ${said}`;
    if (!this.#all.includes(begin)) return;
    for (const { name, value } of this.#near) {
      const at = name.indexOf(begin);
      // Whole words are nearer than the beginning of one, and those that a name begins with nearer than its others.
      if (at !== -1) found.offer(value, (at === 0 ? 1 : 2) + (name.includes(`${begin} `) ? 0 : 0.5));
    }
  }

  /** Names that are a part of what was said, of which the longest is meant. */
  #nameWithin(said: string, found: Nearest): void {
    const parts = said.split(' ');
    for (let first = 0; first < parts.length; first++) {
      let name = '';
      for (let last = first; last < parts.length; last++) {
        name += last === first ? parts[last] : ` ${parts[last]}`;
        // The whole is a part of the name as well.
        if (name.length < FEWEST || name === said) continue;
        for (const { value } of this.#named.get(name) ?? []) found.offer(value, FAR - name.length / LONGEST);
      }
    }
  }

  /** Names in which a few letters are others. */
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

/** The list that a map has for a key, for more to be added. */
function listed<Key>(lists: Map<Key, Near[]>, key: Key): Near[] {
  const known = lists.get(key);
  if (known !== undefined) return known;
  const list: Near[] = [];
  lists.set(key, list);
  return list;
}

/** Farther than any name of which what was said is a part, or the other way round. */
const FAR = 5;

/**
 * How many letters are wrong, missing or too many (Levenshtein's distance) in one text from a place on, for it to be the
 * other from a place on; infinite if more than `most` are.
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

/** Names that were made of a list, by language: a list is met again with every value that is not in it. */
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

/** Fewer values than this may be words that are codes by chance. */
const FEWEST_CODES = 20;

const kinds = /* @__PURE__ */ new WeakMap<object, { readonly kind: CodeKind | undefined }>();

/** Of which kind all values of a list are codes: countries or currencies. */
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

/** What people write for codes of a kind. */
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

/** What people write for the values of an enum: as they are, or as they are labelled. */
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
      // What else holds for it, under a condition, mostly has no title.
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

/** Lists of stages and statuses, of which there are two. */
const ALLOWED = 10;
const ofAllowed = /* @__PURE__ */ new Map<string, Names>();

function namesOfAllowed(values: readonly string[]): Names {
  return keptIn(ofAllowed, ALLOWED, values.join('\n'), () => new Names(values));
}

const cityOf = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1);

let zones: Names | undefined;

/** Names of time zones that `Intl` was asked for are kept: to be told that there is none takes it longer than all else. */
const ASKED = 100;
const asked = /* @__PURE__ */ new Map<string, string>();

/** The time zone that `Intl` has by a name, or by an older one; empty if it has none. */
function zoneNamed(name: string): string {
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    // Not an offset, which is the text itself.
    return /^[A-Z]\w*[/\w]*$/i.test(timeZone) ? timeZone : '';
  } catch {
    return '';
  }
}

/** The time zone of a name or a city: `US / Pacific`, `europe berlin`, `Berlin`. */
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

/** The tag of a language by its name, or of a locale as POSIX writes it: `English`, `de_AT`. */
function languageFor(text: string, wording: Wording): string | undefined {
  const { nameOf } = formatIn('en');
  const [, language = '', region = ''] = /^([A-Za-z]{2,3})[_-]([A-Za-z]{2})(?:[.@].*)?$/.exec(text) ?? [];
  const tag = [language.toLowerCase(), region.toUpperCase()] as const;
  if (nameOf('language', tag[0]) !== undefined && nameOf('region', tag[1]) !== undefined) return tag.join('-');
  return namesOf(SPOKEN, wording, () => namesOfCodes('language', SPOKEN, wording)).nearest(text, false);
}

/** An amount with decimals, as a number or a text with or without a currency, in the currency's minor unit. */
export function minorUnits(value: unknown, currency: string): number | undefined {
  const digits = minorDigits(currency);
  const amount =
    typeof value === 'number'
      ? value
      : typeof value === 'string' && value.length <= LONGEST
        ? // A comma before three digits may stand between thousands.
          Number(/^[^\d.,-]{0,4}(\d{1,9}(?:[.,]\d\d?|\.\d{3}))[^\d.,]{0,4}$/.exec(value.trim())?.[1]?.replace(',', '.'))
        : Number.NaN;
  const minor = Math.round(amount * 10 ** digits);
  // 12.5 yen are no amount, nor are 12.505 euros.
  if (digits === 0 || !Number.isSafeInteger(minor) || minor / 10 ** digits !== amount) return undefined;
  return minor;
}

/** Whether it is an amount in minor units that is no whole number. */
export function isAmount({ code, path, params }: RawIssue): boolean {
  return code === 'type' && own(params, 'type') === 'integer' && String(path.at(-1)).endsWith('_minor');
}

/** The values that an enum allows at a place: the schema's own list, which is met again, else the issue's. */
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

/** What was probably meant, if that can be told. */
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
      // What is there already is not meant.
      return names.nearest(key, true, (name) => own(values.at(-2), name) === undefined);
    }
    case 'known_stage':
    case 'known_status': {
      const said = own(params, code.slice('known_'.length));
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
  // A CHECK that is a list, too.
  if (code !== 'enum' && own(params, 'allowedValues') === undefined) return undefined;
  const label = labelOf(schema, path, code, params);
  const list = enumOf(schema, label, issue);
  const kind = codesIn(list);
  const names = namesOf(list, wording, () =>
    kind === undefined ? namesOfValues(texts(list), label.name, wording) : namesOfCodes(kind, texts(list), wording),
  );
  return names.nearest(value, kind === undefined);
}

/** The issue, with what was probably meant as `params.suggestion`. */
export function withSuggestion(wording: Wording, schema: Schema, issue: RawIssue, data: unknown): RawIssue {
  const suggestion = suggestionOf(wording, schema, issue, data);
  return suggestion === undefined ? issue : { ...issue, params: { ...issue.params, suggestion } };
}
