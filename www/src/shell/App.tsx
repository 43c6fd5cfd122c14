// The frame of the page: what it is for, the tabs, the language and the colours. Knows no tab's content.

import { schemaVersion } from 'event-wizard-validator';
import { type ComponentType, lazy, Suspense } from 'react';
import { setLanguage, useSpeech, useTexts } from '../language/Language';
import { isLanguage, languages } from '../language/locales';
import { Row } from '../tabs/row/Row';
import { linkTo, setParams, type Tab, tabs, useSituation } from './situation';
import { texts } from './texts';
import { themes, useTheme } from './theme';

/** What is not on the first screen is loaded when it is opened. */
const views: Record<Tab, ComponentType> = {
  row: Row,
  wizard: lazy(() => import('../tabs/wizard/Wizard').then(({ Wizard }) => ({ default: Wizard }))),
  assistant: lazy(() => import('../tabs/assistant/Assistant').then(({ Assistant }) => ({ default: Assistant }))),
  'break-it': lazy(() => import('../tabs/break_it/BreakIt').then(({ BreakIt }) => ({ default: BreakIt }))),
  speed: lazy(() => import('../tabs/speed/Speed').then(({ Speed }) => ({ default: Speed }))),
  rules: lazy(() => import('../tabs/rules/Rules').then(({ Rules }) => ({ default: Rules }))),
};

export function App() {
  const { tab } = useSituation();
  const { language } = useSpeech();
  const theme = useTheme();
  const say = useTexts(texts);
  const View = views[tab];
  return (
    <>
      <header className="masthead">
        <div className="purpose">
          <h1>{say.title}</h1>
          <p>{say.purpose}</p>
        </div>
        <div className="settings">
          <label>
            <span>{say.language}</span>
            <select value={language} onChange={({ target }) => isLanguage(target.value) && setLanguage(target.value)}>
              {Object.entries(languages).map(([tag, name]) => (
                <option key={tag} value={tag} lang={tag}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label>
            <span>{say.colours}</span>
            <select
              value={theme}
              onChange={({ target }) => setParams({ theme: target.value === 'system' ? undefined : target.value })}
            >
              {themes.map((each) => (
                <option key={each} value={each}>
                  {say.themes[each]}
                </option>
              ))}
            </select>
          </label>
        </div>
        <nav className="tabs" aria-label={say.parts}>
          {tabs.map((each) => (
            <a key={each} href={linkTo(each)} aria-current={each === tab ? 'page' : undefined}>
              {say.tabs[each]}
            </a>
          ))}
        </nav>
      </header>
      <main id="content" data-tab={tab}>
        <Suspense fallback={<p role="status">{say.loading}</p>}>
          <View />
        </Suspense>
      </main>
      <footer>
        {say.footer} <code>{schemaVersion}</code>
      </footer>
    </>
  );
}
