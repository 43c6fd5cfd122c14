// The demo page as a person uses it, in a real browser, with PGlite as the judge.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serve } from '../serve.js';
import { launch, open } from './browser.js';

const fromRoot = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const artifacts = fromRoot('artifacts/e2e');
const complete = JSON.parse(readFileSync(fromRoot('tests/fixtures/sessions/complete.json'), 'utf8'));

/** Rows that PostgreSQL refuses, as changes to a complete session, with the error that it is known to return. */
const refused = [
  { change: { completion_percentage: 101 }, sqlstate: '23514', constraint: 'completion_percentage_agrees' },
  { change: { completion_percentage: 80 }, sqlstate: '23514', constraint: 'completion_percentage_agrees' },
  { change: { status: 'Draft' }, sqlstate: '23514', constraint: 'valid_status' },
  {
    change: { status: 'open', completion_percentage: 101 },
    sqlstate: '23514',
    constraint: 'completion_percentage_agrees',
  },
  { change: { status: 'published' }, sqlstate: '23514', constraint: 'status_transition', column: 'status' },
  { change: { status: null }, sqlstate: '23502', column: 'status' },
  { change: { completed_stages: ['foodSetup'] }, sqlstate: '23514', constraint: 'completion_percentage_agrees' },
  {
    change: { completed_stages: complete.completed_stages.slice(1), completion_percentage: 80 },
    sqlstate: '23514',
    constraint: 'finished_when_all_completed',
  },
  { change: { event_data: {} }, sqlstate: '23514', constraint: 'event_data_valid' },
  { change: { venue_data: 'text', event_data: [] }, sqlstate: '23514', constraint: 'event_data_valid' },
  { change: { current_stage: null }, sqlstate: '23502', column: 'current_stage' },
  { change: { session_id: null }, sqlstate: '23502', column: 'session_id' },
  { change: { session_id: 'é'.repeat(256) }, sqlstate: '22001' },
  { change: { id: '6f2c1e0a-8d5b-4c57-9a3e' }, sqlstate: '22P02' },
  { change: { user_id: ' 6f2c1e0a-8d5b-4c57-9a3e-0f1b2c3d4e5f' }, sqlstate: '22P02' },
  { change: { completion_percentage: '50.0' }, sqlstate: '22P02' },
  { change: { completion_percentage: 2147483648 }, sqlstate: '22003' },
  { change: { completed_stages: 'organizerSetup' }, sqlstate: '22P02' },
  { change: { published_at: '2027-02-30T10:00:00Z' }, sqlstate: '22008' },
  { change: { published_at: 'half past nine' }, sqlstate: '22007' },
  { change: { event_data: { title: 'a\u0000b' } }, sqlstate: '22P05' },
  { change: { organiser_data: {} }, sqlstate: 'PGRST204' },
  { text: '{"session_id": "cut sh', sqlstate: 'PGRST102' },
];

/** Rows that look wrong and that PostgreSQL accepts. */
const accepted = [
  { completion_percentage: ' 100 ' },
  { session_id: `${'x'.repeat(255)}   ` },
  { session_id: 7 },
  { id: '{6F2C1E0A8D5B4C579A3E0F1B2C3D4E5F}' },
  { completed_stages: '{organizerSetup}', completion_percentage: 20, status: 'active' },
  { published_at: 'infinity' },
  { event_data: {}, completed_stages: [], completion_percentage: 0, status: 'abandoned' },
];

let server;
let browser;
let page;
let faults;

before(async () => {
  mkdirSync(artifacts, { recursive: true });
  server = await serve(0);
  browser = await launch();
  ({ page, faults } = await open(browser, server.address, { colorScheme: 'light' }));
  page.setDefaultTimeout(10_000);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

const text = (id) => page.getByTestId(id).textContent();
const button = (name) => page.getByRole('button', { name, exact: true });
const sample = (name) => button(name).click();
const editor = () => page.getByLabel('The JSON text that will be sent');
const firstDatabaseIssue = () => page.locator('.issue[data-source=database]').first();
const keptOf = (change) => JSON.stringify({ ...complete, session_id: crypto.randomUUID(), ...change }, null, 2);

/** The answer of the database, once it has arrived. */
async function answer() {
  await page.getByTestId('agreement').waitFor();
  return {
    answer: await text('answer'),
    agreement: await page.getByTestId('agreement').getAttribute('data-agreement'),
  };
}

async function fact(name) {
  const found = page.getByTestId(`database-${name}`);
  return (await found.count()) === 0 ? undefined : found.textContent();
}

test('a complete session is valid, is saved, and is shown as stored', async () => {
  await sample('a complete session');
  assert.equal(await text('persistable'), 'persistable');
  assert.equal(await text('valid'), 'valid');
  assert.match(await text('time'), /^\d+\.\d µs a check$/);
  await button('Save').click();
  assert.deepEqual(await answer(), { answer: 'accepted', agreement: 'agree' });
  const stored = JSON.parse(await page.locator('[data-testid=database] pre').textContent());
  assert.equal(stored.session_id, complete.session_id);
  assert.deepEqual(stored.ticket_data, complete.ticket_data);
  await page.getByText('1 session, 0 actions stored').waitFor();
  await page.screenshot({ path: `${artifacts}/saved.png`, fullPage: true });
});

test('an answer that only the database can know is marked as such', async () => {
  await button('Save').click();
  await page.locator('[data-agreement=unknowable]').waitFor();
  assert.equal(await fact('sqlstate'), '23505');
});

describe('an invalid row is stopped with the error that the database returns if it is sent anyway', () => {
  for (const { change, text: body = keptOf(change), sqlstate, constraint, column } of refused) {
    test(JSON.stringify(change ?? body).slice(0, 80), async () => {
      await editor().fill(body);
      assert.equal(await text('persistable'), 'not persistable');
      const issue = firstDatabaseIssue();
      const code = sqlstate.startsWith('PGRST') ? issue : issue.locator('.sqlstate');
      assert.ok((await code.textContent()).includes(sqlstate), `the module says ${await issue.textContent()}`);
      if (constraint) assert.equal(await issue.getAttribute('data-code'), constraint);

      await button('Save').click();
      await page.getByText('The module stopped this row').waitFor();
      await button('Send anyway').click();
      assert.deepEqual(await answer(), { answer: 'refused', agreement: 'agree' });
      assert.equal(await fact(sqlstate.startsWith('PGRST') ? 'code' : 'sqlstate'), sqlstate);
      assert.equal(await fact('constraint'), constraint);
      assert.equal(await fact('column'), column);
    });
  }
});

describe('an odd row that the database accepts is not stopped', () => {
  for (const change of accepted) {
    test(JSON.stringify(change).slice(0, 80), async () => {
      await editor().fill(keptOf(change));
      assert.equal(await text('persistable'), 'persistable');
      await button('Save').click();
      assert.deepEqual(await answer(), { answer: 'accepted', agreement: 'agree' });
    });
  }
});

test('the verdict follows the typing, and an edit removes the old answer', async () => {
  await editor().fill('{"session_id": "keys", "status": "draft"}');
  assert.equal(await text('persistable'), 'persistable');
  await editor().press('End');
  await editor().press('ArrowLeft');
  await editor().press('ArrowLeft');
  await page.keyboard.type('s');
  assert.equal(await text('persistable'), 'not persistable');
  await page.getByText('It cannot be saved: valid_status.').waitFor();
  await page.keyboard.press('Backspace');
  assert.equal(await text('persistable'), 'persistable');
  await page.keyboard.press('Control+Enter');
  assert.deepEqual(await answer(), { answer: 'accepted', agreement: 'agree' });
  await page.keyboard.type(' ');
  assert.equal(await page.getByTestId('agreement').count(), 0);
});

test('every sample ends in agreement, or in an answer that only the database can know', async () => {
  for (const table of ['Session', 'Action']) {
    await button('Empty the tables').click();
    await page.getByText('0 sessions, 0 actions stored').waitFor();
    await page.getByRole('radio', { name: table }).check();
    const names = await page.locator('.samples button').allTextContents();
    assert.ok(names.length >= 5);
    for (const name of names) {
      await sample(name);
      await page.locator('.samples button[aria-pressed=true]', { hasText: name }).waitFor();
      await button('Save').click();
      if (await button('Send anyway').isVisible()) await button('Send anyway').click();
      const { agreement } = await answer();
      const code = await fact('sqlstate');
      assert.ok(agreement === 'agree' || (agreement === 'unknowable' && ['23505', '23503'].includes(code)), name);
    }
  }
});

test('an update is judged merged over the stored row', async () => {
  await page.getByRole('radio', { name: 'Session' }).check();
  await sample('an update to published from draft');
  await page.locator('.issue[data-source=database][data-code=status_transition]').waitFor();
  assert.equal(await text('persistable'), 'not persistable');
  await editor().fill('{"current_stage": null}');
  assert.equal(await firstDatabaseIssue().getAttribute('data-code'), 'not_null_violation');
  await editor().fill('{"current_stage": "venueSetup"}');
  await button('Save').click();
  assert.deepEqual(await answer(), { answer: 'accepted', agreement: 'agree' });
});

test('it fits a phone, in dark colours too', async () => {
  const phone = await open(browser, server.address, { colorScheme: 'dark', viewport: { width: 360, height: 740 } });
  await phone.page.getByRole('button', { name: 'percentage above its CHECK' }).click();
  await phone.page.getByRole('button', { name: 'Save', exact: true }).click();
  await phone.page.getByRole('button', { name: 'Send anyway' }).click();
  await phone.page.getByTestId('agreement').waitFor();
  const [content, screen] = await phone.page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  assert.ok(content <= screen, `${content} px wide on a screen of ${screen}`);
  await phone.page.screenshot({ path: `${artifacts}/phone.png`, fullPage: true });
  assert.deepEqual(phone.faults, []);
});

test('a stopped row beside the answer, for the record', async () => {
  await page.getByRole('radio', { name: 'Session' }).check();
  await sample('percentage above its CHECK');
  await button('Save').click();
  await button('Send anyway').click();
  assert.equal((await answer()).agreement, 'agree');
  await page.screenshot({ path: `${artifacts}/stopped.png`, fullPage: true });
});

test('no error, no warning, no failed request, and nothing from another host', () => {
  assert.deepEqual(faults, []);
});
