// What a language consists of: data and no code, so that anyone who needs another language can write it.

import { aString } from '../api/arguments.js';

/**
 * The forms of a text for different counts, by the categories of `Intl.PluralRules`: `{ one: '{n} character', other:
 * '{n} characters' }`.
 */
export type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/** A language. Whatever it lacks is said in English. */
export interface Locale {
  /** The BCP 47 tag, for `Intl`. */
  readonly tag: string;
  /** The marks before and after a quoted text. Neither may be blank: they separate users' texts from the sentence. */
  readonly quotes: readonly [string, string];
  /**
   * Templates by issue code, where `{field}` is the field's name and `{key}` its key. `key.code`, `key.code.value` (the
   * value on which the requirement depends), `code.limit`, `code.count` and other names found in English give one case
   * its own sentence; other sentences are inserted into `unnamed`, `item`, `when`, `within`, `range` and `suggested`;
   * the name of a source (`database`) is used for codes without a template.
   */
  readonly messages: Readonly<Record<string, string>>;
  /** Units that are counted. */
  readonly units: Readonly<Record<string, Plural>>;
  /** Words for JSON Schema's types and formats and for PostgreSQL's types: `an e-mail address`. */
  readonly words: Readonly<Record<string, string>>;
  /**
   * Names for fields and for values of enums, by their English titles in the schemas; for fields without a title and for
   * statuses, by their key in words. Also the help below the fields, by its English text.
   */
  readonly labels: Readonly<Record<string, string>>;
  /**
   * What `issue.text`, the sentence for beside its field, leaves out of a template or says instead: parts of templates,
   * each with what takes its place, which may be nothing (`{ '{field} ': '' }`). The first that a template has counts; if
   * it has none, the text names the field as the message does.
   */
  readonly beside?: Readonly<Record<string, string>> | undefined;
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

/** A copy of an object of strings, none of which is blank. */
export function textsOf(value: unknown, name: string, check = textOf): Readonly<Record<string, string>> {
  const texts = Object.entries(objectOf(value, name)).map(([key, text]) => [key, check(text, `${name}['${key}']`)]);
  return Object.fromEntries(texts);
}

function tagOf(value: unknown, name: string): string {
  const tag = aString(value, name);
  try {
    Intl.getCanonicalLocales(tag);
  } catch {
    // `Intl` throws a RangeError that does not say what is meant.
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
 * A checked copy of the caller's locale, independent of later changes to the caller's object.
 * @param name the name of the argument in errors: `locale`.
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
  const parts = member('beside');
  const beside = parts === undefined ? undefined : textsOf(parts, `${name}.beside`, aString);
  return { tag, quotes, messages, units, words, labels, beside };
}
