// The example of a whole wizard (examples/wizard): React, the real supabase-js over a real PostgreSQL (PGlite) with the
// project's migrations, and CopilotKit's core with a scripted assistant.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CopilotKitCore } from '@copilotkit/core';
import { createClient } from '@supabase/supabase-js';
import { stages } from 'event-wizard-validator';
import { data } from './documents.js';
import { document, Event } from './dom.js';
import { start } from './postgrest.js';

// Imported after the window exists, which both look for when they are loaded.
const { act, createElement } = await import('react');
const { createRoot } = await import('react-dom/client');
const { Wizard } = await import('./example/Wizard.js');
const { openSession } = await import('./example/session.js');
const { wizardTools } = await import('event-wizard-validator/copilotkit');

let server;
let client;
before(async () => {
  server = await start();
  client = createClient(server.url, 'key', { auth: { persistSession: false, autoRefreshToken: false } });
});
after(() => server.stop());

const stored = async (session_id) => {
  const { rows } = await server.db.query('SELECT * FROM wizard_sessions WHERE session_id = $1', [session_id]);
  return rows[0];
};
const fromServer = async (session_id) => {
  const { data: rows } = await client.from('wizard_sessions').select('*').eq('session_id', session_id);
  return rows[0];
};
/** Until the saves that are under way have been answered. */
async function settled(session) {
  for (let round = 0; round < 200 && session.read().saving.status === 'saving'; round += 1)
    await act(() => new Promise((resolve) => setTimeout(resolve, 10)));
}
async function saved(session) {
  await settled(session);
  const { saving } = session.read();
  assert.equal(saving.status, 'saved', saving.issues.map(({ message }) => message).join('; '));
}

async function shown(session) {
  const root = createRoot(document.body.appendChild(document.createElement('div')));
  await act(async () => root.render(createElement(Wizard, { session })));
  return () => act(async () => root.unmount());
}
const at = (id) => document.getElementById(id) ?? assert.fail(`there is no control ${id}`);
async function type(id, text) {
  const control = at(id);
  await act(async () => {
    // React tracks the value of a field itself; it learns of a change only through the prototype's setter.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value').set.call(control, text);
    control.dispatchEvent(new Event(control.localName === 'select' ? 'change' : 'input', { bubbles: true }));
  });
}
const press = (name) =>
  act(async () => {
    const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name);
    (button ?? assert.fail(`there is no button ${name}`)).click();
  });
const next = () =>
  act(async () =>
    document.querySelector('form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })),
  );
const errors = () =>
  Object.fromEntries([...document.querySelectorAll('[role=alert]')].map(({ id, textContent }) => [id, textContent]));

/** Fills a stage's form with a document. */
async function fill(value, id = '') {
  if (Array.isArray(value) && typeof value[0] === 'string' && document.getElementById(`${id}/${value[0]}`)) {
    for (const choice of value) await act(async () => at(`${id}/${choice}`).click());
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      await act(async () => at(`${id}/+`).click());
      await fill(item, `${id}/${index}`);
    }
  } else if (typeof value === 'object') {
    const control = document.getElementById(id);
    if (control?.localName === 'textarea') await type(id, JSON.stringify(value));
    else for (const [key, member] of Object.entries(value)) await fill(member, `${id}/${key}`);
  } else if (typeof value === 'boolean') {
    if (at(id).checked !== value) await act(async () => at(id).click());
  } else {
    await type(id, String(value));
  }
}

test('from empty to published, with every save taken by the database', async () => {
  const session = openSession(client, { session_id: 'by hand', current: null });
  const close = await shown(session);
  for (const stage of stages) {
    await fill(data[stage]);
    await next();
    assert.deepEqual(errors(), {}, stage);
    await saved(session);
  }
  assert.equal((await stored('by hand')).completion_percentage, 100);
  assert.match(document.body.textContent, /Status: Draft/);
  for (const status of ['Active', 'Completed', 'Published']) {
    await press(status);
    await saved(session);
  }
  const row = await stored('by hand');
  assert.equal(row.status, 'published');
  assert.ok(row.published_at instanceof Date);
  assert.deepEqual(row.ticket_data, data.ticketSetup);
  await close();
});

test('what is published can be changed to what is complete, and to nothing else', async () => {
  const session = openSession(client, { session_id: 'by hand', current: await fromServer('by hand') });
  assert.equal(session.read().row.status, 'published');
  const close = await shown(session);
  await press(`Event ✓`);
  await saved(session);
  await type('/title', 'Another title');
  await saved(session);
  const after = await stored('by hand');
  assert.deepEqual(
    [after.status, after.event_data.title, after.completion_percentage],
    ['published', 'Another title', 100],
  );
  await type('/title', '');
  await settled(session);
  assert.equal(session.read().saving.status, 'failed');
  assert.match(document.querySelector('[role=status]').textContent, /must have all 5 stages completed, not 4/);
  assert.equal((await stored('by hand')).event_data.title, 'Another title');
  await type('/title', 'A third title');
  await saved(session);
  assert.equal((await stored('by hand')).event_data.title, 'A third title');
  await close();
});

test('what is wrong is shown at its field, and never saved; the rest is', async () => {
  const session = openSession(client, { session_id: 'wrong', current: null });
  const close = await shown(session);
  await type('/name', 'Harbour Jazz');
  await type('/email', 'not an address');
  await next();
  assert.match(errors()['/email-error'], /e-mail/);
  assert.equal(document.activeElement.id, '/email');
  await saved(session);
  const row = await stored('wrong');
  assert.deepEqual(row.organizer_data, { name: 'Harbour Jazz' });
  assert.deepEqual(row.completed_stages, []);
  // A status that needs every stage says what is missing, as links to their stages.
  await press('Review');
  await press('Active');
  await saved(session);
  await press('Completed');
  assert.match(document.querySelector('[aria-label=Review]').textContent, /must be given/);
  assert.equal((await stored('wrong')).status, 'active');
  await close();
});

test('a stage that is edited again is no longer complete, until it is', async () => {
  const session = openSession(client, { session_id: 'again', current: null });
  const close = await shown(session);
  await fill(data.organizerSetup);
  await next();
  await saved(session);
  assert.deepEqual((await stored('again')).completed_stages, ['organizerSetup']);
  await press('Organizer ✓');
  // What leaves it complete leaves it named so.
  await type('/name', 'Another name');
  await saved(session);
  assert.deepEqual((await stored('again')).completed_stages, ['organizerSetup']);
  assert.equal((await stored('again')).organizer_data.name, 'Another name');
  await type('/name', '');
  await saved(session);
  assert.deepEqual((await stored('again')).completed_stages, []);
  await close();
  // A reload begins where it was left.
  const reopened = openSession(client, { session_id: 'again', current: await fromServer('again') });
  const closeAgain = await shown(reopened);
  assert.equal(at('/email').value, data.organizerSetup.email);
  await closeAgain();
});

test('the assistant corrects itself, and what it fills is on the screen and in the database', async () => {
  const session = openSession(client, { session_id: 'assisted', current: null });
  const close = await shown(session);
  const core = new CopilotKitCore({});
  const tools = wizardTools({ session: session.assistant });
  for (const tool of Object.values(tools)) core.addTool(tool);
  const call = (toolName, args) => act(() => core.getTool({ toolName }).handler(args));
  const wrong = { ...data.organizerSetup, kind: 'nonprofit', phone: 'none' };
  const first = await call('fillStage', { stage: 'organizerSetup', data: wrong, complete: true });
  assert.equal(first.ok, false);
  const mended = Object.fromEntries(
    first.issues.map(({ path }) => [path.at(-1), data.organizerSetup[path.at(-1)] ?? null]),
  );
  const second = await call('fillStage', { stage: 'organizerSetup', data: { ...wrong, ...mended }, complete: true });
  assert.equal(second.ok, true, JSON.stringify(second));
  await saved(session);
  assert.equal(at('/name').value, data.organizerSetup.name);
  assert.deepEqual((await stored('assisted')).organizer_data, data.organizerSetup);
  await close();
});

test('two tabs: nobody is overwritten, and the user decides', async () => {
  const one = openSession(client, { session_id: 'tabs', current: null });
  const close = await shown(one);
  await type('/name', 'From one');
  await saved(one);
  const other = openSession(client, { session_id: 'tabs', current: await fromServer('tabs') });
  await other.edit('eventSetup', { title: 'From the other' });
  await type('/name', 'From one, later');
  await settled(one);
  assert.equal(one.read().saving.status, 'conflict');
  await press('Keep mine');
  await saved(one);
  const row = await stored('tabs');
  assert.equal(row.organizer_data.name, 'From one, later');
  assert.equal(row.event_data.title, 'From the other');
  await close();
});

test('two tabs: what the other has saved is taken, and shown', async () => {
  const one = openSession(client, { session_id: 'theirs', current: null });
  await one.edit('organizerSetup', { name: 'From one' });
  const { data: rows } = await client.from('wizard_sessions').select('*').eq('session_id', 'theirs');
  const other = openSession(client, { session_id: 'theirs', current: rows[0] });
  await other.edit('organizerSetup', { ...data.organizerSetup, name: 'From the other' });
  other.complete('organizerSetup');
  await saved(other);
  const close = await shown(one);
  await one.edit('organizerSetup', { name: 'From one, later' });
  await one.edit('eventSetup', { title: 'From one' });
  assert.equal(one.read().saving.status, 'conflict');
  await press('Take theirs');
  await saved(one);
  assert.equal(one.read().typed.organizerSetup.name, 'From the other');
  assert.deepEqual(one.read().typed.eventSetup, {});
  assert.deepEqual((await stored('theirs')).completed_stages, ['organizerSetup']);
  await close();
});

test('two tabs: what is kept is no longer complete if it lacks something', async () => {
  const one = openSession(client, { session_id: 'mine', current: null });
  await one.edit('organizerSetup', { name: 'From one' });
  const { data: rows } = await client.from('wizard_sessions').select('*').eq('session_id', 'mine');
  const other = openSession(client, { session_id: 'mine', current: rows[0] });
  await other.edit('organizerSetup', data.organizerSetup);
  other.complete('organizerSetup');
  await saved(other);
  const close = await shown(one);
  await one.edit('organizerSetup', { name: 'From one, later' });
  await press('Keep mine');
  await saved(one);
  const row = await stored('mine');
  assert.deepEqual(row.organizer_data, { name: 'From one, later' });
  assert.deepEqual(row.completed_stages, []);
  assert.equal(row.completion_percentage, 0);
  await close();
});
