// The tab Assistant: each scene ends as it should, and nothing wrong reaches the page's PostgreSQL.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { validateSession } from 'event-wizard-validator';
import { serve } from '../serve.js';
import { launch, open } from './browser.js';

const artifacts = fileURLToPath(new URL('../../artifacts/e2e', import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAB = '[data-testid=assistant]';

/** Scenes that end with everything stored: at least so many faults of these kinds, and what is stored then. */
const mended = {
  wizard: {
    codes: ['additionalProperties', 'enum', 'event_end_after_start', 'format', 'maxLength', 'type'],
    stored: { status: 'completed', completion_percentage: 100 },
  },
  numbers: { codes: ['type'], stored: { completed_stages: ['eventSetup'] } },
  money: { codes: ['type'], stored: { completed_stages: ['ticketSetup'] } },
  times: { codes: ['doors_before_start', 'event_end_after_start'], stored: { completed_stages: ['eventSetup'] } },
  choices: { codes: ['enum'], stored: { completed_stages: ['venueSetup'] } },
  keys: { codes: ['additionalProperties'], stored: { completed_stages: ['eventSetup'] } },
  state: { codes: ['enum'], stored: { status: 'draft' } },
};

let server;
let browser;

before(async () => {
  mkdirSync(artifacts, { recursive: true });
  server = await serve(0);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

const visit = (hash, options = {}) =>
  open(browser, server.address, { hash, ready: TAB, reducedMotion: 'reduce', ...options });

/** Waits until the conversation rests. */
const rested = (page) => page.locator(`${TAB}[data-phase=resting]`).waitFor({ timeout: 60_000 });
const count = async (page, name) => Number.parseInt(await page.locator(`[data-count=${name}]`).innerText(), 10);
const issues = (page) => page.locator('.call[data-verdict=refused] .issue');

async function storedRow(page) {
  return JSON.parse(await page.getByTestId('stored-row').textContent());
}

/** What axe finds, as lines. */
async function axeFindings(page) {
  // As text, since the page's policy allows no script of another origin; `evaluate` is the debugger's.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

describe('a link to a scene plays it, and it ends stored and valid', () => {
  for (const [scene, { codes, stored }] of Object.entries(mended)) {
    test(scene, async () => {
      const { page, faults } = await visit(`#assistant?lang=en&scene=${scene}`);
      await rested(page);
      const found = await issues(page).evaluateAll((all) => all.map((issue) => issue.dataset.code));
      for (const code of codes) assert.ok(found.includes(code), `${code} is not among ${found}`);
      const [k, r, wrong] = [await count(page, 'faults'), await count(page, 'rounds'), await count(page, 'wrong')];
      assert.ok(k >= codes.length && r >= 1 && r <= k, `${k} faults, ${r} rounds`);
      assert.equal(wrong, 0);
      const row = await storedRow(page);
      assert.equal(validateSession(row, { operation: 'update', current: row }).valid, true);
      for (const [column, value] of Object.entries(stored)) assert.deepEqual(row[column], value, column);
      assert.equal(await page.getByRole('alert').count(), 0);
      await page.screenshot({ path: `${artifacts}/assistant-${scene}.png`, fullPage: true });
      assert.deepEqual(faults, []);
      await page.close();
    });
  }
});
