// A page at one of the tabs, whether its database is ready or not.

import { watch } from './browser.js';

/** The page and its faults. */
export async function openTab(browser, address, hash, options = {}) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 }, ...options });
  const faults = watch(page, address);
  await page.goto(address + hash);
  return { page, faults };
}
