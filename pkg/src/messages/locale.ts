// What a language is: data and no code, so that whoever needs another one can write it.

import { aString } from '../arguments.js';

/** Sentences of one count, by `Intl.PluralRules`' category: `{ one: '{n} character', other: '{n} characters' }`. */
export type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/** A language. What it lacks is said in English. */
export interface Locale {
  /** BCP 47, for `Intl`. */
  readonly tag: string;
  /** What stands before and after a text that is repeated. Neither may be blank: they set users' texts apart. */
  readonly quotes: readonly [string, string];
  /**
   * Templates by issue code, where `{field}` is the field's name and `{key}` its key. `key.code`, `key.code.value` (the
   * value on which the demand depends), `code.limit`, `code.count` and others of English word one case in a way of
   * its own; `unnamed`, `item`, `when`, `within`, `range` and `suggested` are what other sentences are put into; a source's
   * name (`database`) says what has no template.
   */
  readonly messages: Readonly<Record<string, string>>;
  /** Counted things. */
  readonly units: Readonly<Record<string, Plural>>;
  /** What stands for JSON Schema's types and formats and PostgreSQL's types: `an e-mail address`. */
  readonly words: Readonly<Record<string, string>>;
  /** Fields and values of enums by their English titles in the schemas; fields without one by their key in words. */
  readonly labels: Readonly<Record<string, string>>;
}

/** The categories of `Intl.PluralRules`. */
const CATEGORIES = ['zero', 'one', 'two', 'few', 'many', 'other'];

function objectOf(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const found = value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value;
    throw new TypeError(`${name} must be an object, not ${found}`);
  }
  return value as Readonly<Record<string, unknown>>;
}

function textOf(value: unknown, name: string): string {
  const text = aString(value, name);
  if (text.trim() === '') throw new TypeError(`${name} must not be empty`);
  return text;
}

/** A copy of an object of texts, none of which is blank. */
export function textsOf(value: unknown, name: string): Readonly<Record<string, string>> {
  const texts = Object.entries(objectOf(value, name)).map(([key, text]) => [key, textOf(text, `${name}['${key}']`)]);
  return Object.fromEntries(texts);
}

function tagOf(value: unknown, name: string): string {
  const tag = aString(value, name);
  try {
    Intl.getCanonicalLocales(tag);
  } catch {
    // A RangeError, which does not say what is meant.
    throw new TypeError(`${name} must be a BCP 47 language tag, such as 'pt-BR', not '${tag}'`);
  }
  return tag;
}

function pluralOf(value: unknown, name: string): Plural {
  const forms = textsOf(value, name);
  if (!Object.hasOwn(forms, 'other')) throw new TypeError(`${name} must have a form 'other'`);
  for (const category of Object.keys(forms)) {
    if (!CATEGORIES.includes(category)) {
      throw new TypeError(`${name} has a form '${category}'; the forms are those of Intl.PluralRules`);
    }
  }
  return forms as Plural;
}

/**
 * A copy of the caller's locale that can be used, whatever becomes of the caller's own object.
 * @param name what the argument is called in errors: `locale`.
 * @throws TypeError that names what is wrong.
 */
export function checkedLocale(locale: unknown, name: string): Locale {
  const given = objectOf(locale, name);
  const member = (key: keyof Locale): unknown => (Object.hasOwn(given, key) ? given[key] : undefined);
  const tag = tagOf(member('tag'), `${name}.tag`);
  const pair = member('quotes');
  if (!Array.isArray(pair) || pair.length !== 2) {
    throw new TypeError(`${name}.quotes must be two strings, one before and one after a text`);
  }
  const quotes = [textOf(pair[0], `${name}.quotes[0]`), textOf(pair[1], `${name}.quotes[1]`)] as const;
  const messages = textsOf(member('messages'), `${name}.messages`);
  const units = Object.fromEntries(
    Object.entries(objectOf(member('units'), `${name}.units`)).map(([unit, forms]) => [
      unit,
      pluralOf(forms, `${name}.units['${unit}']`),
    ]),
  );
  const words = textsOf(member('words'), `${name}.words`);
  const labels = textsOf(member('labels'), `${name}.labels`);
  return { tag, quotes, messages, units, words, labels };
}
