// The browsers of the tests, and a page that records everything that goes wrong in it.

import { existsSync } from 'node:fs';
import process from 'node:process';
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

export function launch() {
  const launcher = Object.hasOwn(launchers, browserName) ? launchers[browserName] : undefined;
  if (!launcher) throw new Error(`BROWSER must be one of ${Object.keys(launchers).join(', ')}, not ${browserName}`);
  return launcher();
}

/** The tab Row, with its database ready. */
const ROW = '[data-testid=database][data-kind=idle]';

/**
 * A page at the address, with its database ready; `faults` lists errors, failed requests and requests to other hosts.
 * @param hash the situation in the address, such as `#wizard`, and `ready` what is there once it is shown.
 */
export async function open(browser, address, { hash = '', ready = ROW, ...options } = {}) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 }, ...options });
  const faults = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`exception: ${error.message}`));
  page.on('requestfailed', (request) => faults.push(`failed: ${request.url()} ${request.failure()?.errorText}`));
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`status ${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith('blob:'))
      faults.push(`leaves: ${request.url()}`);
  });
  await page.goto(address + hash);
  await page.locator(ready).waitFor({ timeout: 180_000 });
  return { page, faults };
}
