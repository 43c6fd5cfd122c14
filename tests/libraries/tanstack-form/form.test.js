// TanStack Form's synchronous validators, which throw if they get a promise; first the form logic alone, then rendered.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { stageSchemas, stages } from 'event-wizard-validator';
import { data } from './documents.js';
import { document, Event, window } from './dom.js';

// Imported after the window exists, which they look for when they are loaded.
const { FormApi, useForm } = await import('@tanstack/react-form');
const { act, createElement } = await import('react');
const { createRoot } = await import('react-dom/client');

test('good data of every stage is submitted', async () => {
  for (const stage of stages) {
    const saved = [];
    const form = new FormApi({
      defaultValues: data[stage],
      validators: { onChange: stageSchemas[stage], onSubmit: stageSchemas[stage] },
      onSubmit: ({ value }) => saved.push(value),
    });
    form.mount();
    await form.handleSubmit();
    assert.deepEqual(form.state.errors, []);
    assert.deepEqual(saved, [data[stage]]);
  }
});

test('issues are found synchronously, at their fields', () => {
  const form = new FormApi({
    defaultValues: { ...data.ticketSetup, currency: 'EURO' },
    validators: { onChange: stageSchemas.ticketSetup },
  });
  form.mount();
  form.setFieldValue('tiers[1].quantity', -1);
  const [errors] = form.state.errors;
  assert.deepEqual(Object.keys(errors).sort(), ['currency', 'tiers[1].quantity']);
  assert.ok(errors.currency[0].message.length > 5);
  form.setFieldValue('tiers[1].quantity', 1);
  form.setFieldValue('currency', 'GBP');
  assert.deepEqual(form.state.errors, []);
  assert.equal(form.state.canSubmit, true);
});

let root;
after(() => act(() => root?.unmount()));

test('rendered, a field shows its message', async () => {
  const { name: _, ...nameless } = data.organizerSetup;
  function Organizer() {
    const form = useForm({ defaultValues: nameless, validators: { onChange: stageSchemas.organizerSetup } });
    return createElement(form.Field, { name: 'name' }, (field) =>
      createElement(
        'label',
        null,
        createElement('input', { value: field.state.value ?? '', onChange: (e) => field.handleChange(e.target.value) }),
        createElement('em', null, field.state.meta.errors.map((error) => error.message).join(' ')),
      ),
    );
  }
  root = createRoot(document.body.appendChild(document.createElement('div')));
  await act(() => root.render(createElement(Organizer)));
  const input = document.querySelector('input');
  const type = (text) =>
    act(() => {
      Object.getOwnPropertyDescriptor(window.HTMLInputElement.prototype, 'value').set.call(input, text);
      input.dispatchEvent(new Event('input', { bubbles: true }));
    });
  await type('x'.repeat(200));
  assert.match(document.querySelector('em').textContent, /100/);
  await type('Jazz');
  assert.equal(document.querySelector('em').textContent, '');
});
