// The wizard as a person uses it: keyboard, mouse, reloads, a cut line and a second tab, over PostgreSQL in the page.

import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { serve } from '../serve.js';
import { fill, launch, violations, watch } from './browser.js';

let server;
let browser;
/** One context, so that PostgreSQL starts once, and tabs share it. */
let context;
let page;
let faults;
before(async () => {
  server = await serve(0);
  browser = await launch();
  context = await browser.newContext({
    viewport: { width: 1440, height: 1000 },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  });
  ({ page, faults } = await visit({}));
});
after(async () => {
  await browser?.close();
  await server?.close();
});
// A reload ends what is still being fetched.
const isFault = (fault) => !fault.endsWith('net::ERR_ABORTED');
afterEach(() => assert.deepEqual(faults.splice(0).filter(isFault), []));

/** A tab of the browser at a situation of the wizard. */
async function visit(params) {
  const opened = await context.newPage();
  opened.setDefaultTimeout(15_000);
  const found = watch(opened, server.address);
  await opened.goto(`${server.address}#wizard?${new URLSearchParams({ lang: 'en', ...params })}`);
  await opened.locator('#stage-heading, #review-heading').waitFor({ timeout: 110_000 });
  return { page: opened, faults: found };
}

let count = 0;
/** A session that nobody has opened, in the one tab. */
async function begin(params = {}) {
  count += 1;
  const session = `e2e_${count}`;
  await page.goto(`${server.address}#wizard?${new URLSearchParams({ lang: 'en', session, ...params })}`);
  await page
    .getByLabel('Session')
    .and(page.locator(`select:has(option[value=${session}])`))
    .waitFor();
  await page.locator('#stage-heading, #review-heading').waitFor();
  return session;
}

/** What is stored of a session, as another tab reads it. */
async function stored(session) {
  const other = await visit({ session });
  await other.page.getByText('The row as it is stored').click();
  const row = JSON.parse(await other.page.getByTestId('stored-row').textContent());
  await other.page.close();
  return row;
}

const at = (id, on = page) => on.locator(`[id="${id}"]`);
const button = (name, on = page) => on.getByRole('button', { name, exact: true });
const saving = (status, on = page) => on.locator(`[data-testid=saving][data-status=${status}]`).waitFor();
/** Until what is typed has been told, and answered. */
async function saved(on = page) {
  await on.waitForTimeout(700);
  await saving('saved', on);
}
/** What is said about a control: the texts that describe it. */
const described = (id, on = page) =>
  at(id, on).evaluate((element) =>
    (element.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((each) => document.getElementById(each)?.textContent ?? '')
      .join(' '),
  );

test('from empty to published, by keyboard and mouse', async () => {
  const session = await begin();
  await button('Next').click();
  // The first of what is missing has the focus, and is described.
  await page.waitForFunction(() => document.activeElement?.id === 'organizerSetup/name');
  assert.match(await described('organizerSetup/name'), /must be given|must not be|required|fill/i);
  await page.keyboard.type('Harbour Jazz');
  await page.keyboard.press('Tab');
  await page.keyboard.type('hello@harbourjazz.example');
  await at('organizerSetup/kind').selectOption('community');
  await at('organizerSetup/email').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Event', level: 2 }).waitFor();
  for (const heading of ['Tickets', 'Venue', 'Payment', 'Review']) {
    await button('Fill with an example').click();
    await page.locator('button[type=submit]').click();
    await page.getByRole('heading', { name: heading, level: 2 }).waitFor();
  }
  assert.equal(await page.getByTestId('percentage').textContent(), '100%');
  await page.getByText('Nothing is missing, and nothing contradicts.').waitFor();
  // Publishing takes the steps of the lifecycle; before they are taken it says why it is not possible.
  assert.equal(await button('Publish').getAttribute('aria-disabled'), 'true');
  await page.getByText(/Not possible yet: The status cannot change/).waitFor();
  await button('Start preparing').focus();
  await page.keyboard.press('Enter');
  await button('Mark as completed').click();
  await button('Publish').click();
  await page.getByRole('heading', { name: 'Your event is published' }).waitFor();
  const row = await stored(session);
  assert.equal(row.status, 'published');
  assert.equal(row.completion_percentage, 100);
  assert.deepEqual(row.organizer_data, {
    name: 'Harbour Jazz',
    kind: 'community',
    email: 'hello@harbourjazz.example',
  });
  assert.ok(row.published_at);
  // The database's own log tells how it came to this.
  await page.getByRole('list', { name: 'History' }).getByText('published', { exact: true }).first().waitFor();
  // What is published is changed only once it is taken back.
  await page.getByRole('link', { name: /^Organizer/ }).click();
  assert.equal(await at('organizerSetup/name').isDisabled(), true);
  await button('Take it back').click();
  await fill(at('organizerSetup/name'), 'Harbour Jazz Collective');
  await saved();
  const changed = await stored(session);
  assert.deepEqual([changed.status, changed.organizer_data.name], ['completed', 'Harbour Jazz Collective']);
});

test('a reload keeps the session and what was typed, right or wrong; what is wrong is not stored', async () => {
  const session = await begin();
  await fill(at('organizerSetup/name'), 'Harbour Jazz');
  await fill(at('organizerSetup/email'), 'hello at harbourjazz');
  // At once: what has not rested yet is kept, too.
  await page.reload();
  await page.locator('#stage-heading').waitFor();
  assert.equal(await at('organizerSetup/name').inputValue(), 'Harbour Jazz');
  assert.equal(await at('organizerSetup/email').inputValue(), 'hello at harbourjazz');
  await saved();
  await page.getByText('What was typed here and not yet saved is back.').waitFor();
  assert.match(await described('organizerSetup/email'), /e-mail address/);
  assert.equal(await page.getByTestId('held').textContent(), 'Held back until put right: 1');
  assert.deepEqual((await stored(session)).organizer_data, { name: 'Harbour Jazz' });
  await fill(at('organizerSetup/email'), 'hello@harbourjazz.example');
  await saved();
  assert.deepEqual((await stored(session)).organizer_data, {
    name: 'Harbour Jazz',
    email: 'hello@harbourjazz.example',
  });
});

test('with the line cut what is typed stays, over a reload too, and is saved when it is back', async () => {
  const session = await begin();
  await fill(at('organizerSetup/name'), 'Before');
  await saved();
  await page.getByLabel('Cut the line').check();
  await fill(at('organizerSetup/name'), 'Without a line');
  await saving('failed');
  await page.getByRole('alert').getByRole('button', { name: 'Try again' }).waitFor();
  assert.equal((await stored(session)).organizer_data.name, 'Before');
  await page.getByLabel('Cut the line').uncheck();
  await saving('saved');
  assert.equal((await stored(session)).organizer_data.name, 'Without a line');

  await page.getByLabel('Cut the line').check();
  await fill(at('organizerSetup/name'), 'Over a reload');
  await saving('failed');
  await page.reload();
  await page.locator('#stage-heading').waitFor();
  assert.equal(await at('organizerSetup/name').inputValue(), 'Over a reload');
  await saved();
  assert.equal((await stored(session)).organizer_data.name, 'Over a reload');
});

const mistakes = [
  { stage: 'organizerSetup', name: 'E-mail without @', field: '/email', says: /e-mail address/ },
  { stage: 'organizerSetup', name: 'Phone without country code', field: '/phone', says: /country code/ },
  { stage: 'eventSetup', name: 'End before the start', field: '/ends_at', says: /must end after it starts/ },
  { stage: 'eventSetup', name: 'A time that clocks skip', field: '/doors_at', says: /leap over/ },
  { stage: 'eventSetup', name: 'A number in words', field: '/capacity', says: /whole number/ },
  { stage: 'ticketSetup', name: 'Price with cents', field: '/tiers/0/price_minor', says: /in pence: 1250 for £12.50/ },
  { stage: 'ticketSetup', name: 'Free ticket with a price', field: '/tiers/0/price_minor', says: /must be 0/ },
  { stage: 'ticketSetup', name: 'Unknown currency', field: '/currency', says: /currency code/ },
  { stage: 'venueSetup', name: 'UK as a country', field: '/address/country', says: /did you mean “GB”/ },
  { stage: 'venueSetup', name: 'Latitude beyond the pole', field: '/coordinates/latitude', says: /at most 90/ },
  { stage: 'paymentSetup', name: 'Secret key as account', field: '/account_id', says: /secret key/ },
  { stage: 'paymentSetup', name: 'Tax in percent', field: '/tax_basis_points', says: /whole number/ },
  {
    stage: 'paymentSetup',
    name: 'Descriptor too short for Stripe',
    field: '/statement_descriptor',
    says: /at least 5 characters/,
  },
];
const columns = {
  organizerSetup: 'organizer_data',
  eventSetup: 'event_data',
  ticketSetup: 'ticket_data',
  venueSetup: 'venue_data',
  paymentSetup: 'payment_data',
};

for (const stage of Object.keys(columns)) {
  test(`typical mistakes in ${stage} are stopped at their field, and nothing wrong is stored`, async () => {
    const session = await begin({ stage });
    for (const { name, field, says } of mistakes.filter((each) => each.stage === stage)) {
      await button('Fill with an example').click();
      await saved();
      await button(name).click();
      await page.waitForFunction((id) => document.activeElement?.id === id, stage + field);
      const wrong = await at(stage + field).inputValue();
      assert.equal(await at(stage + field).getAttribute('aria-invalid'), 'true', name);
      assert.match(await described(stage + field), says, name);
      await saved();
      const row = await stored(session);
      const there = field
        .split('/')
        .slice(1)
        .reduce((value, key) => value?.[key], row[columns[stage]]);
      assert.notEqual(String(there), wrong, `${name} was stored`);
      assert.ok(!JSON.stringify(row).includes('sk_live'), 'a secret was stored');
      await page.locator('button[type=submit]').click();
      await page.getByText(/^Not yet: to be put right or filled in: \d+$/).waitFor();
    }
    if (stage === 'ticketSetup') {
      await button('Price with cents').click();
      await button('Use 1250').click();
      assert.equal(await at('ticketSetup/tiers/0/price_minor').inputValue(), '1250');
    }
    if (stage === 'venueSetup') {
      await button('UK as a country').click();
      await button('Use GB').click();
      assert.equal(await at('venueSetup/address/country').inputValue(), 'GB');
    }
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
    assert.ok(!kept.includes('sk_live'), 'a secret is kept in the browser');
  });
}

test('the review links to what is missing and to what contradicts', async () => {
  await begin({ stage: 'eventSetup' });
  await button('Fill with an example').click();
  await saved();
  await page.getByRole('link', { name: /^Venue/ }).click();
  await button('Fill with an example').click();
  await button('Another kind of attendance than the event').click();
  await saved();
  assert.match(await described('venueSetup/attendance_mode'), /The venue is “Online”, but the event is/);
  await fill(at('venueSetup/address/city'), '');
  await saved();
  await page.getByRole('link', { name: /^Review/ }).click();
  await page.getByRole('heading', { name: 'Contradictions' }).waitFor();
  await page.getByRole('link', { name: /The venue is “Online”, but the event is/ }).waitFor();
  assert.deepEqual(await violations(page), []);
  await page.getByRole('link', { name: /^City/ }).click();
  await page.waitForFunction(() => document.activeElement?.id === 'venueSetup/address/city');
  assert.match(await described('venueSetup/address/city'), /must be given/);
  assert.doesNotMatch(page.url(), /field=/);
});

test('two tabs: nothing is overwritten, and the user decides', async () => {
  const session = await begin();
  await fill(at('organizerSetup/name'), 'First');
  await saved();
  const other = await visit({ session });
  for (const { choice, kept } of [
    { choice: 'Keep mine', kept: 'Mine, Keep mine' },
    { choice: 'Take theirs', kept: 'Theirs, Take theirs' },
  ]) {
    await fill(at('organizerSetup/name', other.page), `Theirs, ${choice}`);
    await saved(other.page);
    await fill(at('organizerSetup/name'), `Mine, ${choice}`);
    await saving('conflict');
    const conflict = page.getByRole('alert', { name: 'This session was changed elsewhere' });
    await conflict.getByRole('cell', { name: `Mine, ${choice}` }).waitFor();
    await conflict.getByRole('cell', { name: `Theirs, ${choice}` }).waitFor();
    assert.deepEqual(await violations(page), []);
    await button(choice).click();
    await saving('saved');
    await page.waitForFunction((name) => document.getElementById('organizerSetup/name').value === name, kept);
    assert.equal((await stored(session)).organizer_data.name, kept);
    await other.page.reload();
    await other.page.locator('#stage-heading').waitFor();
  }
  assert.deepEqual(other.faults.filter(isFault), []);
  await other.page.close();
});

test('a link opens its stage; an address that makes no sense is as none', async () => {
  await begin({ stage: 'venueSetup' });
  await page.getByRole('heading', { name: 'Venue', level: 2 }).waitFor();
  await begin({ stage: '__proto__', field: '%%%' });
  await page.getByRole('heading', { name: 'Organizer', level: 2 }).waitFor();
  await page.goto(`${server.address}#wizard?lang=en&session=${encodeURIComponent('"><x')}`);
  await page.waitForURL(/session=(e2e|wiz)_/);
  await page.locator('#stage-heading').waitFor();
  // Nor does a draft that the browser has kept.
  const kept = { typed: { ticketSetup: { tiers: 'x', currency: {} }, eventSetup: [7], venueSetup: { address: null } } };
  for (const stage of ['ticketSetup', 'eventSetup', 'venueSetup']) {
    await page.evaluate(
      ([key, text]) => localStorage.setItem(key, text),
      [`event-wizard-draft:e2e_${count + 1}`, JSON.stringify(kept)],
    );
    await begin({ stage });
    await button('Next').click();
    await page.getByText(/^Not yet/).waitFor();
  }
});

test('another language: labels, issues and sentences change where they stand', async () => {
  await begin();
  await button('E-mail without @').click();
  await page.goto(page.url().replace('lang=en', 'lang=de'));
  await page.getByRole('button', { name: 'Weiter' }).waitFor();
  assert.equal(await at('organizerSetup/email').inputValue(), 'hello.harbourjazz.example');
  assert.match(await described('organizerSetup/email'), /muss eine E-Mail-Adresse/);
  await page.getByText('Zurückgehalten, bis es stimmt: 1').waitFor();
});

test('axe finds nothing in a form with issues, nor on a phone', async () => {
  await begin({ stage: 'ticketSetup' });
  await button('Price with cents').click();
  await button('Next').click();
  await page.getByText('More details').first().click();
  assert.deepEqual(await violations(page), []);
  await page.setViewportSize({ width: 360, height: 740 });
  for (const lang of ['de', 'en']) {
    await page.goto(page.url().replace(/lang=\w+/, `lang=${lang}`));
    await page.locator(`html[lang=${lang}]`).waitFor();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 360, `${width} px wide in ${lang}`);
  }
  assert.deepEqual(await violations(page), []);
  await page.setViewportSize({ width: 1440, height: 1000 });
});
