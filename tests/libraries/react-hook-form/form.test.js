// A react-hook-form form, rendered: what a person types, picks and ticks, where the messages appear, and what is saved.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fromForm } from 'event-wizard-validator/form';
import { data } from './documents.js';
import { document, Event, window } from './dom.js';

// Imported after the window exists, which both look for when they are loaded.
const { act, createElement } = await import('react');
const { createRoot } = await import('react-dom/client');
const { TicketForm } = await import('./quick-starts/react-hook-form.js');

let root;
const saved = [];
async function show(draft, timeZone) {
  saved.length = 0;
  if (root) await act(() => root.unmount());
  root = createRoot(document.body.appendChild(document.createElement('div')));
  const props = { draft, timeZone, onSave: (tickets) => saved.push(tickets) };
  await act(() => root.render(createElement(TicketForm, props)));
}
before(() => show({ currency: 'EUR', tiers: [{ kind: 'paid' }] }, 'Europe/London'));
after(() => act(() => root.unmount()));

const named = (name) => document.querySelector(`[name="${name}"]`);
const errors = () =>
  Object.fromEntries([...document.querySelectorAll('[role=alert]')].map(({ id, textContent }) => [id, textContent]));
const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 20)));

async function enter(name, text) {
  const field = named(name);
  const { prototype } = window[field.constructor.name];
  await act(() => {
    // React tracks the value of a field itself; it learns of a change only through the prototype's setter.
    Object.getOwnPropertyDescriptor(prototype, 'value').set.call(field, text);
    field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
  });
  assert.equal(field.value, text, 'the control takes it');
}
const click = (element) => act(() => element.click());
async function submit() {
  const form = document.querySelector('form');
  await act(async () => form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })));
  await settle();
  return errors();
}

test('messages appear at their fields; good data is saved', async () => {
  await enter('currency', 'EURO');
  await enter('tiers.0.name', '');
  await enter('tiers.0.price_minor', '12.5');
  await enter('tiers.0.sales_end_at', '2027-03-28T01:30');
  const wrong = await submit();
  assert.deepEqual(Object.keys(wrong).sort(), [
    'currency-error',
    'tiers.0.name-error',
    'tiers.0.price_minor-error',
    'tiers.0.sales_end_at-error',
  ]);
  assert.match(wrong['tiers.0.name-error'], /Tier name must be given$/);
  assert.match(wrong['tiers.0.price_minor-error'], /Price must be a whole number/);
  assert.match(wrong['tiers.0.sales_end_at-error'], /an hour that clocks in “Europe\/London” leap over/);
  assert.equal(saved.length, 0);

  const [tier] = data.ticketSetup.tiers;
  await enter('currency', 'GBP');
  await enter('tiers.0.name', tier.name);
  await enter('tiers.0.kind', 'paid');
  await enter('tiers.0.price_minor', String(tier.price_minor));
  await enter('tiers.0.sales_end_at', '2027-06-12T19:00');
  await click(named('tiers.0.hidden'));
  assert.deepEqual(await submit(), {});
  // As defaults are shown, they are saved.
  const shown = { counts_toward_capacity: true, requires_approval: false, min_per_order: 1, max_per_order: 10 };
  const { name, kind, price_minor } = tier;
  const sales_end_at = '2027-06-12T19:00:00+01:00';
  const first = { name, kind, price_minor, hidden: true, sales_end_at, ...shown };
  assert.deepEqual(saved, [{ currency: 'GBP', tiers: [first], waiting_list: false }]);

  saved.length = 0;
  const [another] = [...document.querySelectorAll('button')];
  await click(another);
  assert.match((await submit())['tiers.1.name-error'], /^Tier 2: Tier name must be given$/);
  await enter('tiers.1.name', 'Child');
  await enter('tiers.1.kind', 'free');
  await enter('tiers.1.price_minor', '0');
  assert.deepEqual(await submit(), {});
  const second = { name: 'Child', kind: 'free', price_minor: 0, hidden: false, ...shown };
  assert.deepEqual(saved, [{ currency: 'GBP', tiers: [first, second], waiting_list: false }]);
});

test('saved data is shown and saved again as the same', async () => {
  const [before] = saved;
  await show(before, 'Europe/London');
  assert.equal(named('tiers.0.sales_end_at').value, '2027-06-12T19:00');
  assert.equal(named('tiers.0.hidden').checked, true);
  assert.deepEqual(await submit(), {});
  assert.deepEqual(saved, [before]);
});

test('a list that is missing is said where the list is', async () => {
  await show({ currency: 'EUR' });
  assert.match(Object.values(await submit()).join(), /^Tiers must (be given|have at least)/);
});

test('the FormData of the rendered form is the same data', async () => {
  await show({ currency: 'GBP', tiers: [{ name: 'A', kind: 'paid', price_minor: 5, hidden: true }] });
  const form = new window.FormData(document.querySelector('form'));
  const { data: read, issues } = fromForm('ticketSetup', form);
  assert.deepEqual(
    [read, issues],
    [{ currency: 'GBP', tiers: [{ name: 'A', kind: 'paid', price_minor: 5, hidden: true }] }, []],
  );
});
