// The language and the colours: small, at the end of the header.

import { setLanguage, useSpeech, useTexts } from '../language/Language';
import { isLanguage, languages } from '../language/locales';
import { texts } from './texts';
import { useTheme } from './theme';

export function Settings() {
  const { language } = useSpeech();
  const { isDark, toggle } = useTheme();
  const say = useTexts(texts);
  return (
    <div className="settings">
      <label className="language">
        <span className="unseen">{say.language}</span>
        {/* What is seen; the select lies over it. */}
        <span className="shown" aria-hidden="true">
          <svg viewBox="0 0 24 24" width="18" height="18" className="line" aria-hidden="true">
            <circle cx="12" cy="12" r="9" />
            <path d="M3 12h18M12 3c5 5.5 5 12.5 0 18M12 3c-5 5.5-5 12.5 0 18" />
          </svg>
          <span className="long">{languages[language]}</span>
          <span className="short">{language.slice(0, 2).toUpperCase()}</span>
        </span>
        <select value={language} onChange={({ target }) => isLanguage(target.value) && setLanguage(target.value)}>
          {Object.entries(languages).map(([tag, name]) => (
            <option key={tag} value={tag} lang={tag}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        className="quiet theme"
        aria-label={say.dark}
        title={say.dark}
        aria-pressed={isDark}
        onClick={toggle}
      >
        <svg viewBox="0 0 24 24" width="18" height="18" className="line" aria-hidden="true">
          <path d="M20 14.5A8.5 8.5 0 1 1 9.5 4a6.8 6.8 0 0 0 10.5 10.5z" />
        </svg>
      </button>
    </div>
  );
}
