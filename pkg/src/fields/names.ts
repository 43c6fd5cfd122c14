// What fields and their values are called in a language. Knows no schema.

import { valueTitles } from '../generated/value_titles.js';
import { own } from '../issue/label.js';
import { codesIn } from '../issue/suggestion.js';
import { type CodeKind, formatIn } from '../messages/format.js';
import type { Locale } from '../messages/locale.js';
import type { Names } from './schema.js';
import type { Option } from './types.js';

/** The names in the language of the locale; the caller's own labels come first. */
export function namesIn({ tag, labels }: Locale, ownLabels: Readonly<Record<string, string>> = {}): Names {
  const translated = (text: string): string | undefined => {
    const known = own(ownLabels, text) ?? own(labels, text);
    return typeof known === 'string' ? known : undefined;
  };
  /** Lists of codes: several fields have the same, and naming and sorting them takes longer than all else. */
  const coded = new Map<string, readonly Option[]>();
  const codesOf = (kind: CodeKind, values: readonly string[]): readonly Option[] => {
    const { nameOf } = formatIn(tag);
    const { compare } = new Intl.Collator(tag);
    return values
      .map((value) => ({ value, label: nameOf(kind, value) ?? value }))
      .sort((one, other) => compare(one.label, other.label));
  };
  return {
    label: (title) => translated(title) ?? title,
    help(text) {
      const known = translated(text);
      return known === undefined ? { help: text, helpLanguage: 'en' } : { help: known, helpLanguage: tag };
    },
    options(title, values) {
      const kind = codesIn(values);
      if (kind === undefined) {
        return values.map((value) => {
          const known = own(own(valueTitles, title), value);
          return { value, label: typeof known === 'string' ? (translated(known) ?? known) : value };
        });
      }
      const key = values.join(' ');
      const known = coded.get(key) ?? codesOf(kind, values);
      coded.set(key, known);
      return known;
    },
  };
}
