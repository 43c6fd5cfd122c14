// An issue's sentence in a language. Sentences are templates, which are data and not code: `{param}` is a param of the
// issue, `{param|kind}` also says how to write it (`raw`: an identifier without quotes; `label`: the name of the field
// with that key; `quoted`: a field's name in quotes; `value`: a value that the field may have, as it is typed, or by
// its label; `word`, `date` or a unit), and a part in [brackets] is omitted if a param in it is missing. Numbers,
// dates, lists and plurals are left to `Intl`. Whatever the params, names and values are, there is always a sentence.

import { LONGEST_TEXT } from '../generated/limits.js';
import { valueTitles } from '../generated/value_titles.js';
import type { RawIssue } from '../issue/issue.js';
import { type Label, labelOf, own, type Schema } from '../issue/label.js';
import { codesIn, enumOf, isAmount, minorUnits, words } from '../issue/suggestion.js';
import { along, currencyOf, textMember, timeZoneOf } from '../issue/surroundings.js';
import { cut, firstHidden, harmless, hasRightToLeft, isBlank, isolated, withoutRow } from '../issue/text.js';
import { type CodeKind, type Format, formatIn, isCurrency, keptIn, minorDigits } from './format.js';
import type { Locale } from './locale.js';

export { checkedLocale, type Locale, type Plural } from './locale.js';

/** The words in which issues are expressed. */
export interface Wording {
  readonly locale: Locale;
  /** Provides what the locale lacks. */
  readonly english: Locale;
  /** The caller's own names for fields, by English title. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/** How many values, or places, a sentence lists; the rest is in `params` and `path`. */
const LISTED = 8;
/** How many values of a longer list are given as examples. */
const EXAMPLES = 3;
/** Once this many code units have been used, no further value is listed. */
const ROOM = 2 * LONGEST_TEXT;
/** How many parsed templates are kept: enough for several languages. */
const TEMPLATES = 2000;

/** Names of tables, constraints and codes, which a sentence does not quote. */
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

/** The values of a template's slots, by name. Those from the issue may be anything. */
type Values = (name: string) => unknown;
/** Texts that are already part of a sentence: names of fields, places. */
type Phrases = Readonly<Record<string, string>>;

/** A sentence, and the same as it stands beside its field, without the field's name. */
interface Sentence {
  readonly message: string;
  readonly text: string;
}

/**
 * A parsed template, and the one for beside its field. Where they differ in the beginning only, it is `place`, and
 * `rest` is that of both, so that it is filled once.
 */
interface Parsed {
  readonly place: Template;
  readonly rest: Template;
  readonly beside?: Template;
}
const templates = /* @__PURE__ */ new WeakMap<Wording, Map<string, Parsed>>();

/** How many texts of schemas are kept in the form of `words`: each occurs again with every issue of its field. */
const SPELLED = 2000;
const spelled = /* @__PURE__ */ new Map<string, string>();

/** Whether two texts from the schema differ in spelling only. */
function sameWords(one: string, other: string): boolean {
  const spelling = (text: string): string => keptIn(spelled, SPELLED, text, () => words(text));
  return one === other || spelling(one) === spelling(other);
}

/**
 * How many lists of values are kept in words, for each language; and the longest key, in code units, under which one is
 * kept.
 */
const LISTS = 200;
const LONGEST_LIST = 2000;
const lists = /* @__PURE__ */ new WeakMap<Wording, Map<string, string>>();

/** What is kept for a wording. */
function mapIn<Value>(kept: WeakMap<Wording, Map<string, Value>>, wording: Wording): Map<string, Value> {
  let known = kept.get(wording);
  if (known === undefined) {
    known = new Map();
    kept.set(wording, known);
  }
  return known;
}

function partsOf(text: string): (string | Slot)[] {
  // With a capturing group, every other piece is a slot.
  return text.split(/(\{\w+\|?\w*\})/).map((piece, index) => {
    if (index % 2 === 0) return piece;
    const [name = '', kind = ''] = piece.slice(1, -1).split('|');
    return { name, kind };
  });
}

function templateOf(text: string): Template {
  return text
    .split(/(\[[^\]]+\])/)
    .flatMap((piece, index): (string | Slot | Section)[] =>
      index % 2 === 0 ? partsOf(piece) : [{ parts: partsOf(piece.slice(1, -1)) }],
    )
    .filter((part) => part !== '');
}

/** A template, and what it is beside its field: the first replacement that it has a place for, or else English has. */
function parsedBy({ locale, english }: Wording, text: string): Parsed {
  for (const { beside } of [locale, english]) {
    for (const [part, instead] of Object.entries(beside ?? {})) {
      if (!text.includes(part)) continue;
      if (instead === '' && text.startsWith(part))
        return { place: templateOf(part), rest: templateOf(text.slice(part.length)) };
      return { place: [], rest: templateOf(text), beside: templateOf(text.replace(part, () => instead)) };
    }
  }
  return { place: [], rest: templateOf(text) };
}

/** A value as JSON, unless that has many more than `room` code units. Of a larger value no more than that is read. */
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

/** The texts that fit into a sentence's room for a list; at least one. */
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

/** Writes the values of one issue in a language. */
class Speaker {
  readonly #wording: Wording;
  readonly #format: Format;
  readonly #label: Label;
  /** The currency, if numbers are amounts. */
  readonly #currency: string | undefined;
  /** The values that contain the value, in which the time zone for times is found. */
  readonly #values: readonly unknown[];
  /** The language's quotation marks, without the spaces that French adds. */
  readonly #marks: readonly string[];

  constructor(wording: Wording, label: Label, currency: string | undefined, values: readonly unknown[]) {
    this.#wording = wording;
    this.#format = formatIn(wording.locale.tag);
    this.#label = label;
    this.#currency = currency;
    this.#values = values;
    this.#marks = wording.locale.quotes.map((mark) => mark.trim());
  }

  /** Whether the language is English, as the comments of the database are. */
  get isEnglish(): boolean {
    return /^en\b/i.test(this.#wording.locale.tag);
  }

  /** The first template that the language has under one of these names, or else English has. */
  template(...names: readonly (string | undefined)[]): string | undefined {
    for (const { messages } of [this.#wording.locale, this.#wording.english]) {
      for (const name of names) if (name !== undefined && Object.hasOwn(messages, name)) return messages[name];
    }
    return undefined;
  }

  /** A text between the language's quotation marks. It cannot end the quotation, even if it contains such marks. */
  #enclosed(text: string): string {
    const [before, after] = this.#wording.locale.quotes;
    const marks = this.#marks;
    const other = marks.includes('"') ? "'" : '"';
    return before + marks.reduce((inside, mark) => inside.replaceAll(mark, other), text) + after;
  }

  /** A text from the data, in quotes. */
  quoted(text: string): string {
    const inside = harmless(cut(text));
    return this.#enclosed(this.#format.rightToLeft || hasRightToLeft(inside) ? isolated(inside) : inside);
  }

  /** The name that the caller, or the language, gives to a field or to a value of an enum. */
  #translated(title: string): string {
    const { locale, labels } = this.#wording;
    const known = own(labels, title) ?? own(locale.labels, title);
    return typeof known === 'string' ? known : title;
  }

  /** A name as part of the sentence. */
  #placed(text: string): string {
    const name = harmless(cut(text));
    const placed = hasRightToLeft(name) === this.#format.rightToLeft ? name : isolated(name);
    // A name with quotation marks of its own could be misread as beginning or ending at them.
    return this.#marks.some((mark) => placed.includes(mark)) ? this.#enclosed(placed) : placed;
  }

  /** The name of a field in the language. */
  named(title: string): string {
    return this.#placed(this.#translated(title));
  }

  /** A code followed by its name, unless the name is just another spelling of the code. */
  #explained(code: string, said: string, name: string | undefined): string {
    return name === undefined || sameWords(name, code) ? said : `${said} (${name})`;
  }

  /** The label of an enum's value, if it has one. */
  #called(value: unknown, title: string): string | undefined {
    const label = own(own(valueTitles, title), String(value));
    return typeof label === 'string' ? this.#translated(label) : undefined;
  }

  /**
   * A value that the field with this title may have: by its label, followed by the value unless the label is just
   * another spelling of it.
   */
  value(value: unknown, title: string): string {
    if (typeof value === 'number' && Number.isFinite(value)) {
      return this.#explained('', String(value), this.#currency && this.#format.money(value, this.#currency));
    }
    const name = typeof value === 'string' ? this.#called(value, title) : undefined;
    if (typeof value !== 'string' || name === undefined) return this.shown(value);
    return this.#explained(name, this.quoted(name), sameWords(name, value) ? undefined : this.#bare(value));
  }

  /** A value as it is typed, with its label. */
  typed(value: string, title: string): string {
    const name = this.#called(value, title);
    return this.#explained(value, this.quoted(value), name && this.#placed(name));
  }

  /** The code of a country, a currency or a language, with its name. */
  code(code: string, kind: CodeKind): string {
    const name = this.#format.nameOf(kind, code);
    return this.#explained(code, this.quoted(code), name && this.#placed(name));
  }

  /** A key of the schema, with the name of its field. */
  member(key: string): string {
    const name = this.#label.sibling(key);
    return this.#explained(key, this.quoted(key), sameWords(name, key) ? undefined : this.named(name));
  }

  /** An amount in a currency. */
  money(minor: number, currency: string): string {
    return this.#format.money(minor, currency);
  }

  /** The name of what an issue is about. */
  field({ name, unknownKey, number }: Label, source: string): string {
    // Columns, and fields that rules refer to, have names in the schema, even if it is not available here.
    if (source === 'schema' && unknownKey !== undefined) return this.quoted(unknownKey);
    const field = name === '' ? (this.phrase('unnamed', {}) ?? '') : this.named(name);
    return number === undefined ? field : this.#item(field, number);
  }

  /** A list item, by its position. */
  #item(name: string, number: number): string {
    return this.phrase('item', { name, number: String(number) }) ?? name;
  }

  /** The list items that contain an issue, by their names in the data, or else by their positions. */
  places(within: Label['within'], values: readonly unknown[], named: boolean): string {
    // If not all are listed, the innermost are.
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

  /** Values, one of which is meant. */
  list(values: readonly unknown[], say: (value: unknown) => string): string {
    const texts = fitting(values.slice(0, LISTED).map(say));
    return texts.length < values.length ? `${texts.join(', ')} …` : this.#format.list(texts);
  }

  /** The first values of a list, given as examples. */
  examples(values: readonly unknown[], title: string): string | undefined {
    const texts = fitting(values.slice(0, EXAMPLES).map((each) => this.value(each, title)));
    return texts.length === 0 ? undefined : this.#format.list(texts);
  }

  /** A value of the issue, of any type. */
  shown(value: unknown): string {
    if (typeof value === 'string') return this.quoted(value);
    if (typeof value === 'number') return this.number(value);
    if (typeof value !== 'object' || value === null) return String(JSON.stringify(value));
    return this.quoted(shortJson(value, LONGEST_TEXT) ?? (Array.isArray(value) ? '[…]' : '{…}'));
  }

  /** A value in the form that a slot asks for. */
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

  /** Values that the field may have, one of which is meant. */
  #alternatives(values: readonly unknown[]): string {
    const title = this.#label.name;
    const say = (): string => this.list(values, (each) => this.value(each, title));
    // One more than is listed shows whether there are more.
    const key = JSON.stringify([title, this.#currency, values.slice(0, LISTED + 1)]);
    return key.length > LONGEST_LIST ? say() : keptIn(mapIn(lists, this.#wording), LISTS, key, say);
  }

  /** An identifier as it is, any other text in quotes. */
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

  /** The text for a slot; undefined if its value is missing. */
  #slot({ name, kind }: Slot, phrases: Phrases, values: Values): string | undefined {
    const value = values(name);
    // The slot names another member of the same object, by its key.
    const sibling = (kind === 'label' || kind === 'quoted') && typeof value === 'string';
    const phrase = own(phrases, name) ?? (sibling ? this.named(this.#label.sibling(value)) : undefined);
    if (typeof phrase === 'string') {
      // If the field's name is a key from the data, it is in quotation marks already.
      const apart = kind === 'quoted' && !phrase.startsWith(this.#wording.locale.quotes[0]);
      return apart ? this.#enclosed(phrase) : phrase;
    }
    return value === undefined || (Array.isArray(value) && value.length === 0) ? undefined : this.written(value, kind);
  }

  /** A template with its slots filled; undefined if a slot's value is missing. */
  #filled(template: Template, phrases: Phrases, values: Values): string | undefined {
    let sentence = '';
    for (const part of template) {
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
    return sentence;
  }

  /**
   * The sentence of a template, and the same beside its field; undefined if a slot's value is missing, or if nothing
   * remains.
   */
  said(text: string, phrases: Phrases, values: Values): Sentence | undefined {
    const wording = this.#wording;
    const { place, rest, beside } = keptIn(mapIn(templates, wording), TEMPLATES, text, () => parsedBy(wording, text));
    const before = this.#filled(place, phrases, values);
    const told = before === undefined ? undefined : this.#filled(rest, phrases, values);
    if (told === undefined || before === undefined || told.trim() === '') return undefined;
    const other = beside === undefined ? told : this.#filled(beside, phrases, values);
    return { message: before + told, text: other ?? told };
  }

  /** The sentence within a template for sentences. */
  framed(frame: string, { message, text }: Sentence, phrases: Phrases): Sentence {
    const said = (sentence: string): string => this.phrase(frame, { ...phrases, sentence }) ?? sentence;
    const whole = said(message);
    return { message: whole, text: text === message ? whole : said(text) };
  }

  /** A template into which other sentences are inserted. */
  phrase(frame: string, phrases: Phrases): string | undefined {
    return this.said(this.template(frame) ?? '', phrases, () => undefined)?.message;
  }
}

const BOUNDS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'];

/** The constraints of the stages' data, which share their sentences: `ticket_data_valid`. */
const OF_A_STAGE = /^\w+_(data_valid)$/;

/** What the params say about the kind of violation. */
function variantOf(params: RawIssue['params']): string | undefined {
  const complete = own(params, 'complete');
  if (typeof complete === 'boolean') return complete ? 'complete' : 'draft';
  // A new session has no status to change from.
  return own(params, 'from') === null ? 'initial' : textMember(params, 'reason');
}

/** The names of the templates that fit the issue, best first. */
function templateNames({ code, params }: RawIssue, key: string | undefined): (string | undefined)[] {
  const limit = own(params, 'limit');
  const special = variantOf(params);
  const particular = own(params, 'count') !== undefined ? 'count' : typeof limit === 'number' ? limit : special;
  const name = own(params, 'stage') === undefined ? code : code.replace(OF_A_STAGE, '$1');
  return [
    key === undefined ? undefined : `${key}.${code}`,
    // Of a column whose type is an enum, the labels are what matters.
    code === 'invalid_text_representation' && own(params, 'allowedValues') !== undefined ? 'enum' : undefined,
    particular === undefined ? undefined : `${name}.${particular}`,
    name,
  ];
}

/**
 * The name of the template for a constraint that has no sentence of its own: a CHECK that is a list or a range uses that
 * of the JSON Schema keyword with that meaning.
 */
function checkName(params: RawIssue['params'], bound: string | undefined): string {
  if (own(params, 'allowedValues') !== undefined) return 'enum';
  if (own(params, 'minimum') !== undefined && own(params, 'maximum') !== undefined) return 'range';
  return bound ?? 'check_violation';
}

/** What the authors of the database say about the constraint (`COMMENT ON CONSTRAINT`): a sentence, which is not quoted. */
function commentOf(params: RawIssue['params']): string | undefined {
  const comment = textMember(params, 'comment');
  if (comment === undefined || isBlank(comment)) return undefined;
  // One line without a full stop, like the other sentences.
  const line = comment.trim().replace(/\s+/g, ' ').replace(/\.$/, '');
  return harmless(cut(line));
}

/**
 * A template for a specific value, and the values of its slots, or of those of the code's own template, besides the
 * params.
 */
interface Particular {
  readonly template?: string;
  readonly phrases?: Phrases;
  readonly values?: Readonly<Record<string, unknown>>;
}

/** Currencies whose hundredths are called cents. */
const CENTS = ['EUR', 'USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'ZAR'];

/** What is said about an amount that is not an integer: the unit, and the amount in it. */
function ofAmount(speaker: Speaker, value: unknown, currency: string | undefined): Particular {
  if (currency !== undefined && minorDigits(currency) === 0) return { template: 'type.whole', values: { currency } };
  const shown = currency ?? 'EUR';
  const minor = minorUnits(value, shown) ?? 12.5 * 10 ** minorDigits(shown);
  const unit = currency !== undefined && CENTS.includes(currency) ? 'cent' : currency === 'GBP' ? 'penny' : 'minor';
  const phrases = { minor: String(minor), amount: speaker.money(minor, shown) };
  return { template: 'type.minor', phrases, values: { unit } };
}

/** What is wrong with an address that people should open, or with a text that they should see. */
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

/** What the value itself, or the schema, says about an issue beyond its params. */
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
  // The issue is about a row of an array, or about the whole request body, and not about a time.
  if (code === 'invalid_parameter_value' && typeof segment !== 'string') return { template: `${code}.row` };
  // A body that is no JSON has no path, and a row has its index: what is left is a text with half a surrogate pair.
  const isJson = code === 'PGRST102' || (code === 'invalid_text_representation' && own(params, 'type') === 'json');
  if (isJson && (path.length > 1 || typeof segment === 'string')) return { template: 'PGRST102.half' };
  // A stage's text is not the whole request.
  if (isJson && path.length === 0 && label.name !== '') {
    return { template: 'invalid_text_representation', values: { type: 'json' } };
  }
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

/** What was probably meant, as it is typed and with its name. */
function suggested(speaker: Speaker, schema: Schema, issue: RawIssue, label: Label): string | undefined {
  const { code, params } = issue;
  const suggestion = own(params, 'suggestion');
  if (typeof suggestion !== 'string') return undefined;
  if (MEMBERS.includes(code)) return speaker.member(suggestion);
  if (code === 'format') return speaker.quoted(suggestion);
  const kind = codesIn(enumOf(schema, label, issue));
  return kind === undefined ? speaker.typed(suggestion, label.name) : speaker.code(suggestion, kind);
}

/** The codes of issues about unknown members. */
const MEMBERS = ['additionalProperties', 'unevaluatedProperties', 'PGRST204'];

/**
 * The issue's sentence, and the same beside its field. The schema describes `data`, from which items' names, the currency
 * and the time zone are taken if they are known. `otherwise` is said of a code that no language knows.
 */
export function sentenceOf(
  wording: Wording,
  schema: Schema,
  issue: RawIssue,
  data?: unknown,
  otherwise?: Sentence,
): Sentence {
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
  const say = (template: string | undefined): Sentence | undefined =>
    template === undefined ? undefined : speaker.said(template, phrases, said);
  const alone = (text: string | undefined): Sentence | undefined =>
    text === undefined ? undefined : { message: text, text };

  const when = label.when();
  const { within } = label;
  const value = when?.values[0];
  const particular =
    (ofValue.template === undefined ? undefined : say(speaker.template(ofValue.template))) ??
    (value === undefined || typeof value === 'object' ? undefined : say(speaker.template(`${key}.${code}.${value}`)));
  const { constraint } = issue;
  const comment = constraint === undefined ? undefined : alone(commentOf(params));
  // The code of a key is that of all keys, so what is said of this one comes first. Without a comment it may be any
  // server's key, which is named like a sentence by chance.
  const isKey = comment !== undefined && constraint !== code && code !== 'check_violation';
  const ofKey = isKey ? (say(speaker.template(constraint)) ?? (speaker.isEnglish ? comment : undefined)) : undefined;
  let sentence = particular ??
    ofKey ??
    say(speaker.template(...templateNames(issue, key))) ??
    comment ??
    (constraint === undefined ? undefined : say(speaker.template(checkName(params, bound)))) ??
    // The server's own message, for codes that are not known here.
    (text === undefined ? undefined : say(speaker.template('raise_exception'))) ??
    otherwise ??
    say(speaker.template(source)) ??
    say(speaker.template('schema')) ?? { message: field, text: field };
  if (when !== undefined && particular === undefined) {
    const other = speaker.named(when.name);
    const met = speaker.list(when.values, (each) => speaker.value(each, when.name));
    sentence = speaker.framed('when', sentence, { other, values: met });
  }
  if (suggestion !== undefined) sentence = speaker.framed('suggested', sentence, { suggestion });
  if (within.length === 0) return sentence;
  // If the item's own name is wrong, its position identifies it better.
  const place = speaker.places(within, values, key !== 'name');
  const message = speaker.phrase('within', { place, sentence: sentence.message }) ?? sentence.message;
  return { message, text: sentence.text };
}
