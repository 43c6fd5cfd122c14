// Every tab in every look: nothing for axe to find, nothing wider than the screen, no fault. The screenshots are kept in
// artifacts/e2e, to be looked at.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { serve } from '../serve.js';
import { keepPicture, launch, violations, watch } from './browser.js';

const desktop = { width: 1440, height: 1000 };
const looks = {
  light: { viewport: desktop, params: { theme: 'light' } },
  dark: { viewport: desktop, params: { theme: 'dark' } },
  phone: { viewport: { width: 360, height: 740 }, params: { theme: 'light' } },
  arabic: { viewport: desktop, params: { theme: 'light', lang: 'ar' } },
};

let server;
let browser;
/** One context, so that PostgreSQL starts once. */
let context;
before(async () => {
  server = await serve(0);
  browser = await launch();
  context = await browser.newContext();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

for (const tab of ['row', 'wizard', 'assistant', 'break-it', 'speed', 'rules']) {
  describe(tab, () => {
    for (const [look, { viewport, params }] of Object.entries(looks)) {
      test(look, async () => {
        const page = await context.newPage();
        const faults = watch(page, server.address);
        await page.setViewportSize(viewport);
        await page.goto(`${server.address}#${tab}?${new URLSearchParams(params)}`);
        await page.locator(`main[data-tab=${tab}] h2`).first().waitFor();
        await page.locator('html[data-database=ready]').waitFor({ timeout: 60_000 });
        await page.locator(`html[lang=${params.lang ?? 'en'}]`).waitFor();
        // What comes in by and by: fonts, the first results.
        await page.waitForTimeout(1500);
        await keepPicture(page, `${tab}-${look}`);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(width <= viewport.width, `${width} px wide on a screen of ${viewport.width}`);
        assert.deepEqual(await violations(page), []);
        assert.deepEqual(faults, []);
        await page.close();
      });
    }
  });
}
