// An issue's sentence in a language. Sentences are templates, data and no code: `{param}` is a param of the issue,
// `{param|kind}` says how it is written (`raw`: an identifier without quotes; `label`: the name of the field with that key;
// `quoted`: a field's name in quotes; `word`, `date` or a unit), and what stands in [brackets] is left out if a param in it is missing. Numbers, dates, lists
// and plurals are left to `Intl`. Params, names and values may be anything: there is a sentence for all.

import type { PathSegment, RawIssue } from '../issue.js';
import { type Label, labelOf, own, type Schema } from '../label.js';
import { cut, harmless, hasRightToLeft, isolated, LONGEST, withoutRow } from '../text.js';
import { type Format, formatIn, isCurrency, keptIn } from './format.js';
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

/** A text as the values that a template has slots for. Those of the issue may be anything. */
type Values = Readonly<Record<string, unknown>>;
/** What is a part of a sentence already: names of fields, places. */
type Phrases = Readonly<Record<string, string>>;

const templates = /* @__PURE__ */ new Map<string, Template>();

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

/** A text member of its own that a value has, if there is something to read in it. */
function textMember(value: unknown, name: string): string | undefined {
  const found = own(value, name);
  return typeof found === 'string' && cut(found).trim() !== '' ? found : undefined;
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

/** The values along the path, from the root to the last that is there. */
function along(data: unknown, path: readonly PathSegment[]): unknown[] {
  const values = [data];
  for (const segment of path) {
    const value = own(values.at(-1), segment);
    if (value === undefined) break;
    values.push(value);
  }
  return values;
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

  constructor(wording: Wording, label: Label, currency: string | undefined) {
    this.#wording = wording;
    this.#format = formatIn(wording.locale.tag);
    this.#label = label;
    this.#currency = currency;
  }

  /** The first template that the language has under one of the names, else English. */
  template(...names: readonly (string | undefined)[]): string | undefined {
    for (const { messages } of [this.#wording.locale, this.#wording.english]) {
      for (const name of names) if (name !== undefined && Object.hasOwn(messages, name)) return messages[name];
    }
    return undefined;
  }

  /** The language's quotation marks, without the spaces that French has. */
  #marks(): string[] {
    return this.#wording.locale.quotes.map((mark) => mark.trim());
  }

  /** A text between the language's quotation marks, which it cannot end by marks of its own. */
  #enclosed(text: string): string {
    const [before, after] = this.#wording.locale.quotes;
    const marks = this.#marks();
    const other = marks.includes('"') ? "'" : '"';
    return before + marks.reduce((inside, mark) => inside.replaceAll(mark, other), text) + after;
  }

  /** A text of the data, set apart. */
  quoted(text: string): string {
    const inside = harmless(cut(text));
    return this.#enclosed(this.#format.rightToLeft || hasRightToLeft(inside) ? isolated(inside) : inside);
  }

  /** A field's name in the language. */
  named(title: string): string {
    const { locale, labels } = this.#wording;
    const known = own(labels, title) ?? own(locale.labels, title);
    const name = harmless(cut(typeof known === 'string' ? known : title));
    const placed = hasRightToLeft(name) === this.#format.rightToLeft ? name : isolated(name);
    // What has quotation marks of its own would seem to begin or end at them.
    return this.#marks().some((mark) => placed.includes(mark)) ? this.#enclosed(placed) : placed;
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
        if (kind === 'date') return this.#format.date(value) ?? this.quoted(value);
      }
    }
    return Array.isArray(value) ? this.list(value, (each) => this.shown(each)) : this.shown(value);
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
    const value = own(values, name);
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
          return own(values, inner.name) === null ? undefined : this.#slot(inner, phrases, values);
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
  phrase(frame: string, phrases: Phrases, values: Values = {}): string | undefined {
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

/**
 * The issue's sentence. The schema is that of `data`, from which items' names and the currency are taken where it is
 * known.
 */
export function messageOf(wording: Wording, schema: Schema, issue: RawIssue, data?: unknown): string {
  const { code, params, path, source } = issue;
  const label = labelOf(schema, path, code, params);
  const segment = path.at(-1);
  const key = segment === undefined ? undefined : cut(String(segment));
  const values = along(data, path);
  const currency = key?.endsWith('_minor')
    ? values.flatMap((value) => textMember(value, 'currency') ?? []).at(-1)
    : undefined;
  const speaker = new Speaker(wording, label, currency !== undefined && isCurrency(currency) ? currency : undefined);

  const bound = BOUNDS.find((name) => own(params, name) !== undefined);
  const field = speaker.field(label, source);
  const words = textMember(params, 'message');
  const said: Values = {
    ...(bound !== undefined && { limit: own(params, bound) }),
    ...params,
    ...(words !== undefined && { message: withoutRow(cut(words)) }),
    constraint: issue.constraint,
    code,
    key,
  };
  const say = (template: string | undefined): string | undefined =>
    template === undefined ? undefined : speaker.filled(template, { field }, said);

  const { when, within } = label;
  const value = when?.values[0];
  const particular =
    value === undefined || typeof value === 'object' ? undefined : say(speaker.template(`${key}.${code}.${value}`));
  let sentence =
    particular ??
    say(speaker.template(...templateNames(issue, key, bound))) ??
    // What the server says of what nobody here knows.
    (words === undefined ? undefined : say(speaker.template('raise_exception'))) ??
    say(speaker.template(source)) ??
    say(speaker.template('schema')) ??
    field;
  if (when !== undefined && particular === undefined) {
    const other = speaker.named(when.name);
    sentence = speaker.phrase('when', { sentence, other }, { values: when.values }) ?? sentence;
  }
  if (within.length === 0) return sentence;
  // What is wrong with the item's own name is better found by its place.
  const place = speaker.places(within, values, key !== 'name');
  return speaker.phrase('within', { place, sentence }) ?? sentence;
}
