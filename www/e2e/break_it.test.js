// The tab *Break it* as a person uses it: both judges in a worker of the page, a migration that is forgotten, and a CHECK of
// one's own.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serve } from '../serve.js';
import { browserName, fill, keepPicture, launch, violations, watch } from './browser.js';

const fromRoot = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
/** Built by www/own_check/build.mjs. */
const hasCompiler = existsSync(fromRoot('www/src/tabs/break_it/made/own_check.wasm'));
/** PostgreSQL with all migrations starts, on a busy machine. */
const START = 180_000;
/** A whole run. */
const RUN = 600_000;

let server;
let browser;
let page;
let faults;

before(async () => {
  server = await serve(0);
  browser = await launch();
  ({ page, faults } = await show('#break-it?lang=en'));
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** A page with this fragment, with its judges ready. */
async function show(fragment, options = {}) {
  const shown = await browser.newPage({ viewport: { width: 1440, height: 1000 }, ...options });
  const found = watch(shown, server.address);
  await shown.goto(server.address + fragment);
  shown.setDefaultTimeout(60_000);
  await shown.locator('.break-it header .aside', { hasText: /PostgreSQL \d/ }).waitFor({ timeout: START });
  return { page: shown, faults: found };
}

const button = (name) => page.getByRole('button', { name, exact: true });
const figure = async (name) => Number((await page.getByTestId(`figure-${name}`).textContent()).replaceAll(',', ''));
const figures = async () => ({
  rows: await figure('rows'),
  agreed: await figure('agreed'),
  unknowable: await figure('unknowable'),
  disagreed: await figure('disagreed'),
});
const ended = (rows) => page.getByText(`Ended after ${rows} rows.`).waitFor({ timeout: RUN });

test('2,000 rows by chance end without a disagreement', async (t) => {
  const start = performance.now();
  await button('Start').click();
  await ended('2,000');
  t.diagnostic(`2,000 rows in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  const { rows, agreed, unknowable, disagreed } = await figures();
  assert.equal(
    disagreed,
    0,
    await page
      .locator('[data-testid=disagreements]')
      .textContent({ timeout: 100 })
      .catch(() => ''),
  );
  assert.equal(rows, 2000);
  assert.equal(agreed + unknowable, rows);
  // Most say something: neither all good nor all beyond the module's knowledge.
  assert.ok(agreed > 0.9 * rows, `${agreed} agreed`);
  const refused = /^([\d,]+) refused by both$/.exec(await page.locator('[data-figure=agreed] span').textContent());
  const refusedByBoth = Number(refused?.[1].replaceAll(',', ''));
  assert.ok(refusedByBoth > 0.25 * rows && refusedByBoth < 0.75 * rows, `${refusedByBoth} refused`);
  assert.equal(await page.locator('.rejected > li').count(), 6);
  await keepPicture(page, 'break_it');
});

test('the address has the seed, and a seed gives the same rows to everybody', async () => {
  const seed = await page.getByLabel('Seed').inputValue();
  assert.match(page.url(), new RegExp(`seed=${seed}(&|$)`));
  const seen = [];
  for (const visitor of [1, 2]) {
    const { page: shown } = await show('#break-it?lang=en&seed=7&rows=40');
    await shown.getByRole('button', { name: 'Start', exact: true }).click();
    await shown.getByText('Ended after 40 rows.').waitFor({ timeout: RUN });
    const links = await shown.locator('.rejected a').evaluateAll((all) => all.map(({ hash }) => hash));
    seen.push(links.map((hash) => new URLSearchParams(hash.split('?')[1]).get('row')));
    assert.equal(seen.at(-1).length, 6, `visitor ${visitor}`);
    await shown.close();
  }
  assert.deepEqual(seen[0], seen[1]);
});

test('a run without an end stops when it is told', async () => {
  await page.getByRole('radio', { name: 'no end' }).check();
  await button('Start').click();
  await page.waitForFunction(
    () => Number(document.querySelector('[data-testid=figure-rows]')?.textContent) > 20,
    null,
    {
      timeout: RUN,
    },
  );
  await button('Stop').click();
  await page.getByText(/^Ended after/).waitFor();
  const before = await figures();
  await page.waitForTimeout(500);
  assert.deepEqual(await figures(), before);
  await page.getByRole('radio', { name: '2,000' }).check();
});

test('a forgotten migration shows as disagreements, in full; put back, there are none', async () => {
  await page.getByLabel('Forget a migration').selectOption('valid_status');
  const first = page.locator('.disagreement').first();
  await first.waitFor({ timeout: RUN });
  await button('Stop').click();
  await page.getByText(/^Ended after/).waitFor();
  assert.ok((await figures()).disagreed > 0);
  const text = await first.textContent();
  assert.match(text, /valid_status/);
  assert.match(text, /accepts the row/);
  assert.match(text, /Seed/);
  JSON.parse(await first.locator('pre').first().textContent());
  const link = await first.getByRole('link', { name: 'Open in the tab Row' }).getAttribute('href');
  assert.match(link, /^#row\?/);
  // Firefox lets no script read the clipboard.
  const readable = browserName === 'chromium';
  if (readable) await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await first.getByRole('button', { name: 'Copy everything' }).click();
  await first.getByText('Copied.').waitFor();
  if (readable) {
    const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
    assert.equal(copied.forgotten, 'valid_status');
    assert.equal(copied.module.constraint, 'valid_status');
    assert.equal(copied.database, 'accepted');
  }
  await keepPicture(page, 'break_it_forgotten');

  await page.getByLabel('Forget a migration').selectOption('');
  await page.waitForFunction(
    () => Number(document.querySelector('[data-testid=figure-rows]')?.textContent) > 100,
    null,
    {
      timeout: RUN,
    },
  );
  await button('Stop').click();
  await page.getByText(/^Ended after/).waitFor();
  assert.equal((await figures()).disagreed, 0);
  assert.equal(await page.locator('.disagreement').count(), 0);
});

test('a CHECK of one’s own takes effect in PostgreSQL and in what the compiler makes of it', async (t) => {
  if (!hasCompiler) return t.skip('node www/own_check/build.mjs has not been run');
  const own = page.getByTestId('own');
  await fill(own.getByLabel('ALTER TABLE'), "completion_percentage <= 40 AND status <> 'abandoned'");
  await own.getByRole('button', { name: 'Add it to both' }).click();
  const answers = page.getByTestId('own-answers');
  await answers.waitFor({ timeout: START });
  const text = await answers.textContent();
  assert.match(text, /CHECK \(completion_percentage <= 40 AND/);
  assert.match(text, /It reads completion_percentage, status/);
  await ended('500');
  const compared = await page.getByTestId('own-run').textContent();
  const [, refused, disagreed] = /: (\d+) refused for it by both, (\d+) disagreements/.exec(compared) ?? [];
  assert.equal(disagreed, '0', compared);
  assert.ok(Number(refused) > 5, compared);

  const judged = page.getByTestId('own-judged');
  const row = (status) => JSON.stringify({ session_id: 'mine', status });
  for (const [status, answer] of [
    ['abandoned', 'your_own_check'],
    ['draft', 'accepts the row'],
    ['open', 'valid_status'],
  ]) {
    await fill(own.getByLabel('Your row'), row(status));
    await judged.filter({ hasText: answer }).waitFor();
    const both = await judged.locator('.answer').allTextContents();
    assert.ok(
      both.every((each) => each.includes(answer)),
      `${status}: ${both}`,
    );
    assert.equal(await judged.getAttribute('data-agreement'), 'agree');
  }

  // What it cannot mirror exactly, it refuses; PostgreSQL may take it.
  await fill(own.getByLabel('ALTER TABLE'), "session_id < 'm'");
  await own.getByRole('button', { name: 'Add it to both' }).click();
  await answers.filter({ hasText: 'cannot mirror this exactly' }).waitFor({ timeout: START });
  assert.equal(await answers.locator('.answer').first().getAttribute('data-accepted'), 'true');

  // Neither takes more than one expression.
  await fill(own.getByLabel('ALTER TABLE'), 'true); DROP TABLE wizard_actions; --');
  await own.getByRole('button', { name: 'Add it to both' }).click();
  await answers.filter({ hasText: '42601' }).waitFor({ timeout: START });
  assert.deepEqual(await answers.locator('.answer').evaluateAll((all) => all.map(({ dataset }) => dataset.accepted)), [
    'false',
    'false',
  ]);
  await own.getByRole('button', { name: 'Remove it' }).click();
  await answers.waitFor({ state: 'detached' });
});

test('nonsense in the address is shown as such, and breaks nothing', async () => {
  const { page: other, faults: found } = await show('#break-it?lang=en&seed=99999999999&rows=%00&check=%22%ED%A0%80');
  assert.equal(await other.getByLabel('Seed').getAttribute('aria-invalid'), 'true');
  await other.getByRole('button', { name: 'Start', exact: true }).click();
  await other.getByRole('button', { name: 'Stop', exact: true }).click();
  await other.close();
  assert.deepEqual(found, []);
});

test('it fits a phone, from right to left and in the dark, and axe finds nothing', async () => {
  assert.deepEqual(await violations(page), []);
  const phone = await show('#break-it?lang=ar&theme=dark', { viewport: { width: 360, height: 740 } });
  await phone.page.getByRole('button', { name: 'ابدأ', exact: true }).click();
  await phone.page.locator('.rejected > li').nth(3).waitFor({ timeout: RUN });
  await phone.page.getByRole('button', { name: 'أوقف', exact: true }).click();
  const width = await phone.page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 360, `${width} px wide`);
  assert.deepEqual(await violations(phone.page), []);
  await keepPicture(phone.page, 'break_it_phone');
  assert.deepEqual(phone.faults, []);
  await phone.page.close();
});

test('nothing went wrong in the page', () => assert.deepEqual(faults, []));
