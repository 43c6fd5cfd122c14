// The quick start of TanStack Form, rendered: what a person types and picks, and what is saved.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fromForm, toForm } from 'event-wizard-validator/form';
import { data } from './documents.js';
import { document, Event, window } from './dom.js';

// Imported after the window exists, which they look for when they are loaded.
const { act, createElement } = await import('react');
const { createRoot } = await import('react-dom/client');
const { useForm, useStore } = await import('@tanstack/react-form');
const { EventForm } = await import('./quick-starts/tanstack-form.js');

let root;
const saved = [];
const warned = [];
const { error } = console;
console.error = (...words) => warned.push(words.join(' '));
async function show(draft) {
  saved.length = 0;
  if (root) await act(() => root.unmount());
  root = createRoot(document.body.appendChild(document.createElement('div')));
  await act(() => root.render(createElement(EventForm, { draft, onSave: (event) => saved.push(event) })));
}
after(async () => {
  await act(() => root.unmount());
  console.error = error;
});

const labelled = (name) => document.querySelector(`[aria-label="${name}"]`);
async function enter(name, text) {
  const field = labelled(name);
  const { prototype } = window[field.constructor.name];
  await act(() => {
    Object.getOwnPropertyDescriptor(prototype, 'value').set.call(field, text);
    field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
  });
  assert.equal(field.value, text, 'the control takes it');
}
const messages = () =>
  Object.fromEntries(
    [...document.querySelectorAll('[role=alert]')].map(({ id, textContent }) => [
      id.replace(/-error$/, ''),
      textContent,
    ]),
  );
async function submit() {
  const form = document.querySelector('form');
  await act(async () => form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })));
  await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
  return Object.fromEntries(
    [...document.querySelectorAll('[role=alert]')].map(({ id, textContent }) => [
      id.replace(/-error$/, ''),
      textContent,
    ]),
  );
}

test('an empty form is filled, corrected and saved', async () => {
  await show({});
  const names = ['title', 'summary', 'category', 'starts_at', 'time_zone', 'attendance_mode', 'visibility'];
  assert.deepEqual(Object.keys(await submit()).sort(), [...names].sort());

  await enter('title', 'Harbour Jazz Night');
  await enter('summary', 'Five bands and one quay.');
  await enter('starts_at', '2027-10-31T01:30');
  await enter('category', 'music');
  await enter('attendance_mode', 'offline');
  await enter('visibility', 'public');
  await enter('capacity', '300');
  const another = document.querySelector('button[type=button]');
  await act(() => another.click());
  await enter('tags[0]', 'jazz');
  await act(() => another.click());
  const wrong = messages();
  assert.deepEqual(Object.keys(wrong).sort(), ['starts_at', 'time_zone'], 'said again with every change');
  assert.equal(wrong.starts_at, 'Start needs a time zone: choose that of the event');
  await enter('time_zone', 'Europe/London');
  assert.match((await submit()).starts_at, /^Start is an hour that clocks in “Europe\/London” go through twice/);
  await enter('starts_at', '2027-06-12T19:30');
  assert.deepEqual(await submit(), {});
  assert.deepEqual(saved, [
    {
      title: 'Harbour Jazz Night',
      summary: 'Five bands and one quay.',
      category: 'music',
      starts_at: '2027-06-12T19:30:00+01:00',
      time_zone: 'Europe/London',
      attendance_mode: 'offline',
      capacity: 300,
      tags: ['jazz'],
      visibility: 'public',
    },
  ]);
});

test('saved data is shown and saved again as the same; a field can be emptied', async () => {
  await show({ ...data.eventSetup, tags: ['a', 'b'] });
  assert.equal(labelled('starts_at').value, '2027-06-12T19:00');
  assert.equal(labelled('tags[1]').value, 'b');
  assert.deepEqual(await submit(), {});
  assert.deepEqual(saved, [{ ...data.eventSetup, tags: ['a', 'b'] }]);
  await enter('capacity', '');
  assert.deepEqual(await submit(), {});
  assert.equal('capacity' in saved[1], false);
});

test('a checkbox, and a select of true and false', async () => {
  function Payment() {
    const form = useForm({ defaultValues: toForm('paymentSetup', {}) });
    const box = (field) =>
      createElement('input', {
        'aria-label': field.name,
        type: 'checkbox',
        checked: field.state.value === true,
        onChange: (change) => field.handleChange(change.target.checked),
      });
    const choice = (field) =>
      createElement(
        'select',
        {
          'aria-label': field.name,
          value: String(field.state.value),
          onChange: (change) => field.handleChange(change.target.value),
        },
        ['', 'true', 'false'].map((value) => createElement('option', { key: value }, value)),
      );
    const { data: read } = fromForm(
      'paymentSetup',
      useStore(form.store, ({ values }) => values),
    );
    return [
      createElement(form.Field, { key: 'box', name: 'accepted_terms' }, box),
      createElement(form.Field, { key: 'choice', name: 'tax_included' }, choice),
      createElement('output', { key: 'data' }, JSON.stringify(read)),
    ];
  }
  await act(() => root.unmount());
  root = createRoot(document.body.appendChild(document.createElement('div')));
  await act(() => root.render(createElement(Payment)));
  const shown = () => document.querySelector('output').textContent;
  assert.equal(shown(), '{}');
  await act(() => labelled('accepted_terms').click());
  await enter('tax_included', 'false');
  assert.equal(shown(), '{"tax_included":false,"accepted_terms":true}');
  await act(() => labelled('accepted_terms').click());
  await enter('tax_included', '');
  assert.equal(shown(), '{}');
});

test('every control has had a value from the beginning', () => {
  assert.deepEqual(warned, []);
});
