// The browsers of the tests, and a page that records everything that goes wrong in it.

import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { chromium, firefox } from 'playwright-core';

const found = (...paths) => paths.find((path) => existsSync(path));

const launchers = {
  chromium() {
    const executablePath = process.env.CHROMIUM || found('/usr/bin/chromium', '/usr/bin/google-chrome');
    if (!executablePath) throw new Error('no Chromium: run scripts/setup/chromium, or set CHROMIUM');
    return chromium.launch({
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  },
  /** Debian's own Firefox, by WebDriver BiDi (playwright-core 1.65 sends it a command that ESR 153 does not know). */
  firefox() {
    const executablePath = process.env.FIREFOX || found('/usr/bin/firefox-esr', '/usr/bin/firefox');
    if (!executablePath) throw new Error('no Firefox: run scripts/setup/firefox, or set FIREFOX');
    return firefox.launch({ channel: 'moz-firefox', executablePath });
  },
};

/** The browser that BROWSER names: chromium, unless it says firefox. */
export const browserName = process.env.BROWSER || 'chromium';

const artifacts = fileURLToPath(new URL(`../../artifacts/e2e/${browserName}`, import.meta.url));
mkdirSync(artifacts, { recursive: true });

/**
 * Keeps a screenshot in artifacts/e2e, to be looked at. The caret is in it, since it takes an inline style to hide it, which the
 * page forbids.
 */
export const keepPicture = (page, name, options = {}) =>
  page.screenshot({ path: `${artifacts}/${name}.png`, fullPage: true, caret: 'initial', ...options });

export function launch() {
  const launcher = Object.hasOwn(launchers, browserName) ? launchers[browserName] : undefined;
  if (!launcher) throw new Error(`BROWSER must be one of ${Object.keys(launchers).join(', ')}, not ${browserName}`);
  return launcher();
}

/** Everything that goes wrong in a page from now on: errors, failed requests, and requests to other hosts. */
export function watch(page, address) {
  const faults = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`exception: ${error.message}`));
  page.on('requestfailed', (request) => {
    const { errorText } = request.failure() ?? {};
    // In Firefox: what a page still asked for when it was left.
    if (errorText !== 'NS_BINDING_ABORTED') faults.push(`failed: ${request.url()} ${errorText}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`status ${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith('blob:'))
      faults.push(`leaves: ${request.url()}`);
  });
  return faults;
}

/** A page at the address, with its database ready, and its faults. */
export async function open(browser, address, options = {}) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 }, ...options });
  const faults = watch(page, address);
  await page.goto(address);
  await page.locator('html[data-database=ready]').waitFor({ timeout: 180_000 });
  return { page, faults };
}

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/**
 * What axe finds in the page, a line each. Its rule on skip links is off: it takes a tab for one that is scrolled out of
 * sight on a phone, as a tab's address is a fragment.
 */
export async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() =>
    globalThis.axe.run(document, { resultTypes: ['violations'], rules: { 'skip-link': { enabled: false } } }),
  );
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html, target }) => `${id}: ${target}: ${html}`));
}

/**
 * Replaces a field's text. In Firefox playwright's own `fill` sets the value without React seeing it, so there the field
 * gets its value by the page's own script, and the event that typing would send.
 */
export async function fill(field, text) {
  if (browserName === 'chromium') return field.fill(text);
  await field.focus();
  await field.evaluate((element, value) => {
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), 'value').set.call(element, value);
    element.dispatchEvent(new Event('input', { bubbles: true }));
  }, text);
}
