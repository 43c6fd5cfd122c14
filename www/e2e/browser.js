// Debian's Chromium, and a page that records everything that goes wrong in it.

import { existsSync } from 'node:fs';
import process from 'node:process';
import { chromium } from 'playwright-core';

const executablePath =
  process.env.CHROMIUM || ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));

export function launch() {
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
}

/**
 * A page at the address, with its database ready; `faults` lists errors, failed requests and requests to other hosts.
 */
export async function open(browser, address, options = {}) {
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
  await page.goto(address);
  await page.locator('[data-testid=database][data-kind=idle]').waitFor({ timeout: 60_000 });
  return { page, faults };
}
