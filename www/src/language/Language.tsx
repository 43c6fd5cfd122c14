// The page's language for everything below: the messages' locale, the fields' labels, and the direction of the text.

import { withLocale } from 'event-wizard-validator';
import { fieldsIn, type StageFields } from 'event-wizard-validator/fields';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { setParams, useSituation } from '../shell/situation';
import { en, isLanguage, type Language, type Locale, loadLocale, preferred } from './locales';

/** Texts of the page itself, in every language. Each part of the page has its own, in a file `texts.ts`. */
export type Texts<T> = Readonly<Record<Language, T>>;

export interface Speech {
  readonly language: Language;
  /** For the package's functions. Until a chosen language has arrived, everything stays in the one before. */
  readonly locale: Locale;
  /** The package's functions, speaking this language. */
  readonly api: ReturnType<typeof withLocale>;
  /** The stages' fields, labelled in this language. */
  readonly fields: StageFields;
  readonly direction: 'ltr' | 'rtl';
  readonly number: Intl.NumberFormat;
}

function speechIn(language: Language, locale: Locale): Speech {
  return {
    language,
    locale,
    api: withLocale(locale),
    fields: fieldsIn(locale),
    direction: language === 'ar' ? 'rtl' : 'ltr',
    number: new Intl.NumberFormat(language),
  };
}

const Context = createContext<Speech>(speechIn('en', en));

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const { params } = useSituation();
  const wanted = params.lang !== undefined && isLanguage(params.lang) ? params.lang : preferred(navigator.languages);
  const [loaded, setLoaded] = useState<{ language: Language; locale: Locale }>({ language: 'en', locale: en });
  useEffect(() => {
    let current = true;
    void loadLocale(wanted).then((locale) => current && setLoaded({ language: wanted, locale }));
    return () => {
      current = false;
    };
  }, [wanted]);
  const speech = useMemo(() => speechIn(loaded.language, loaded.locale), [loaded]);
  useEffect(() => {
    document.documentElement.lang = speech.language;
    document.documentElement.dir = speech.direction;
  }, [speech]);
  return <Context value={speech}>{children}</Context>;
}

export const useSpeech = (): Speech => useContext(Context);
export const setLanguage = (language: Language): void => setParams({ lang: language });
/** A part's own texts in the page's language. */
export const useTexts = <T,>(texts: Texts<T>): T => texts[useSpeech().language];
