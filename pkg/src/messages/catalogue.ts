// What a language is, and an issue's sentence in it. Sentences are templates, data and no code: `{param}` is a param
// of the issue, `{param|kind}` says how it is written, and what stands in [brackets] is left out if a param in it is
// missing. Numbers, dates, lists and plurals are left to `Intl`.

import type { PathSegment, RawIssue } from '../issue.js';
import { type Label, labelOf, type Schema } from '../label.js';
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

/** Most names that a sentence lists; the rest is in `params`. */
const LISTED = 8;

// ISO 4217's currencies without a minor unit, and with one of a thousandth; the others have hundredths. `Intl` would
// say what is usual in shops (CLDR), which differs for 16 of them.
const WHOLE = /BIF|CLP|DJF|GNF|ISK|JPY|KMF|KRW|PYG|RWF|UGX|UYI|VND|VUV|XAF|XOF|XPF/;
const THOUSANDTHS = /BHD|IQD|JOD|KWD|LYD|OMR|TND/;

/** The number of minor units as an amount of money. */
function money(tag: string, minor: number, currency: string): string {
  const digits = WHOLE.test(currency) ? 0 : THOUSANDTHS.test(currency) ? 3 : 2;
  return (minor / 10 ** digits).toLocaleString(tag, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** The values along the path, from the root to the last that is there. */
function along(data: unknown, path: readonly PathSegment[]): unknown[] {
  const values = [data];
  for (const segment of path) {
    const value = values.at(-1);
    if (typeof value !== 'object' || value === null) break;
    values.push((value as Record<PathSegment, unknown>)[segment]);
  }
  return values;
}

/** Null, or an empty list: there is nothing to say of it. */
function absent(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

/** A text member of a value, if it is an object that has one. */
function member(value: unknown, name: string): string | undefined {
  const found = (value as Record<string, unknown> | null | undefined)?.[name];
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/**
 * The issue's sentence. The schema is that of `data`, from which items' names and the currency are taken where it is
 * known.
 */
export function messageOf(wording: Wording, schema: Schema, issue: RawIssue, data?: unknown): string {
  const { locale, english, labels } = wording;
  const { tag, quotes } = locale;
  const { code, params, path, source } = issue;
  const named = (title: string): string => labels?.[title] ?? locale.labels[title] ?? title;
  const label: Label = labelOf(schema, path, code, params);
  const key = String(path.at(-1));
  const values = along(data, path);
  const currency = key.endsWith('_minor')
    ? values
        .map((value) => member(value, 'currency'))
        .filter((found) => found !== undefined)
        .pop()
    : undefined;

  const number = (n: number): string => (currency === undefined ? n.toLocaleString(tag) : money(tag, n, currency));
  const list = (items: string[]): string => new Intl.ListFormat(tag, { type: 'disjunction' }).format(items);
  const shown = (value: unknown): string => {
    if (Array.isArray(value)) {
      return value.length > LISTED ? `${value.slice(0, LISTED).map(shown).join(', ')} …` : list(value.map(shown));
    }
    if (typeof value === 'number') return number(value);
    return typeof value === 'string' ? quotes[0] + value + quotes[1] : String(JSON.stringify(value));
  };
  const KINDS: Readonly<Record<string, (value: never) => string>> = {
    raw: String,
    // A sibling of the value, by its key.
    label: (name) => named(label.sibling(name)),
    // One name of a type or format, or several.
    word: (names) => list([names].flat().map((name) => locale.words[name] ?? english.words[name] ?? name)),
    // The time as it was written, whatever its offset.
    date: (text) => {
      const date = new Date(`${String(text).slice(0, 16)}Z`);
      return Number.isNaN(+date)
        ? shown(text)
        : date.toLocaleString(tag, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
    },
  };

  const template = (...names: (string | undefined)[]): string | undefined => {
    for (const { messages } of [locale, english]) {
      for (const name of names) if (name !== undefined && Object.hasOwn(messages, name)) return messages[name];
    }
    return undefined;
  };
  const filled = (text: string, scope: Readonly<Record<string, unknown>>): string =>
    text.replace(/\[([^\]]+)\]|\{(\w+)\|?(\w*)\}/g, (_, section?: string, name = '', kind = '') => {
      if (section !== undefined) {
        const missing = [...section.matchAll(/\{(\w+)/g)].some((found) => absent(scope[found[1] as string]));
        return missing ? '' : filled(section, scope);
      }
      const value = scope[name];
      const unit = locale.units[kind] ?? english.units[kind];
      if (unit === undefined) return (KINDS[name === 'field' ? 'raw' : kind] ?? shown)(value as never);
      const form = unit[new Intl.PluralRules(tag).select(Number(value))] ?? unit.other;
      return form.replace('{n}', () => shown(value));
    });
  const framed = (frame: string, scope: Readonly<Record<string, unknown>>): string =>
    filled(template(frame) as string, scope);

  // A CHECK that is a list or a range is worded as JSON Schema's keyword of that meaning.
  const bound = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'].filter((name) => name in params);
  const check = params.allowedValues
    ? 'enum'
    : 'minimum' in params && 'maximum' in params
      ? 'range'
      : (bound[0] ?? 'check_violation');
  const own = label.when && template(`${key}.${code}.${label.when.values[0]}`);
  const said =
    own ??
    template(
      `${key}.${code}`,
      `${code}.${'count' in params ? 'count' : params.limit}`,
      code,
      issue.constraint === undefined ? undefined : check,
    );
  const field = label.name === '' ? framed('unnamed', {}) : named(label.name);
  let sentence = filled(said ?? (params.message === undefined ? (template(source) as string) : '{message|raw}'), {
    ...(bound[0] && { limit: params[bound[0]] }),
    ...params,
    constraint: issue.constraint,
    code,
    key,
    field: label.number === undefined ? field : framed('item', { name: field, number: label.number }),
  });
  if (label.when !== undefined && own === undefined) {
    sentence = framed('when', { sentence, other: named(label.when.name), values: label.when.values });
  }
  if (label.within.length === 0) return sentence;
  const places = label.within.map(({ name, number, depth }) => {
    // What is wrong with the item's own name is better found by its place.
    const title = key === 'name' ? undefined : member(values[depth], 'name');
    return title ?? framed('item', { name: named(name), number });
  });
  return framed('within', { place: places.join(', '), sentence });
}
