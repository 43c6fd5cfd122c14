// The tab *Rules*: every constraint and every field can be picked, and both judges confirm what it shows.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { stages } from 'event-wizard-validator';
import { eachField, fieldsIn, tableConstraints } from 'event-wizard-validator/fields';
import { serve } from '../serve.js';
import { fill, keepPicture, launch, violations } from './browser.js';
import { openTab } from './tab.js';

const fromRoot = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
/** PostgreSQL starts while the page is already used. */
const START = 120_000;
/** A trigger keeps it, so that nothing that is sent can break it. */
const UNBREAKABLE = ['wizard_sessions.published_at_when_published'];

/** Without it there is no partition for the row, which PostgreSQL says first; no role of the API may write it. */
const PARTITION_KEY = 'wizard_actions.created_at.not_null';

let server;
let browser;
let page;
let faults;

before(async () => {
  server = await serve(0);
  browser = await launch();
  ({ page, faults } = await openTab(browser, server.address, '#rules?lang=en'));
  await page.locator('tr[data-agreement]').first().waitFor({ timeout: START });
});

after(async () => {
  await browser?.close();
  await server?.close();
});

const part = (name) => page.locator(`[data-part=${name}]`);

/** Picks a subject by its link, and waits until PostgreSQL has said something to all its examples. */
async function pick(parameter, id) {
  await page.evaluate(
    (hash) => {
      location.hash = hash;
    },
    `#rules?${new URLSearchParams({ lang: 'en', [parameter]: id })}`,
  );
  await page.locator(`[data-testid=subject][data-subject="${id}"]`).waitFor();
  await page.waitForFunction(
    () => [...document.querySelectorAll('tr[data-case]')].every(({ dataset }) => dataset.agreement !== undefined),
    undefined,
    { timeout: 60_000 },
  );
  const rows = await page.locator('tr[data-case]').evaluateAll((all) =>
    all.map(({ dataset, cells }) => ({
      agreement: dataset.agreement,
      isStored: dataset.accepted === 'true',
      isTaken: cells[1].querySelector('[data-good=true]') !== null,
      what: cells[0].textContent,
    })),
  );
  return { passing: rows.filter(({ isStored }) => isStored), failing: rows.filter(({ isStored }) => !isStored) };
}

const ids = { rule: [], field: [] };
for (const table of ['wizard_sessions', 'wizard_actions']) {
  for (const { name, kind, columns, enforced } of tableConstraints[table])
    ids.rule.push({ id: `${table}.${name ?? `${columns.join('.')}.${kind}`}`, enforced });
}
const fields = fieldsIn();
for (const stage of stages) {
  for (const field of eachField(fields[stage]))
    if (field.path.length > 0) ids.field.push({ id: [stage, ...field.path].join('/'), field });
}

test('there is a link to each constraint and each field', async () => {
  const links = await page.locator('a[data-subject]').evaluateAll((all) => all.map(({ dataset }) => dataset.subject));
  assert.deepEqual(links.toSorted(), [...ids.rule, ...ids.field].map(({ id }) => id).toSorted());
});

describe('both judges confirm the examples of each constraint, and all its parts are there', () => {
  for (const { id, enforced } of ids.rule) {
    test(id, async () => {
      const { passing, failing } = await pick('rule', id);
      assert.ok(passing.length > 0, 'nothing passes');
      for (const { agreement, what } of passing) assert.equal(agreement, 'agree', what);
      if (UNBREAKABLE.includes(id)) {
        assert.deepEqual(failing, []);
        await page.getByText('No row that can be sent breaks it').waitFor();
      } else {
        assert.ok(failing.length > 0, 'nothing fails');
        assert.equal(await page.getByText('No row that can be sent breaks it').count(), 0);
      }
      for (const { agreement, isTaken, what } of failing) {
        assert.equal(agreement, enforced && id !== PARTITION_KEY ? 'agree' : 'unknowable', what);
        assert.equal(isTaken, !enforced, what);
      }
      assert.ok((await part('source').locator('[data-marked=true]').count()) > 0, 'no clause');
      assert.match(await part('source').locator('header').textContent(), /schemas\/migrations\/\d+_\w+\.sql:\d+/);
      await part('check').locator('.line').first().waitFor();
      const rust = await part('compiled').textContent();
      assert.match(rust, enforced ? /Some\(|row\.|Column \{/ : /only the server/);
      if (enforced && failing.length > 0) assert.ok((await part('form').locator('.issue').count()) > 0, 'no message');
    });
  }
});

describe('both judges confirm the examples of each field, and all its parts are there', () => {
  for (const { id, field } of ids.field) {
    test(id, async () => {
      const { passing, failing } = await pick('field', id);
      assert.ok(passing.length > 0, 'nothing passes');
      assert.ok(failing.length > 0, 'nothing fails');
      for (const { agreement, isStored, isTaken, what } of [...passing, ...failing]) {
        assert.equal(agreement, 'agree', what);
        assert.equal(isStored, isTaken, what);
      }
      const key = field.key || 'items';
      const marked = await part('source').locator('[data-marked=true]').allTextContents();
      assert.ok(
        marked.some((line) => line.includes(`"${key}": {`)),
        `not the schema: ${marked.join('\n')}`,
      );
      assert.match(await part('compiled').textContent(), /Schema \{/);
      await part('check').locator('[data-marked=true]').first().waitFor();
      const check = await part('check').locator('[data-marked=true]').allTextContents();
      const name = field.key || field.path.at(-2);
      assert.ok(
        check.some((line) => line.includes(name)),
        `not its check: ${check.join('\n')}`,
      );
      assert.ok((await part('form').locator('.issue').count()) > 0, 'no message');
      const isOne = !['list', 'group', 'json'].includes(field.control);
      assert.equal((await part('form').locator('input, select, textarea').count()) > 0, isOne);
    });
  }
});

describe('a visitor', () => {
  test('types a value: both judges answer, and the message follows', async () => {
    await pick('field', 'eventSetup/capacity');
    await fill(page.getByRole('textbox', { name: 'Capacity' }), '0');
    await part('form').getByText('at least 1').waitFor();
    await page.locator('[data-testid=own][data-agreement=agree]').waitFor();
    assert.equal(await page.locator('[data-testid=own] .badge[data-good=false]').count(), 2);
    await fill(page.getByRole('textbox', { name: 'Capacity' }), '40');
    await part('form').getByText('Nothing to object to').waitFor();
    await page.locator('[data-testid=own] .badge[data-good=true]').nth(1).waitFor();
  });

  test('gets the same situation by the link', async () => {
    await fill(page.getByRole('textbox', { name: 'Capacity' }), '1000000001');
    // The address follows a moment later.
    await page.waitForURL(/value=1000000001/);
    const other = await openTab(browser, server.address, new URL(page.url()).hash);
    assert.equal(await other.page.getByLabel('Value, as JSON').inputValue(), '1000000001');
    await other.page.locator('[data-part=form] .issue').waitFor();
    await other.page.close();
  });

  test('may write what is no JSON', async () => {
    await fill(page.getByLabel('Value, as JSON'), '{"a":');
    await page.getByText('This is not JSON yet.').waitFor();
  });

  test('edits a row', async () => {
    await pick('rule', 'wizard_sessions.valid_status');
    await fill(page.getByLabel('Row, as JSON'), '{"session_id": "x", "status": "active"}');
    await page.locator('[data-testid=own] .badge[data-good=true]').nth(1).waitFor();
    await fill(page.getByLabel('Row, as JSON'), '{"session_id": "x", "status": "actve"}');
    await page.locator('[data-testid=own] .badge[data-good=false]').nth(1).waitFor();
    await part('form').getByText('did you mean “active”?').waitFor();
    await page.getByLabel('status', { exact: true }).selectOption('draft');
    assert.deepEqual(JSON.parse(await page.getByLabel('Row, as JSON').inputValue()), {
      session_id: 'x',
      status: 'draft',
    });
  });

  test('lights the other parts up by pointing at one', async () => {
    await pick('field', 'eventSetup/title');
    const mark = part('check').locator('mark').first();
    const colour = () => mark.evaluate((element) => getComputedStyle(element).backgroundColor);
    await page.mouse.move(0, 0);
    await page.waitForFunction(() => document.querySelector('.subject').dataset.lit === undefined);
    await page.waitForTimeout(300);
    const dark = await colour();
    await part('source').hover();
    assert.equal(await page.getByTestId('subject').getAttribute('data-lit'), 'source');
    await page.waitForTimeout(300);
    assert.notEqual(await colour(), dark);
    await page.mouse.move(0, 0);
    await page.getByRole('textbox', { name: 'Event title' }).focus();
    assert.equal(await page.getByTestId('subject').getAttribute('data-lit'), 'form');
  });

  test('finds by name', async () => {
    await fill(page.getByLabel('Search'), 'minimum_price');
    assert.deepEqual(
      await page.locator('a[data-subject]').evaluateAll((all) => all.map(({ dataset }) => dataset.subject)),
      ['ticketSetup/tiers/*/minimum_price_minor'],
    );
    await fill(page.getByLabel('Search'), 'no such thing');
    await page.getByText('Nothing is called that.').waitFor();
    await fill(page.getByLabel('Search'), '');
  });
});

test('what an address says wrongly is as when it says nothing', async () => {
  for (const hash of [
    '#rules?lang=en&rule=__proto__&field=constructor',
    '#rules?lang=en&example=-1',
    '#rules?lang=en&value=%00&example=1e9',
    '#rules?lang=en&field=eventSetup/tags&value=[[[[',
  ]) {
    const odd = await openTab(browser, server.address, hash);
    await odd.page.locator('[data-testid=subject]').waitFor();
    assert.deepEqual(odd.faults, [], hash);
    await odd.page.close();
  }
});

test('no fault in the console', () => assert.deepEqual(faults, []));

test('axe finds nothing, in light and dark, and on a phone in Arabic', async () => {
  for (const [name, hash, options] of [
    ['light', '#rules?lang=de&field=ticketSetup/tiers/*/price_minor', { colorScheme: 'light' }],
    ['dark', '#rules?lang=en&rule=wizard_sessions.finished_when_all_completed', { colorScheme: 'dark' }],
    [
      'arabic',
      '#rules?lang=ar&field=venueSetup/accessibility',
      { colorScheme: 'light', viewport: { width: 360, height: 740 } },
    ],
  ]) {
    const one = await openTab(browser, server.address, hash, options);
    await one.page.locator('tr[data-agreement]').first().waitFor({ timeout: START });
    await one.page.locator('[data-part=check] .line').first().waitFor();
    assert.deepEqual(await violations(one.page), []);
    const [content, screen] = await one.page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    assert.ok(content <= screen, `${name}: ${content} px wide on a screen of ${screen}`);
    await keepPicture(one.page, `rules-${name}`);
    assert.deepEqual(one.faults, []);
    await one.page.close();
  }
});

test('what is shown as compiled is what the compiler makes now', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'compiled-'));
  try {
    const file = path.join(folder, 'compiled.json');
    const ran = spawnSync('node', [fromRoot('www/scripts/compiled.mjs'), file], { encoding: 'utf8' });
    assert.equal(ran.status, 0, ran.stderr);
    const message = 'run `make build`';
    assert.ok(
      readFileSync(file, 'utf8') === readFileSync(fromRoot('www/src/tabs/rules/generated/compiled.json'), 'utf8'),
      message,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
