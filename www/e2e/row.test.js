// The tab Row as a person uses it, in a real browser, with PGlite as the judge.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serve } from '../serve.js';
import { fill, keepPicture, launch, violations, watch } from './browser.js';

const fromRoot = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
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
  server = await serve(0);
  browser = await launch();
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, colorScheme: 'light' });
  page = await context.newPage();
  faults = watch(page, server.address);
  await page.goto(server.address);
  await page.locator('html[data-database=ready]').waitFor({ timeout: 180_000 });
  page.setDefaultTimeout(10_000);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

const text = (id) => page.getByTestId(id).textContent();
const button = (name) => page.getByRole('button', { name, exact: true });
async function sample(name) {
  const more = button('More …');
  if (await more.isVisible()) await more.click();
  await button(name).click();
}
const editor = () => page.getByLabel('The JSON text that will be sent');
const write = (row) => fill(editor(), row);
const firstDatabaseIssue = () => page.locator('.issue[data-source=database][data-code]').first();
const keptOf = (change) => JSON.stringify({ ...complete, session_id: crypto.randomUUID(), ...change }, null, 2);
const settings = () => page.locator('details', { hasText: 'Settings' });

/** The answer of the database, once it has been `asked`, or has `saved` the row. */
async function answer(kind) {
  await page.locator(`[data-testid=database][data-kind=${kind}]`).waitFor();
  return {
    answer: await text('answer'),
    agreement: await page.getByTestId('agreement').getAttribute('data-agreement'),
  };
}

async function fact(name) {
  const found = page.getByTestId(`database-${name}`);
  return (await found.count()) === 0 ? undefined : found.textContent();
}

test('the first screen is a row that is wrong, judged by both: the same constraint, each with its time', async () => {
  assert.deepEqual(await answer('asked'), { answer: 'refused', agreement: 'agree' });
  assert.equal(await firstDatabaseIssue().getAttribute('data-code'), 'ticket_data_valid');
  assert.equal(await fact('constraint'), 'ticket_data_valid');
  assert.match(await text('agreement'), /Both agree: ticket_data_valid/);
  assert.match(await text('time'), /^[\d,]+\.\d µs a check$/);
  assert.match(await page.getByTestId('database').locator('.aside').textContent(), /^[\d,]+\.\d ms an answer$/);
  assert.match(await page.getByTestId('module').textContent(), /1250 for £12\.50/);
  assert.equal(new URL(page.url()).hash, '');
  assert.deepEqual(await violations(page), []);
  await keepPicture(page, 'first', { fullPage: false });
});

test('what is wrong is marked in the text, and an issue leads to its place', async () => {
  const marks = () => page.locator('.behind mark').allTextContents();
  assert.deepEqual(await marks(), ['"ticket_data"', '"price_minor": "12.50"']);
  await button('/ticket_data/tiers/0/price_minor').click();
  const selected = await editor().evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd));
  assert.equal(selected, '"price_minor": "12.50"');
  await write('{"session_id": "a",\n "status": "draft",}');
  assert.deepEqual(await marks(), ['}']);
  await write('{"status": 1, "status": "Draft"}');
  assert.deepEqual(await marks(), ['"status": "Draft"']);
  await write('{"session_id": null, "__proto__": 1, "constructor": {}}');
  assert.deepEqual(await marks(), ['"session_id": null', '"__proto__": 1', '"constructor"']);
});

test('a complete session is valid, is saved, and is shown as stored', async () => {
  await settings().locator('summary').click();
  await sample('a complete session');
  assert.equal(await text('persistable'), 'persistable');
  assert.equal(await text('valid'), 'valid');
  assert.deepEqual(await answer('asked'), { answer: 'accepted', agreement: 'agree' });
  await page.getByText('Stored sessions: 0, actions: 0').waitFor();
  await button('Save').click();
  assert.deepEqual(await answer('saved'), { answer: 'accepted', agreement: 'agree' });
  const stored = JSON.parse(await page.locator('[data-testid=database] pre').textContent());
  assert.equal(stored.session_id, complete.session_id);
  assert.deepEqual(stored.ticket_data, complete.ticket_data);
  await page.getByText('Stored sessions: 1, actions: 0').waitFor();
  await keepPicture(page, 'saved');
});

test('an answer that only the database can know is marked as such', async () => {
  await button('Save').click();
  await page.locator('[data-agreement=unknowable]').waitFor();
  assert.equal(await fact('sqlstate'), '23505');
});

describe('an invalid row is stopped with the error that the database returns if it is sent anyway', () => {
  for (const { change, text: body = keptOf(change), sqlstate, constraint, column } of refused) {
    test(JSON.stringify(change ?? body).slice(0, 80), async () => {
      await write(body);
      assert.equal(await text('persistable'), 'not persistable');
      const issue = firstDatabaseIssue();
      const code = sqlstate.startsWith('PGRST') ? issue : issue.locator('.sqlstate');
      assert.ok((await code.textContent()).includes(sqlstate), `the module says ${await issue.textContent()}`);
      if (constraint) assert.equal(await issue.getAttribute('data-code'), constraint);
      assert.deepEqual(await answer('asked'), { answer: 'refused', agreement: 'agree' });

      await button('Save').click();
      await page.getByText('The module stopped this row').waitFor();
      await button('Send anyway').click();
      assert.deepEqual(await answer('saved'), { answer: 'refused', agreement: 'agree' });
      assert.equal(await fact(sqlstate.startsWith('PGRST') ? 'code' : 'sqlstate'), sqlstate);
      assert.equal(await fact('constraint'), constraint);
      assert.equal(await fact('column'), column);
    });
  }
});

describe('an odd row that the database accepts is not stopped', () => {
  for (const change of accepted) {
    test(JSON.stringify(change).slice(0, 80), async () => {
      await write(keptOf(change));
      assert.equal(await text('persistable'), 'persistable');
      assert.deepEqual(await answer('asked'), { answer: 'accepted', agreement: 'agree' });
      await button('Save').click();
      assert.deepEqual(await answer('saved'), { answer: 'accepted', agreement: 'agree' });
    });
  }
});

test('the verdict follows the typing, and an edit removes the old answer', async () => {
  await write('{"session_id": "keys", "status": "draft"}');
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
  assert.deepEqual(await answer('saved'), { answer: 'accepted', agreement: 'agree' });
  await page.getByTestId('database').evaluate((panel) => {
    globalThis.kinds = [];
    new MutationObserver(() => globalThis.kinds.push(panel.dataset.kind)).observe(panel, { attributes: true });
  });
  await page.keyboard.type(' ');
  // The blank is typed into the status.
  assert.deepEqual(await answer('asked'), { answer: 'refused', agreement: 'agree' });
  assert.equal((await page.evaluate(() => globalThis.kinds))[0], 'asking');
});

test('asking stores nothing', async () => {
  await write('{"session_id": "only asked"}');
  assert.deepEqual(await answer('asked'), { answer: 'accepted', agreement: 'agree' });
  await page.getByText('Only asked: nothing was stored.').waitFor();
  await write('{"session_id": "only asked" }');
  assert.deepEqual(await answer('asked'), { answer: 'accepted', agreement: 'agree' });
});

test('every sample ends in agreement, or in an answer that only the database can know', async () => {
  for (const table of ['Session', 'Action']) {
    await button('Empty the tables').click();
    await page.getByText('Stored sessions: 0, actions: 0').waitFor();
    await page.getByRole('radio', { name: table }).check();
    if (await button('More …').isVisible()) await button('More …').click();
    const names = await page.locator('.samples button').allTextContents();
    assert.ok(names.length >= 5);
    for (const name of names) {
      await sample(name);
      await page.locator('.samples button[aria-pressed=true]', { hasText: name }).waitFor();
      await answer('asked');
      await button('Save').click();
      if (await button('Send anyway').isVisible()) await button('Send anyway').click();
      const { agreement } = await answer('saved');
      const code = await fact('sqlstate');
      assert.ok(agreement === 'agree' || (agreement === 'unknowable' && ['23505', '23503'].includes(code)), name);
    }
  }
  await button('Empty the tables').click();
  await page.getByText('Stored sessions: 0, actions: 0').waitFor();
});

test('an update is judged merged over the stored row', async () => {
  await page.getByRole('radio', { name: 'Session' }).check();
  await sample('an update to published from draft');
  await page.locator('.issue[data-source=database][data-code=status_transition]').waitFor();
  assert.equal(await text('persistable'), 'not persistable');
  assert.deepEqual(await answer('asked'), { answer: 'refused', agreement: 'agree' });
  await write('{"current_stage": null}');
  assert.equal(await firstDatabaseIssue().getAttribute('data-code'), 'not_null_violation');
  await write('{"current_stage": "venueSetup"}');
  assert.deepEqual(await answer('asked'), { answer: 'accepted', agreement: 'agree' });
  await page.getByText('Stored sessions: 0, actions: 0').waitFor();
  await button('Save').click();
  assert.deepEqual(await answer('saved'), { answer: 'accepted', agreement: 'agree' });
  // The row that the update is about was given with it, and is stored now.
  await page.getByText('Stored sessions: 1, actions: 0').waitFor();
  const [before] = JSON.parse(`[${new URLSearchParams(new URL(page.url()).hash.split('?')[1]).get('current')}]`);
  assert.equal(before.current_stage, 'venueSetup');
});

describe('a situation is a link', () => {
  const linkOf = (params) => `${server.address}#row?${new URLSearchParams(params)}`;
  /** What the page at a link shows: in a page of its own, of the same browser context. */
  async function shown(link) {
    const other = await page.context().newPage();
    await other.goto(link);
    await other.locator('[data-testid=database][data-kind=asked]').waitFor();
    const seen = {
      row: await other.locator('#row').inputValue(),
      agreement: await other.getByTestId('agreement').getAttribute('data-agreement'),
      code: await other
        .locator('.issue[data-code]')
        .first()
        .getAttribute('data-code', { timeout: 500 })
        .catch(() => undefined),
      settings: await other.locator('details summary .aside').textContent(),
    };
    await other.close();
    return seen;
  }

  test('the address of the page as it is shows the same again, with a row of 20 KB', async () => {
    await sample('percentage above its CHECK');
    const long = { ...JSON.parse(await editor().inputValue()), session_id: 'ü & = # % +\u2028'.repeat(2) };
    long.organizer_data.description = '“Jazz” '.repeat(3000);
    const row = JSON.stringify(long, null, 2);
    assert.ok(row.length > 20_000);
    await write(row);
    await answer('asked');
    await page.waitForTimeout(300);
    const seen = await shown(page.url());
    assert.equal(seen.row, row);
    assert.equal(seen.agreement, 'agree');
    assert.equal(seen.code, await firstDatabaseIssue().getAttribute('data-code'));
  });

  test('an update, with the row that it changes', async () => {
    const current = JSON.stringify({ id: crypto.randomUUID(), session_id: 'from a link', status: 'draft' });
    const seen = await shown(linkOf({ op: 'update', current, row: '{"status":"published"}', stages: 'draft' }));
    assert.deepEqual([seen.agreement, seen.code], ['agree', 'status_transition']);
    assert.match(seen.settings, /Update · wizard_sessions · as drafts/);
  });

  test('an update of a row that could not be inserted as it is now', async () => {
    const published = { ...complete, id: crypto.randomUUID(), session_id: 'published', status: 'published' };
    const current = JSON.stringify({ ...published, published_at: '2027-03-01T09:00:00Z' });
    const seen = await shown(linkOf({ op: 'update', current, row: '{"status":"draft","completion_percentage":1}' }));
    assert.equal(seen.agreement, 'agree');
    const kept = await shown(linkOf({ op: 'update', current, row: '{"current_stage":"eventSetup"}' }));
    assert.deepEqual(kept, { ...kept, agreement: 'agree', code: undefined });
  });

  test('an action', async () => {
    const seen = await shown(linkOf({ table: 'actions', row: '{"session_id":"a"}' }));
    assert.deepEqual([seen.agreement, seen.code], ['agree', 'not_null_violation']);
    assert.match(seen.settings, /wizard_actions/);
  });

  test('nonsense is as if it were not there', async () => {
    const first = await shown(server.address);
    for (const current of ['[1]', 'null', '{"id":1}', '{', '"x"']) {
      const seen = await shown(linkOf({ table: '__proto__', op: 'update', stages: 'constructor', current }));
      assert.deepEqual(seen, first, current);
    }
    const broken = await shown(`${server.address}#row?row=%E0%A4%A&lang=__proto__&theme=&&=&%`);
    assert.equal(broken.agreement, 'agree');
  });

  test('a row that is too long for an address is judged all the same, and the page says so', async () => {
    await write(JSON.stringify({ session_id: 'a', organizer_data: { description: 'x'.repeat(300_000) } }));
    await page.getByText('too long for the page’s address').waitFor();
    assert.deepEqual(await answer('asked'), { answer: 'refused', agreement: 'agree' });
    await page.waitForTimeout(300);
    assert.ok(page.url().length < 1000);
  });
});

test('it fits a phone, in dark colours too', async () => {
  const phone = await page.context().newPage();
  await phone.setViewportSize({ width: 360, height: 740 });
  await phone.goto(`${server.address}#row?theme=dark`);
  await phone.locator('[data-testid=database][data-kind=asked]').waitFor();
  await phone.getByRole('button', { name: 'percentage above its CHECK' }).click();
  await phone.getByRole('button', { name: 'Save', exact: true }).click();
  await phone.getByRole('button', { name: 'Send anyway' }).click();
  await phone.locator('[data-testid=database][data-kind=saved]').waitFor();
  const [content, screen] = await phone.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  assert.ok(content <= screen, `${content} px wide on a screen of ${screen}`);
  await keepPicture(phone, 'phone');
  await phone.close();
});

test('a stopped row beside the answer, for the record', async () => {
  await sample('percentage above its CHECK');
  await button('Save').click();
  await button('Send anyway').click();
  assert.equal((await answer('saved')).agreement, 'agree');
  await keepPicture(page, 'stopped');
});

test('no error, no warning, no failed request, and nothing from another host', () => {
  assert.deepEqual(faults, []);
});
