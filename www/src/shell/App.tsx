// The frame of the page: the tabs, the language and the colours. Knows no tab's content.

import { schemaVersion } from 'event-wizard-validator';
import { type ComponentType, lazy, Suspense, useEffect, useRef } from 'react';
import { useTexts } from '../language/Language';
import { Row } from '../tabs/row/Row';
import { Counter } from './Counter';
import { Settings } from './Settings';
import { linkTo, type Tab, tabs, useSituation } from './situation';
import { texts } from './texts';

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
  const say = useTexts(texts);
  const main = useRef<HTMLElement>(null);
  const strip = useRef<HTMLElement>(null);
  const shown = useRef(tab);
  useEffect(() => {
    document.title = `${say.tabs[tab]} · ${say.title}`;
  }, [say, tab]);
  // On a phone the strip scrolls; sideways only, or the page would move.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab or other words move the active tab
  useEffect(() => {
    const show = () => {
      const active = strip.current?.querySelector<HTMLElement>('[aria-current]');
      if (!strip.current || !active) return;
      const [outer, inner] = [strip.current.getBoundingClientRect(), active.getBoundingClientRect()];
      strip.current.scrollLeft += inner.left + inner.width / 2 - outer.left - outer.width / 2;
    };
    show();
    addEventListener('resize', show);
    return () => removeEventListener('resize', show);
  }, [tab, say]);
  useEffect(() => {
    // A new tab is a new page: reading goes on at its beginning.
    if (shown.current === tab) return;
    shown.current = tab;
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [tab]);
  const View = views[tab];
  return (
    <>
      <button type="button" className="skip" onClick={() => main.current?.focus()}>
        {say.skip}
      </button>
      <header className="masthead">
        <h1>
          <a href={linkTo('row')}>
            <Mark />
            <span>{say.title}</span>
          </a>
        </h1>
        <nav className="tabs" aria-label={say.parts} ref={strip}>
          {tabs.map((each) => (
            <a key={each} href={linkTo(each)} aria-current={each === tab ? 'page' : undefined}>
              {say.tabs[each]}
            </a>
          ))}
        </nav>
        <Counter />
        <Settings />
      </header>
      <main id="content" data-tab={tab} tabIndex={-1} ref={main} aria-label={say.tabs[tab]}>
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

/** The page's sign: two judges, one verdict. */
function Mark() {
  return (
    <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" className="sign">
      <rect width="32" height="32" rx="8" />
      <path d="M7 17.5l4 4 7.5-9M15 20l1.5 1.5 8.5-10" />
    </svg>
  );
}
