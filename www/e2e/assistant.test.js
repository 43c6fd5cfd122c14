// The tab Assistant: each scene ends as it should, and nothing wrong reaches the page's PostgreSQL.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { validateSession } from 'event-wizard-validator';
import { serve } from '../serve.js';
import { fill, keepPicture, launch, violations, watch } from './browser.js';

const RESTING = '[data-testid=assistant][data-phase=resting]';

/** What the person asks for in each scene. */
const requests = {
  wizard: 'Set up our jazz night, all five steps.',
  numbers: 'Jazz night, 250 seats, from 16.',
  money: 'Early bird £12.50, £18 at the door.',
  times: 'On 12 June from nine in the evening until one.',
  choices: 'We are at the Old Custom House in Bristol, step-free.',
  keys: 'Harbour Jazz Night, 12 June, nine o’clock, 250 seats.',
  state: 'Enter the venue and the event.',
  stuck: 'Payments by Stripe, please.',
};

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
let page;
let faults;

before(async () => {
  server = await serve(0);
  browser = await launch();
  page = await browser.newPage({
    viewport: { width: 1440, height: 1000 },
    reducedMotion: 'reduce',
    colorScheme: 'light',
  });
  faults = watch(page, server.address);
  await page.goto(`${server.address}#assistant?lang=en&scene=numbers&speed=instant`);
  await page.locator(RESTING).waitFor({ timeout: 180_000 });
  page.setDefaultTimeout(20_000);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** Opens a situation in the page, as a link does. */
async function follow(hash) {
  await page.evaluate((next) => {
    location.hash = next;
  }, hash);
}

/** Plays a scene to its end. */
async function play(scene) {
  await follow(`#assistant?lang=en&scene=${scene}&speed=instant`);
  await page.getByText(requests[scene]).waitFor();
  await page.locator(RESTING).waitFor({ timeout: 120_000 });
}

const count = async (name) => Number.parseInt(await page.locator(`[data-count=${name}]`).innerText(), 10);
const storedRow = async () => JSON.parse(await page.getByTestId('stored-row').textContent());
const codes = async () =>
  page.locator('.call[data-verdict=refused] .issue').evaluateAll((all) => all.map((issue) => issue.dataset.code));

test('a link to a scene plays it when the page is opened', async () => {
  await page.getByText(requests.numbers).waitFor();
  assert.match(
    await page.evaluate(() => location.hash),
    /scene=numbers.*session=assistant-|session=assistant-.*scene=numbers/,
  );
});

describe('each scene ends stored and valid, in at most as many rounds as faults', () => {
  for (const [scene, { codes: expected, stored }] of Object.entries(mended)) {
    test(scene, async () => {
      await play(scene);
      const found = await codes();
      for (const code of expected) assert.ok(found.includes(code), `${code} is not among ${found}`);
      const [k, r] = [await count('faults'), await count('rounds')];
      assert.ok(k >= expected.length && r >= 1 && r <= k, `${k} faults, ${r} rounds`);
      assert.equal(await count('wrong'), 0);
      const row = await storedRow();
      assert.equal(validateSession(row, { operation: 'update', current: row }).valid, true);
      for (const [column, value] of Object.entries(stored)) assert.deepEqual(row[column], value, column);
      assert.equal(await page.getByRole('alert').count(), 0);
      await keepPicture(page, `assistant-${scene}`);
    });
  }
});

for (const language of ['ar', 'de', 'es', 'fr', 'ja', 'pt-BR']) {
  test(`the scenes end as well in ${language}, whose messages and suggestions differ`, async () => {
    for (const scene of ['wizard', 'keys', 'choices']) {
      await follow('#assistant');
      await follow(`#assistant?lang=${language}&scene=${scene}&speed=instant`);
      await page.locator(RESTING).waitFor({ timeout: 120_000 });
      const row = await storedRow();
      assert.deepEqual(row.completed_stages.length, scene === 'wizard' ? 5 : 1, `${scene}: ${JSON.stringify(row)}`);
      assert.equal(await page.getByRole('alert').count(), 0);
      assert.equal(await count('wrong'), 0);
    }
  });
}

test('what was mended is seen by the tab Wizard, in the same session', async () => {
  await play('wizard');
  const row = await storedRow();
  const link = page.getByRole('link', { name: 'Open it in the wizard' });
  assert.equal(await link.getAttribute('href'), `#wizard?lang=en&session=${row.session_id}`);
  await page.getByText('ready to be published').waitFor();
});

test('an assistant that repeats itself is stopped, and the person is asked', async () => {
  await play('stuck');
  assert.equal(await page.locator('.call').count(), 2);
  const alert = page.getByRole('alert');
  assert.match(await alert.innerText(), /was stopped[\s\S]*Account id must be given/);
  assert.equal(await page.getByTestId('stored-row').count(), 0);
  assert.equal(await count('wrong'), 0);
  await keepPicture(page, 'assistant-stuck');

  // A secret is no answer, and is not repeated.
  const secret = ['sk', 'live', '51NvXZ2LkdIwHu7ixAbCdEfGh'].join('_');
  await fill(page.getByLabel('Your answer'), secret);
  await page.getByRole('button', { name: 'Send' }).click();
  await page.locator('.issue[data-code=account_id_secret]').last().waitFor();
  await page.locator(RESTING).waitFor({ timeout: 120_000 });
  assert.equal(await page.getByTestId('stored-row').count(), 0);
  assert.ok(!(await alert.innerText()).includes(secret));

  await fill(page.getByLabel('Your answer'), 'acct_1NvXZ2LkdIwHu7ix');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('Done. Everything is stored.').waitFor();
  await page.locator(RESTING).waitFor({ timeout: 120_000 });
  assert.deepEqual((await storedRow()).completed_stages, ['paymentSetup']);
  assert.equal(await page.getByRole('alert').count(), 0);
});

test('while arguments stream, an issue appears as soon as it is certain', async () => {
  await follow('#assistant?lang=en&scene=money&speed=slow');
  const call = page.locator('.call[data-verdict=writing]');
  const issue = call.locator('.issue').first();
  await issue.waitFor({ timeout: 60_000 });
  assert.match(await issue.innerText(), /certain at character \d+, and the call is still being written/);
  await page.getByRole('button', { name: 'Pause' }).click();
  await keepPicture(page, 'assistant-streaming');
  const text = await call.locator('pre').innerText();
  assert.equal(await call.locator('mark').first().innerText(), '"price_minor":12.5');
  assert.ok(!text.includes('complete'), text);
  const at = Number(await issue.getAttribute('data-at'));
  assert.ok(text.slice(0, at).endsWith('"price_minor":12.5,'), text.slice(0, at));
  // One step ends with the call.
  await page.getByRole('button', { name: 'Step' }).click();
  await page.getByLabel('Speed').selectOption('instant');
  await page.locator('.call[data-verdict=refused]').waitFor();
  await page.getByRole('button', { name: 'Play' }).click();
  await page.locator(RESTING).waitFor({ timeout: 120_000 });
  assert.deepEqual((await storedRow()).completed_stages, ['ticketSetup']);
});

test('no typing is pretended, and nonsense in the address plays nothing', async () => {
  await follow('#assistant?lang=en&scene=__proto__&speed=constructor&session=x');
  await page.getByText('Choose a scene, or press Play.').waitFor();
  assert.equal(await page.getByRole('textbox').count(), 0);
  await page.getByText('This assistant is a script that is part of the page').waitFor();
  await page.getByRole('button', { name: 'Values that do not exist' }).press('Enter');
  await page.locator(RESTING).waitFor({ timeout: 120_000 });
  assert.equal(await count('wrong'), 0);
});

for (const [name, hash, options] of [
  ['light', '#assistant?lang=en&scene=times&speed=instant', {}],
  ['dark', '#assistant?lang=en&scene=stuck&speed=instant&theme=dark', {}],
  ['Arabic', '#assistant?lang=ar&scene=choices&speed=instant', {}],
  ['phone', '#assistant?lang=de&scene=keys&speed=instant', { width: 360, height: 740 }],
]) {
  test(`axe finds nothing, and nothing is wider than the screen: ${name}`, async () => {
    await page.setViewportSize({ width: 1440, height: 1000, ...options });
    await follow('#assistant');
    await follow(hash);
    await page.locator(RESTING).waitFor({ timeout: 120_000 });
    const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    assert.ok(content <= screen, `${content} px wide on a screen of ${screen}`);
    await keepPicture(page, `assistant-${name.toLowerCase()}`);
    assert.deepEqual(await violations(page), []);
  });
}

test('no error, no warning, no failed request, and nothing from another host', () => {
  assert.deepEqual(faults, []);
});
