// The tab *Speed*: a run measures every contestant in every race, and what it shows is what it measured.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { serve } from '../serve.js';
import { keepPicture, launch, violations } from './browser.js';
import { openTab } from './tab.js';

const RACES = ['valid', 'refused', 'one', 'ten', 'row', 'first'];
const NAMES = ['event-wizard-validator', 'Ajv', 'zod', 'Valibot'];
/** Long enough for a run on a machine that does other things, too. */
const RUN = 240_000;

let server;
let browser;

before(async () => {
  server = await serve(0);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

async function finished(page) {
  const run = page.locator('[data-testid=run]:not([data-kind=running])');
  await run.waitFor({ timeout: RUN });
  assert.equal(await run.getAttribute('data-kind'), 'finished', await run.innerText());
}

/** Stops a run once some of it has been measured. */
async function stopped(page) {
  await page.locator('.agreement').waitFor({ timeout: RUN });
  await page.locator('[data-testid=run] button.primary').click();
  await page.locator('[data-testid=run][data-kind=stopped]').waitFor();
}

/** The table behind a plot: cells by the row's name. */
async function tableOf(page, plot) {
  const rows = await page
    .locator(`[data-plot=${plot}] tbody tr`)
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
  return Object.fromEntries(rows.map(([name, ...cells]) => [name, cells]));
}

const nanoseconds = (text) => {
  const [, number, unit] = text.match(/^([\d.,]+) (µs|ms)$/) ?? assert.fail(`not a time: ${text}`);
  return Number(number.replaceAll(',', '')) * (unit === 'ms' ? 1e6 : 1e3);
};

describe('a run', () => {
  let page;
  let faults;
  let tables;

  before(async () => {
    ({ page, faults } = await openTab(browser, server.address, '#speed?lang=en&stage=venueSetup'));
    await finished(page);
    tables = Object.fromEntries(
      await Promise.all([...RACES, 'trip', 'sizes'].map(async (plot) => [plot, await tableOf(page, plot)])),
    );
    await keepPicture(page, 'speed');
  });

  test('says first that all judged alike', async () => {
    const [, checked] = (await page.locator('.agreement[data-agreement=agree]').textContent()).match(/judged (\d+)/);
    assert.ok(Number(checked) > 100, checked);
  });

  test('has samples of every contestant in every race, and their median', () => {
    for (const race of RACES) {
      assert.deepEqual(Object.keys(tables[race]), NAMES);
      for (const [name, cells] of Object.entries(tables[race])) {
        const [median, , range, rounds, , every] = cells;
        const samples = every.split('; ').map((each) => Number(each.replaceAll(',', '')));
        assert.equal(samples.length, Number(rounds), `${race} ${name}`);
        assert.ok(samples.length >= (race === 'first' ? 5 : 40), `${race} ${name}: ${samples.length}`);
        assert.ok(
          samples.every((each) => each > 0 && each < 1e7),
          `${race} ${name}: ${every}`,
        );
        // Samples differ: they are measured, and each is rounded to three digits at most.
        assert.ok(new Set(samples).size > 1, `${race} ${name}: ${every}`);
        const [least, most] = range.split(' – ').map(nanoseconds);
        assert.ok(least <= nanoseconds(median) && nanoseconds(median) <= most, `${race} ${name}: ${median}, ${range}`);
        const within = samples.filter((each) => each * 1e3 <= nanoseconds(median) * 1.01).length;
        assert.ok(within >= samples.length / 2, `${race} ${name}: ${median} is no median of ${every}`);
      }
    }
  });

  test('marks the fastest, whoever it is', async () => {
    for (const race of RACES) {
      const medians = Object.entries(tables[race]).map(([name, [median]]) => [nanoseconds(median), name]);
      const least = Math.min(...medians.map(([median]) => median));
      const marked = await page
        .locator(`[data-plot=${race}] li:has(.note)`)
        .evaluateAll((all) => all.map(({ dataset }) => dataset.name));
      assert.ok(marked.length >= 1, race);
      for (const name of marked) assert.equal(medians.find(([, each]) => each === name)[0], least, race);
    }
  });

  test('sees what every page sees: PostgreSQL takes longer than a verdict', () => {
    const { Verdict, PostgreSQL } = tables.trip;
    assert.ok(nanoseconds(Verdict[0]) * 5 < nanoseconds(PostgreSQL[0]), `${Verdict[0]} and ${PostgreSQL[0]}`);
    assert.ok(Number(PostgreSQL[3]) >= 20);
  });

  test('has the sizes of the files that the server sends', async () => {
    assert.deepEqual(Object.keys(tables.sizes), NAMES);
    const files = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter(({ name }) => /(ours|ajv|zod|valibot)\.worker-[^/]*\.js$/.test(name))
        .map(({ name, decodedBodySize }) => [name, decodedBodySize]),
    );
    const decoded = new Set(Object.values(tables.sizes).map(([, , size]) => size));
    for (const [file, bytes] of files) {
      const text = await (await fetch(file)).arrayBuffer();
      if (bytes > 0) assert.equal(bytes, text.byteLength);
      const shown = [...decoded].map((size) => Number(size.replace(/[^\d.]/g, '')));
      assert.ok(
        shown.some((size) => Math.abs(size - text.byteLength / 1000) < 2),
        `${file}: ${text.byteLength}`,
      );
    }
    for (const [name, [gzip, sent, unpacked]] of Object.entries(tables.sizes)) {
      const [a, b, c] = [gzip, sent, unpacked].map((size) => Number.parseFloat(size.replaceAll(',', '')));
      assert.ok(0 < a && a < c && b <= c, `${name}: ${gzip}, ${sent}, ${unpacked}`);
    }
  });

  test('another run measures again', async () => {
    await page.getByRole('button', { name: 'Measure again' }).click();
    await page.locator('[data-testid=run][data-kind=running]').waitFor();
    await finished(page);
    const [again] = (await tableOf(page, 'valid'))['event-wizard-validator'].slice(-1);
    assert.notEqual(again, tables.valid['event-wizard-validator'].at(-1));
  });

  test('can be stopped, and keeps what it has', async () => {
    await page.getByRole('button', { name: 'Measure again' }).click();
    await page.locator('[data-plot=valid] li[data-ours=true] .value', { hasText: 's' }).waitFor();
    await page.waitForFunction(() => document.querySelector('.speed-tab progress').value > 0.3, undefined, {
      timeout: RUN,
    });
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Stopped.').waitFor();
    const kept = (await tableOf(page, 'valid')).zod;
    await page.waitForTimeout(500);
    assert.deepEqual((await tableOf(page, 'valid')).zod, kept);
    assert.ok(Number(kept[3]) >= 1);
  });

  test('its parameters are a link', async () => {
    await page.getByLabel('Stage').selectOption('paymentSetup');
    await page.getByLabel('Rounds').selectOption('100');
    // The address follows a moment later.
    await page.waitForURL(/#speed\?lang=en&rounds=100&stage=paymentSetup$/);
    const other = await openTab(browser, server.address, new URL(page.url()).hash);
    assert.equal(await other.page.getByLabel('Stage').inputValue(), 'paymentSetup');
    assert.equal(await other.page.getByLabel('Rounds').inputValue(), '100');
    await other.page.close();
  });

  test('what an address says wrongly is as when it says nothing', async () => {
    const odd = await openTab(browser, server.address, '#speed?lang=en&stage=__proto__&rounds=1e99');
    assert.equal(await odd.page.getByLabel('Stage').inputValue(), 'eventSetup');
    assert.equal(await odd.page.getByLabel('Rounds').inputValue(), '40');
    assert.deepEqual(odd.faults, []);
    await odd.page.close();
  });

  test('no fault in the console', () => assert.deepEqual(faults, []));
});

test('axe finds nothing, in light and dark, and on a phone in Arabic', async () => {
  for (const [name, hash, options] of [
    ['light', '#speed?lang=de', { colorScheme: 'light' }],
    ['dark', '#speed?lang=fr', { colorScheme: 'dark' }],
    ['arabic', '#speed?lang=ar', { colorScheme: 'light', viewport: { width: 360, height: 740 } }],
  ]) {
    const { page, faults } = await openTab(browser, server.address, hash, options);
    await stopped(page);
    const unfold = (isOpen) =>
      page.locator('.plot details').evaluateAll((all, open) => {
        for (const each of all) each.open = open;
      }, isOpen);
    await unfold(true);
    assert.deepEqual(await violations(page), []);
    await unfold(false);
    const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    assert.ok(content <= screen, `${name}: ${content} px wide on a screen of ${screen}`);
    await keepPicture(page, `speed-${name}`);
    assert.deepEqual(faults, []);
    await page.close();
  }
});
