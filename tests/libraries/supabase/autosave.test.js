// The quick start with a form that saves while it is filled in: React, the real supabase-js, and a server that comes and
// goes.

import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { createClient } from '@supabase/supabase-js';
import { document, Event, window } from './dom.js';

// Imported after the window exists, which React looks for when it is loaded.
globalThis.localStorage = window.localStorage;
const { act, createElement } = await import('react');
const { createRoot } = await import('react-dom/client');
const { EventForm } = await import('./quick-starts/autosave.js');

let row = null;
let isOnline = true;
const client = createClient('http://database.test', 'key', {
  auth: { persistSession: false, autoRefreshToken: false },
  global: {
    async fetch(_, { method, body }) {
      if (!isOnline) throw new TypeError('Failed to fetch');
      if (method !== 'GET') row = { ...row, ...JSON.parse(body), updated_at: `${new Date().toJSON()}${body.length}` };
      return new Response(JSON.stringify([row]));
    },
  },
});

let root;
async function shown(props) {
  const place = document.body.appendChild(document.createElement('div'));
  root = createRoot(place);
  await act(async () => root.render(createElement(EventForm, { client, sessionId: 'a', ...props })));
  await settled();
  return place;
}
/** Until the requests that are under way have been answered. */
const settled = () => act(() => new Promise((resolve) => setTimeout(resolve, 50)));
async function type(place, text) {
  const input = place.querySelector('input');
  await act(async () => {
    Object.getOwnPropertyDescriptor(window.HTMLInputElement.prototype, 'value').set.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await settled();
}
const click = async (place, name) => {
  const button = [...place.querySelectorAll('button')].find(({ textContent }) => textContent === name);
  await act(async () => button.click());
  await settled();
};
const status = (place) => place.querySelector('output').textContent;
afterEach(async () => {
  await act(async () => root.unmount());
  row = null;
  isOnline = true;
  window.localStorage.clear();
});

test('a draft of an older version is kept as far as it is sound, and saved', async (context) => {
  const told = context.mock.method(console, 'info', () => {});
  window.localStorage.setItem('event-a', '{"title":"Jazz","seats":5}');
  const place = await shown({ stored: null });
  assert.equal(status(place), 'saved');
  assert.deepEqual(row.event_data, { title: 'Jazz' });
  assert.equal(place.querySelector('input').value, 'Jazz');
  assert.match(told.mock.calls[0].arguments[0], /\/seats/);
  assert.equal(window.localStorage.getItem('event-a'), null);
});

test('what is typed offline is kept, and saved once there is a network', async () => {
  const place = await shown({ stored: null });
  await type(place, 'Jazz');
  assert.equal(row.event_data.title, 'Jazz');
  isOnline = false;
  await type(place, 'Jazz at Noon');
  assert.equal(status(place), 'failed');
  assert.equal(place.querySelector('input').value, 'Jazz at Noon');
  assert.match(place.querySelector('[role=alert]').textContent, /^The server could not be reached/);
  assert.equal(window.localStorage.getItem('event-a'), '{"title":"Jazz at Noon"}');
  isOnline = true;
  await click(place, 'Try again');
  assert.deepEqual([status(place), row.event_data.title], ['saved', 'Jazz at Noon']);
  assert.equal(window.localStorage.getItem('event-a'), null);
});

test('what the database would refuse is said beside the form', async () => {
  const place = await shown({ stored: null });
  await type(place, 'x'.repeat(200));
  assert.equal(status(place), 'failed');
  assert.match(place.textContent, /at most 150 characters/);
  await type(place, 'x');
  assert.equal(status(place), 'saved');
});
