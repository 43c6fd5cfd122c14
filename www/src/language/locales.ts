// The languages of the page: those that the package has, each loaded when it is chosen.

import type { Locale } from 'event-wizard-validator';
import { en } from 'event-wizard-validator/locales/en';

/** BCP 47 tags, with each language's name in itself. */
export const languages = {
  en: 'English',
  ar: 'العربية',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  ja: '日本語',
  'pt-BR': 'Português (Brasil)',
} as const;
export type Language = keyof typeof languages;
export const isLanguage = (tag: string): tag is Language => Object.hasOwn(languages, tag);

const loaders: Record<Language, () => Promise<Locale>> = {
  en: async () => en,
  ar: async () => (await import('event-wizard-validator/locales/ar')).ar,
  de: async () => (await import('event-wizard-validator/locales/de')).de,
  es: async () => (await import('event-wizard-validator/locales/es')).es,
  fr: async () => (await import('event-wizard-validator/locales/fr')).fr,
  ja: async () => (await import('event-wizard-validator/locales/ja')).ja,
  'pt-BR': async () => (await import('event-wizard-validator/locales/pt-BR')).ptBR,
};
export const loadLocale = (language: Language): Promise<Locale> => loaders[language]();
export type { Locale };
export { en };

/** The first of the browser's languages that the page has; English if it has none. */
export function preferred(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const base = tag.split('-')[0] ?? '';
    const found = (Object.keys(languages) as Language[]).find((each) => each === tag || each.split('-')[0] === base);
    if (found) return found;
  }
  return 'en';
}
