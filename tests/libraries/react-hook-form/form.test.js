// A react-hook-form form, rendered: what a person types, and where the messages appear.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { data } from './documents.js';
import { document, Event, window } from './dom.js';

// Imported after the window exists, which both look for when they are loaded.
const { act, createElement } = await import('react');
const { createRoot } = await import('react-dom/client');
const { TicketForm } = await import('./quick-starts/react-hook-form.js');

let root;
const saved = [];
before(async () => {
  root = createRoot(document.body.appendChild(document.createElement('div')));
  const draft = { currency: 'EUR', tiers: [{ kind: 'paid' }] };
  await act(() => root.render(createElement(TicketForm, { draft, onSave: (tickets) => saved.push(tickets) })));
});
after(() => act(() => root.unmount()));

async function type(name, text) {
  const field = document.querySelector(`[name="${name}"]`);
  await act(() => {
    // React tracks the value of a field itself; it learns of a change only through the prototype's setter.
    Object.getOwnPropertyDescriptor(window.HTMLInputElement.prototype, 'value').set.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}
async function submit() {
  const form = document.querySelector('form');
  await act(async () => form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })));
  await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
  return Object.fromEntries([...document.querySelectorAll('[role=alert]')].map((each) => [each.id, each.textContent]));
}

test('messages appear at their fields; good data is saved', async () => {
  await type('currency', 'EURO');
  await type('tiers.0.name', '');
  const errors = await submit();
  assert.match(errors['currency-error'], /[Cc]urrency/);
  assert.ok(errors['tiers.0.name-error'].length > 5);
  assert.equal(saved.length, 0);
  const [tier] = data.ticketSetup.tiers;
  await type('currency', 'GBP');
  await type('tiers.0.name', tier.name);
  await type('tiers.0.price_minor', String(tier.price_minor));
  await type('tiers.0.quantity', String(tier.quantity));
  assert.deepEqual(await submit(), {});
  assert.deepEqual(saved, [{ currency: 'GBP', tiers: [tier] }]);
});
