// The frame around the tabs: how soon there is something to see, languages, colours, links, keyboard, and the counter.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { serve } from '../serve.js';
import { browserName, fill, launch, watch } from './browser.js';

const tabs = ['wizard', 'assistant', 'row', 'break-it', 'speed', 'rules'];
const languages = ['ar', 'de', 'es', 'fr', 'ja', 'pt-BR'];
/** Milliseconds from the request to the first verdict, and to PostgreSQL on a busy machine. */
const FIRST_VERDICT = 3000;
const READY = 180_000;

let server;
let browser;
/** One context, so that PostgreSQL starts once. */
let context;
let page;
let faults;
before(async () => {
  server = await serve(0);
  browser = await launch();
  context = await browser.newContext({
    viewport: { width: 1440, height: 1000 },
    colorScheme: 'light',
    locale: 'en-GB',
  });
  page = await context.newPage();
  faults = watch(page, server.address);
});
after(async () => {
  await browser?.close();
  await server?.close();
});

const at = (tab, params = {}) => `${server.address}#${tab}?${new URLSearchParams(params)}`;
const html = () => page.locator('html');
async function visit(tab, params) {
  await page.goto(at(tab, params));
  await page.locator(`main[data-tab=${tab}] h2`).first().waitFor();
  if (params?.lang) await page.locator(`html[lang=${params.lang}]`).waitFor();
}

test('the first verdict is there within 3 s of the load, while PostgreSQL is starting', async (test) => {
  const times = [];
  // The tests of other suites may hold the processor meanwhile, so the best of three loads counts, each as a new visitor.
  while (times.length < 3 && !times.some((time) => time < FIRST_VERDICT)) {
    const visitor = await browser.newContext({ locale: 'en-GB' });
    const first = await visitor.newPage();
    await first.goto(server.address);
    const verdict = await first.waitForFunction(() => {
      const [mark] = performance.getEntriesByName('first-verdict');
      return mark && { after: mark.startTime, database: document.documentElement.dataset.database ?? 'starting' };
    });
    const { after: milliseconds, database } = await verdict.jsonValue();
    times.push(milliseconds);
    assert.equal(database, 'starting');
    assert.equal(await first.getByTestId('valid').textContent(), 'not valid');
    assert.equal(await first.getByTestId('agreement').count(), 0);
    await first.getByRole('status').filter({ hasText: 'PostgreSQL is starting' }).first().waitFor();
    await visitor.close();
  }
  test.diagnostic(`first verdict after ${times.map((time) => time.toFixed(0)).join(', ')} ms`);
  assert.ok(Math.min(...times) < FIRST_VERDICT);
});

test('the counter counts rows that both judged, without a disagreement', async () => {
  await page.goto(server.address);
  await page.locator('html[data-database=ready]').waitFor({ timeout: READY });
  const rows = async () => Number(await page.getByTestId('counter').getAttribute('data-rows'));
  await page.locator('[data-testid=counter]:not([data-rows="0"])').waitFor({ timeout: READY });
  const first = await rows();
  assert.equal(await page.getByTestId('counter').getAttribute('data-state'), 'agree');
  assert.match(await page.getByTestId('counter').textContent(), /judged by both: [\d,]+ disagreements: 0 /);
  await page.waitForFunction((before) => Number(document.querySelector('.counter').dataset.rows) > before, first, {
    timeout: READY,
  });
  await page.getByTestId('counter').click();
  await page.locator('main[data-tab=break-it]').waitFor();
});

test('it does not count where the visitor saves data', async () => {
  const other = await context.newPage();
  await other.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
  });
  await other.goto(server.address);
  await other.locator('html[data-database=ready]').waitFor({ timeout: READY });
  await other.waitForTimeout(3000);
  assert.equal(await other.getByTestId('counter').getAttribute('data-state'), 'waiting');
  assert.equal(other.workers().length, 0);
  await other.close();
});

describe('every tab speaks every language', () => {
  /** What is to be read in the page, but for code and what a visitor typed. */
  const words = () =>
    page.evaluate(() => {
      const foreign =
        'code, pre, kbd, samp, mark, bdi, textarea, input, [dir=ltr], [translate=no], [lang]:not(html), svg';
      const found = new Set();
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const said = node.data.trim();
        if (node.parentElement.closest(`${foreign}, script, noscript, .marked`)) continue;
        // A name or a word of two languages is no proof; three words are.
        if (said.split(/\s+/).filter((word) => /^\p{Letter}{2,}[.,:;!?]?$/u.test(word)).length >= 3) found.add(said);
      }
      for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
        if (element.closest(foreign)) continue;
        for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
          const said = element.getAttribute(name);
          if (said && said.split(/\s+/).length >= 3) found.add(said);
        }
      }
      return [...found];
    });
  for (const tab of tabs) {
    test(tab, async () => {
      await visit(tab, { lang: 'en' });
      const english = new Set(await words());
      const title = await page.title();
      for (const lang of languages) {
        await visit(tab, { lang });
        assert.equal(await html().getAttribute('dir'), lang === 'ar' ? 'rtl' : 'ltr');
        assert.deepEqual(
          (await words()).filter((said) => english.has(said)),
          [],
          `English in ${lang}`,
        );
        // The assistant's name is the same word in some languages, so the first tab's title stands for all.
        if (tab === 'row') assert.notEqual(await page.title(), title);
      }
    });
  }
});

test('the language of the browser is the page’s, until another is chosen', async () => {
  const other = await browser.newContext({ locale: 'fr-CA' });
  const french = await other.newPage();
  await french.goto(server.address);
  await french.locator('html[lang=fr]').waitFor();
  await french.getByLabel('Langue').selectOption('ja');
  await french.locator('html[lang=ja]').waitFor();
  assert.equal(new URL(french.url()).hash, '#row?lang=ja');
  await other.close();
});

test('the colours are the system’s, until they are changed', async () => {
  await visit('row');
  const toggle = page.getByRole('button', { name: 'Dark colours' });
  const paper = () => html().evaluate((element) => getComputedStyle(element).backgroundColor);
  const light = await paper();
  assert.equal(await toggle.getAttribute('aria-pressed'), 'false');
  await toggle.click();
  assert.equal(await toggle.getAttribute('aria-pressed'), 'true');
  assert.notEqual(await paper(), light);
  assert.equal(new URL(page.url()).hash, '#row?theme=dark');
  await page.reload();
  assert.notEqual(await paper(), light);
  await toggle.click();
  assert.equal(await paper(), light);
  await page.waitForFunction(() => location.hash === '#row');
  // By WebDriver BiDi the system's colours cannot be changed.
  if (browserName !== 'chromium') return;
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByRole('button', { name: 'Dark colours', pressed: true }).waitFor();
  await page.emulateMedia({ colorScheme: 'light' });
});

test('a link leads to a tab, with the language and the colours, and “back” leads back', async () => {
  await visit('row', { lang: 'de', theme: 'dark' });
  for (const tab of tabs.filter((each) => each !== 'row')) {
    await page.locator(`nav a[href^="#${tab}"]`).click();
    await page.locator(`main[data-tab=${tab}] h2`).first().waitFor();
    const params = new URLSearchParams(new URL(page.url()).hash.split('?')[1]);
    assert.deepEqual([params.get('lang'), params.get('theme')], ['de', 'dark']);
    assert.match(await page.title(), new RegExp(`^${await page.locator('nav [aria-current=page]').textContent()} · `));
    const link = page.url();
    await page.reload();
    await page.locator(`main[data-tab=${tab}] h2`).first().waitFor();
    assert.equal(page.url(), link);
    await page.goBack();
    await page.locator('main[data-tab=row]').waitFor();
  }
  await page.goto(`${server.address}#nowhere?lang=xx&theme=pink`);
  await page.locator('main[data-tab=row]').waitFor();
});

test('what was typed last is in the address before a link is followed', async () => {
  await visit('row');
  await fill(page.locator('#row'), '{"session_id": "first"}');
  await fill(page.locator('#row'), '{"session_id": "second"}');
  await page.locator('nav a[href^="#rules"]').click();
  await page.locator('main[data-tab=rules]').waitFor();
  await page.goBack();
  await page.locator('main[data-tab=row]').waitFor();
  assert.equal(await page.locator('#row').inputValue(), '{"session_id": "second"}');
});

test('the keyboard skips to the content, and a new tab is read from its beginning', async () => {
  await page.goto('about:blank');
  await visit('row');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const focused = () => page.evaluate(() => document.activeElement?.id);
  assert.equal(await focused(), 'content');
  await page.evaluate(() => window.scrollTo(0, 300));
  await page.locator('nav a[href^="#wizard"]').focus();
  await page.keyboard.press('Enter');
  await page.locator('main[data-tab=wizard]').waitFor();
  assert.equal(await focused(), 'content');
  assert.equal(await page.evaluate(() => window.scrollY), 0);
});

describe('the header', () => {
  const height = () => page.locator('.masthead').evaluate((element) => element.getBoundingClientRect().height);
  for (const lang of ['en', ...languages]) {
    test(`is one line on a desktop, two on a phone: ${lang}`, async () => {
      await page.setViewportSize({ width: 1280, height: 900 });
      await visit('rules', { lang });
      assert.ok((await height()) <= 64, `${await height()} px`);
      await page.setViewportSize({ width: 360, height: 740 });
      await visit('rules', { lang });
      assert.ok((await height()) <= 104, `${await height()} px`);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360);
      const isInView = await page.locator('nav [aria-current=page]').evaluate((link) => {
        const { left, right } = link.getBoundingClientRect();
        return left >= 0 && right <= window.innerWidth;
      });
      assert.ok(isInView, 'the active tab is out of view');
      await page.setViewportSize({ width: 1440, height: 1000 });
    });
  }
});

test('no error, no warning, no failed request, and nothing from another host', () => {
  // What this test itself broke off by leaving the page is no fault.
  assert.deepEqual(
    faults.filter((fault) => !fault.endsWith('net::ERR_ABORTED')),
    [],
  );
});
