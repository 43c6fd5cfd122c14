// An issue's sentence in a language. Sentences are templates, data and no code: `{param}` is a param of the issue,
// `{param|kind}` says how it is written (`raw`: an identifier without quotes; `label`: the name of the field with that key;
// `quoted`: a field's name in quotes; `value`: one that the field may have, as it is to be typed, or by its label; `word`,
// `date` or a unit), and what stands in [brackets] is left out if a param in it is missing. Numbers, dates, lists and plurals
// are left to `Intl`. Params, names and values may be anything: there is a sentence for all.

import { valueTitles } from '../generated/value_titles.js';
import type { RawIssue } from '../issue.js';
import { type Label, labelOf, own, type Schema } from '../label.js';
import { codesIn, enumOf, isAmount, minorUnits, words } from '../suggestion.js';
import { along, currencyOf, textMember, timeZoneOf } from '../surroundings.js';
import { cut, firstHidden, harmless, hasRightToLeft, isBlank, isolated, LONGEST, withoutRow } from '../text.js';
import { type CodeKind, type Format, formatIn, isCurrency, keptIn, minorDigits } from './format.js';
import type { Locale } from './locale.js';

export { checkedLocale, type Locale, type Plural } from './locale.js';

/** In which words an issue is put. */
export interface Wording {
  readonly locale: Locale;
  /** Says what the locale does not. */
  readonly english: Locale;
  /** The caller's own names of fields, by English title. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/** Most values, or places, that a sentence lists; the rest is in `params` and `path`. */
const LISTED = 8;
/** Values of a longer list that are named as examples. */
const EXAMPLES = 3;
/** Code units after which no further one is listed. */
const ROOM = 2 * LONGEST;
/** Templates that are kept in parts: those of some languages. */
const TEMPLATES = 2000;

/** Names that tables, constraints and codes have, which stand in a sentence without quotes. */
const IDENTIFIER = /^[A-Za-z_][\w$.-]{0,62}$|^[\dA-Z]{5}$/;

/** `{name|kind}` */
interface Slot {
  readonly name: string;
  readonly kind: string;
}
/** `[…]` */
interface Section {
  readonly parts: readonly (string | Slot)[];
}
type Template = readonly (string | Slot | Section)[];

/** The values that a template has slots for, by name. Those of the issue may be anything. */
type Values = (name: string) => unknown;
/** What is a part of a sentence already: names of fields, places. */
type Phrases = Readonly<Record<string, string>>;

const templates = /* @__PURE__ */ new Map<string, Template>();

/** Texts of schemas in the form of `words`: each is met again with every issue of its field. */
const SPELLED = 2000;
const spelled = /* @__PURE__ */ new Map<string, string>();

/** Whether two texts of the schema's side are the same but for their spelling. */
function sameWords(one: string, other: string): boolean {
  const spelling = (text: string): string => keptIn(spelled, SPELLED, text, () => words(text));
  return one === other || spelling(one) === spelling(other);
}

/** Lists of values in words that are kept, by language, and the most code units of what such a list is found by. */
const LISTS = 200;
const LONGEST_LIST = 2000;
const lists = /* @__PURE__ */ new WeakMap<Wording, Map<string, string>>();

function listsIn(wording: Wording): Map<string, string> {
  let known = lists.get(wording);
  if (known === undefined) {
    known = new Map();
    lists.set(wording, known);
  }
  return known;
}

function partsOf(text: string): (string | Slot)[] {
  // Every other piece stands between two slots.
  return text.split(/(\{\w+\|?\w*\})/).map((piece, index) => {
    if (index % 2 === 0) return piece;
    const [name = '', kind = ''] = piece.slice(1, -1).split('|');
    return { name, kind };
  });
}

function templateOf(text: string): Template {
  return keptIn(templates, TEMPLATES, text, () =>
    text
      .split(/(\[[^\]]+\])/)
      .flatMap((piece, index): (string | Slot | Section)[] =>
        index % 2 === 0 ? partsOf(piece) : [{ parts: partsOf(piece.slice(1, -1)) }],
      ),
  );
}

/** A value as JSON, if that has not many more than `room` code units. Of what has, no more than that is read. */
function shortJson(value: unknown, room: number): string | undefined {
  if (room < 0 || (typeof value === 'string' && value.length > room)) return undefined;
  if (typeof value !== 'object' || value === null) return String(JSON.stringify(value));
  const list = Array.isArray(value);
  const members: string[] = [];
  let left = room - 2;
  for (const key of list ? value.keys() : Object.keys(value)) {
    const name = typeof key === 'string' ? shortJson(key, left) : '';
    const member = shortJson(own(value, key), left);
    if (name === undefined || member === undefined) return undefined;
    members.push(list ? member : `${name}:${member}`);
    left -= name.length + member.length + 1;
  }
  return list ? `[${members.join(',')}]` : `{${members.join(',')}}`;
}

/** The texts before a sentence's room for a list is used; at least one of them. */
function fitting(texts: Iterable<string>): string[] {
  const kept: string[] = [];
  let room = ROOM;
  for (const text of texts) {
    if (kept.length === LISTED || (room < text.length && kept.length > 0)) break;
    kept.push(text);
    room -= text.length;
  }
  return kept;
}

/** A language's way to write the values of one issue. */
class Speaker {
  readonly #wording: Wording;
  readonly #format: Format;
  readonly #label: Label;
  /** The currency of amounts, where numbers are amounts. */
  readonly #currency: string | undefined;
  /** What stands around the value, where the time zone is found that times are shown in. */
  readonly #values: readonly unknown[];
  /** The language's quotation marks, without the spaces that French has. */
  readonly #marks: readonly string[];

  constructor(wording: Wording, label: Label, currency: string | undefined, values: readonly unknown[]) {
    this.#wording = wording;
    this.#format = formatIn(wording.locale.tag);
    this.#label = label;
    this.#currency = currency;
    this.#values = values;
    this.#marks = wording.locale.quotes.map((mark) => mark.trim());
  }

  /** The first template that the language has under one of the names, else English. */
  template(...names: readonly (string | undefined)[]): string | undefined {
    for (const { messages } of [this.#wording.locale, this.#wording.english]) {
      for (const name of names) if (name !== undefined && Object.hasOwn(messages, name)) return messages[name];
    }
    return undefined;
  }

  /** A text between the language's quotation marks, which it cannot end by marks of its own. */
  #enclosed(text: string): string {
    const [before, after] = this.#wording.locale.quotes;
    const marks = this.#marks;
    const other = marks.includes('"') ? "'" : '"';
    return before + marks.reduce((inside, mark) => inside.replaceAll(mark, other), text) + after;
  }

  /** A text of the data, set apart. */
  quoted(text: string): string {
    const inside = harmless(cut(text));
    return this.#enclosed(this.#format.rightToLeft || hasRightToLeft(inside) ? isolated(inside) : inside);
  }

  /** What the language, or the caller, calls a field or a value of an enum. */
  #translated(title: string): string {
    const { locale, labels } = this.#wording;
    const known = own(labels, title) ?? own(locale.labels, title);
    return typeof known === 'string' ? known : title;
  }

  /** A name as a part of the sentence. */
  #placed(text: string): string {
    const name = harmless(cut(text));
    const placed = hasRightToLeft(name) === this.#format.rightToLeft ? name : isolated(name);
    // What has quotation marks of its own would seem to begin or end at them.
    return this.#marks.some((mark) => placed.includes(mark)) ? this.#enclosed(placed) : placed;
  }

  /** A field's name in the language. */
  named(title: string): string {
    return this.#placed(this.#translated(title));
  }

  /** A code with what it is called, unless that is the code itself in another spelling. */
  #explained(code: string, said: string, name: string | undefined): string {
    return name === undefined || sameWords(name, code) ? said : `${said} (${name})`;
  }

  /** What a value of an enum is called, if it has a label. */
  #called(value: unknown, title: string): string | undefined {
    const label = own(own(valueTitles, title), String(value));
    return typeof label === 'string' ? this.#translated(label) : undefined;
  }

  /** A value that the field of that title may have: by its label, with the value where it is not that in another spelling. */
  value(value: unknown, title: string): string {
    if (typeof value === 'number' && Number.isFinite(value)) {
      return this.#explained('', String(value), this.#currency && this.#format.money(value, this.#currency));
    }
    const name = typeof value === 'string' ? this.#called(value, title) : undefined;
    if (typeof value !== 'string' || name === undefined) return this.shown(value);
    return this.#explained(name, this.quoted(name), sameWords(name, value) ? undefined : this.#bare(value));
  }

  /** A value as it is to be typed, with its label. */
  typed(value: string, title: string): string {
    const name = this.#called(value, title);
    return this.#explained(value, this.quoted(value), name && this.#placed(name));
  }

  /** A code of a country, a currency or a language, with its name. */
  code(code: string, kind: CodeKind): string {
    const name = this.#format.nameOf(kind, code);
    return this.#explained(code, this.quoted(code), name && this.#placed(name));
  }

  /** A key of the schema, with the field's name. */
  member(key: string): string {
    const name = this.#label.sibling(key);
    return this.#explained(key, this.quoted(key), sameWords(name, key) ? undefined : this.named(name));
  }

  /** An amount of a currency. */
  money(minor: number, currency: string): string {
    return this.#format.money(minor, currency);
  }

  /** The name of what an issue is about. */
  field({ name, unknownKey, number }: Label, source: string): string {
    // Columns and what rules speak of have names in the schema, even if it is not at hand.
    if (source === 'schema' && unknownKey !== undefined) return this.quoted(unknownKey);
    const field = name === '' ? (this.phrase('unnamed', {}) ?? '') : this.named(name);
    return number === undefined ? field : this.#item(field, number);
  }

  /** A list's item, by its place. */
  #item(name: string, number: number): string {
    return this.phrase('item', { name, number: String(number) }) ?? name;
  }

  /** The list items that an issue is in, by the names that the data gives them, else by their places. */
  places(within: Label['within'], values: readonly unknown[], named: boolean): string {
    // The innermost are told, if not all are.
    const places = within.slice(-LISTED).map(({ name, number, depth }) => {
      const title = named ? textMember(values[depth], 'name') : undefined;
      return title === undefined ? this.#item(this.named(name), number) : this.quoted(title);
    });
    const told = fitting(places.reverse()).reverse();
    return (told.length < within.length ? ['…', ...told] : told).join(', ');
  }

  number(value: number): string {
    if (!Number.isFinite(value)) return 'null';
    return this.#currency === undefined ? this.#format.number(value) : this.#format.money(value, this.#currency);
  }

  /** Values of which one is meant. */
  list(values: readonly unknown[], say: (value: unknown) => string): string {
    const texts = fitting(values.slice(0, LISTED).map(say));
    return texts.length < values.length ? `${texts.join(', ')} …` : this.#format.list(texts);
  }

  /** The first values of a list, of which nothing is said but that they are examples. */
  examples(values: readonly unknown[], title: string): string | undefined {
    const texts = fitting(values.slice(0, EXAMPLES).map((each) => this.value(each, title)));
    return texts.length === 0 ? undefined : this.#format.list(texts);
  }

  /** A value of the issue, whatever it is. */
  shown(value: unknown): string {
    if (typeof value === 'string') return this.quoted(value);
    if (typeof value === 'number') return this.number(value);
    if (typeof value !== 'object' || value === null) return String(JSON.stringify(value));
    return this.quoted(shortJson(value, LONGEST) ?? (Array.isArray(value) ? '[…]' : '{…}'));
  }

  /** A value in the way that a slot asks for. */
  written(value: unknown, kind: string): string {
    if (kind !== '') {
      const unit = own(this.#wording.locale.units, kind) ?? own(this.#wording.english.units, kind);
      if (unit !== undefined) return this.#counted(value, unit);
      if (kind === 'word')
        return Array.isArray(value) ? this.list(value, (each) => this.#word(each)) : this.#word(value);
      if (typeof value === 'string') {
        if (kind === 'raw') return this.#bare(value);
        if (kind === 'date') return this.#format.date(value, timeZoneOf(this.#values)) ?? this.quoted(value);
      }
      if (kind === 'value') {
        return Array.isArray(value) ? this.#alternatives(value) : this.value(value, this.#label.name);
      }
    }
    return Array.isArray(value) ? this.list(value, (each) => this.shown(each)) : this.shown(value);
  }

  /** Values that the field may have, of which one is meant. */
  #alternatives(values: readonly unknown[]): string {
    const title = this.#label.name;
    const say = (): string => this.list(values, (each) => this.value(each, title));
    // One more than is told says whether there are more.
    const key = JSON.stringify([title, this.#currency, values.slice(0, LISTED + 1)]);
    return key.length > LONGEST_LIST ? say() : keptIn(listsIn(this.#wording), LISTS, key, say);
  }

  /** An identifier as it is, any other text set apart. */
  #bare(text: string): string {
    return IDENTIFIER.test(text) ? text : this.quoted(text);
  }

  /** The name of a type or format. */
  #word(name: unknown): string {
    if (typeof name !== 'string') return this.shown(name);
    const word = own(this.#wording.locale.words, name) ?? own(this.#wording.english.words, name);
    return typeof word === 'string' ? word : this.#bare(name);
  }

  #counted(value: unknown, unit: unknown): string {
    const category = typeof value === 'number' ? this.#format.plural(value) : 'other';
    const form = own(unit, category) ?? own(unit, 'other');
    return String(form).replace('{n}', () => this.shown(value));
  }

  /** What a slot asks for; nothing if it is missing. */
  #slot({ name, kind }: Slot, phrases: Phrases, values: Values): string | undefined {
    const value = values(name);
    // Another member of the same object, by its key.
    const sibling = (kind === 'label' || kind === 'quoted') && typeof value === 'string';
    const phrase = own(phrases, name) ?? (sibling ? this.named(this.#label.sibling(value)) : undefined);
    if (typeof phrase === 'string') {
      // A field's name that is a key of the data has its quotation marks already.
      const apart = kind === 'quoted' && !phrase.startsWith(this.#wording.locale.quotes[0]);
      return apart ? this.#enclosed(phrase) : phrase;
    }
    return value === undefined || (Array.isArray(value) && value.length === 0) ? undefined : this.written(value, kind);
  }

  /** A template with its slots filled; nothing if what a slot asks for is missing, or nothing is said. */
  filled(text: string, phrases: Phrases, values: Values): string | undefined {
    let sentence = '';
    for (const part of templateOf(text)) {
      if (typeof part === 'object' && 'parts' in part) {
        const texts = part.parts.map((inner) => {
          if (typeof inner === 'string') return inner;
          return values(inner.name) === null ? undefined : this.#slot(inner, phrases, values);
        });
        if (!texts.includes(undefined)) sentence += texts.join('');
        continue;
      }
      const said = typeof part === 'string' ? part : this.#slot(part, phrases, values);
      if (said === undefined) return undefined;
      sentence += said;
    }
    return sentence.trim() === '' ? undefined : sentence;
  }

  /** What other sentences are put into. */
  phrase(frame: string, phrases: Phrases, values: Values = () => undefined): string | undefined {
    return this.filled(this.template(frame) ?? '', phrases, values);
  }
}

const BOUNDS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'];

/** The names of the templates that may say it, the best first. */
function templateNames(issue: RawIssue, key: string | undefined, bound: string | undefined): (string | undefined)[] {
  const { code, params } = issue;
  const limit = own(params, 'limit');
  const particular = own(params, 'count') !== undefined ? 'count' : typeof limit === 'number' ? limit : undefined;
  // A CHECK that is a list or a range is worded as JSON Schema's keyword of that meaning.
  const range = own(params, 'minimum') !== undefined && own(params, 'maximum') !== undefined ? 'range' : undefined;
  const check = own(params, 'allowedValues') !== undefined ? 'enum' : (range ?? bound ?? 'check_violation');
  return [
    key === undefined ? undefined : `${key}.${code}`,
    particular === undefined ? undefined : `${code}.${particular}`,
    code,
    issue.constraint === undefined ? undefined : check,
  ];
}

/** A template that is for this very value, and what it, or the code's own, has slots for besides the params. */
interface Particular {
  readonly template?: string;
  readonly phrases?: Phrases;
  readonly values?: Readonly<Record<string, unknown>>;
}

/** Currencies whose hundredths people call cents. */
const CENTS = ['EUR', 'USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'ZAR'];

/** What an amount is told that is no whole number: the unit, and an amount in it. */
function ofAmount(speaker: Speaker, value: unknown, currency: string | undefined): Particular {
  if (currency !== undefined && minorDigits(currency) === 0) return { template: 'type.whole', values: { currency } };
  const shown = currency ?? 'EUR';
  const minor = minorUnits(value, shown) ?? 12.5 * 10 ** minorDigits(shown);
  const unit = currency !== undefined && CENTS.includes(currency) ? 'cent' : currency === 'GBP' ? 'penny' : 'minor';
  const phrases = { minor: String(minor), amount: speaker.money(minor, shown) };
  return { template: 'type.minor', phrases, values: { unit } };
}

/** What is wrong with an address that people are to open, or with a text that they are to see. */
function ofText(format: unknown, value: string): Particular {
  if (format === 'web-address') {
    if (!/^https?:\/\//i.test(value)) return { template: 'format.scheme' };
    return /^\w+:\/\/[^/?#]*@/.test(value) ? { template: 'format.user_info' } : {};
  }
  const isLine = format === 'single-line-text';
  if (!isLine && format !== 'multi-line-text') return {};
  if (isBlank(value)) return { template: 'format.blank' };
  if (isLine && /[\n\r\u0085\u2028\u2029]/.test(value)) return { template: 'format.line' };
  const character = firstHidden(value, isLine);
  return character === undefined ? {} : { template: 'format.hidden', phrases: { character } };
}

/** What the value itself, or the schema, says more of an issue than its params do. */
function particularOf(
  speaker: Speaker,
  schema: Schema,
  issue: RawIssue,
  label: Label,
  values: readonly unknown[],
  currency: string | undefined,
): Particular {
  const { code, params, path, source } = issue;
  const segment = path.at(-1);
  // A row of an array of rows, or the request's whole body, and no time in it.
  if (code === 'invalid_parameter_value' && typeof segment !== 'string') return { template: `${code}.row` };
  if (code === 'enum' && own(params, 'count') !== undefined) {
    const list = enumOf(schema, label, issue);
    const kind = codesIn(list);
    if (kind !== undefined) return { template: `${code}.${kind}` };
    const examples = speaker.examples(list, label.name);
    return examples === undefined ? {} : { phrases: { examples } };
  }
  const value = values.length === path.length + 1 ? values.at(-1) : undefined;
  if (source !== 'schema' || value === undefined) return {};
  if (value === null && typeof segment === 'string' && !label.demanded(segment, values.at(-2)))
    return { template: 'type.null' };
  if (isAmount(issue) && value !== null) return ofAmount(speaker, value, currency);
  if (code === 'type') return value === null ? { values: { found: 'null' } } : {};
  return code === 'format' && typeof value === 'string' ? ofText(params.format, value) : {};
}

/** What was probably meant, as it is to be typed and as it is called. */
function suggested(speaker: Speaker, schema: Schema, issue: RawIssue, label: Label): string | undefined {
  const { code, params } = issue;
  const suggestion = own(params, 'suggestion');
  if (typeof suggestion !== 'string') return undefined;
  if (MEMBERS.includes(code)) return speaker.member(suggestion);
  if (code === 'format') return speaker.quoted(suggestion);
  const kind = codesIn(enumOf(schema, label, issue));
  return kind === undefined ? speaker.typed(suggestion, label.name) : speaker.code(suggestion, kind);
}

/** Codes of members that are not known. */
const MEMBERS = ['additionalProperties', 'unevaluatedProperties', 'PGRST204'];

/**
 * The issue's sentence. The schema is that of `data`, from which items' names, the currency and the time zone are taken
 * where they are known.
 */
export function messageOf(wording: Wording, schema: Schema, issue: RawIssue, data?: unknown): string {
  const { code, params, path, source } = issue;
  const label = labelOf(schema, path, code, params);
  const segment = path.at(-1);
  const key = segment === undefined ? undefined : cut(String(segment));
  const values = along(data, path);
  const named = key?.endsWith('_minor') ? (textMember(params, 'currency') ?? currencyOf(values)) : undefined;
  const currency = named !== undefined && isCurrency(named) ? named : undefined;
  const speaker = new Speaker(wording, label, currency, values);

  const bound = BOUNDS.find((name) => own(params, name) !== undefined);
  const field = speaker.field(label, source);
  const text = textMember(params, 'message');
  const ofValue = particularOf(speaker, schema, issue, label, values, currency);
  const said: Values = (name) => {
    if (name === 'constraint') return issue.constraint;
    if (name === 'code') return code;
    if (name === 'key') return key;
    if (name === 'message' && text !== undefined) return withoutRow(cut(text));
    const ofParams = name === 'limit' && bound !== undefined && !Object.hasOwn(params, name) ? bound : name;
    return own(ofValue.values, name) ?? own(params, ofParams);
  };
  const suggestion = suggested(speaker, schema, issue, label);
  const phrases: Phrases = { field, ...ofValue.phrases };
  const say = (template: string | undefined): string | undefined =>
    template === undefined ? undefined : speaker.filled(template, phrases, said);

  const when = label.when();
  const { within } = label;
  const value = when?.values[0];
  const particular =
    (ofValue.template === undefined ? undefined : say(speaker.template(ofValue.template))) ??
    (value === undefined || typeof value === 'object' ? undefined : say(speaker.template(`${key}.${code}.${value}`)));
  let sentence =
    particular ??
    say(speaker.template(...templateNames(issue, key, bound))) ??
    // What the server says of what nobody here knows.
    (text === undefined ? undefined : say(speaker.template('raise_exception'))) ??
    say(speaker.template(source)) ??
    say(speaker.template('schema')) ??
    field;
  if (when !== undefined && particular === undefined) {
    const other = speaker.named(when.name);
    const met = speaker.list(when.values, (each) => speaker.value(each, when.name));
    sentence = speaker.phrase('when', { sentence, other, values: met }) ?? sentence;
  }
  if (suggestion !== undefined) sentence = speaker.phrase('suggested', { sentence, suggestion }) ?? sentence;
  if (within.length === 0) return sentence;
  // What is wrong with the item's own name is better found by its place.
  const place = speaker.places(within, values, key !== 'name');
  return speaker.phrase('within', { place, sentence }) ?? sentence;
}
