// The real JSON Forms, rendered with its vanilla renderers; this package validates, through `additionalErrors`.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, describe, test } from 'node:test';
import { stageSchemas, toAjvErrors, validateStage } from 'event-wizard-validator';
import { compileSchema } from 'event-wizard-validator/dynamic';
import { document, Event, window } from './dom.js';

// Imported after the window exists, which React looks for when it is loaded.
const { JsonForms } = await import('@jsonforms/react');
const { vanillaCells, vanillaRenderers } = await import('@jsonforms/vanilla-renderers');
const { act, createElement, useState } = await import('react');
const { createRoot } = await import('react-dom/client');

/** What an app contains: JSON Forms shows the data, this package judges it. */
function StageForm({ schema, uischema, initial, judge }) {
  const [data, setData] = useState(initial);
  return createElement(JsonForms, {
    schema,
    uischema,
    data,
    renderers: vanillaRenderers,
    cells: vanillaCells,
    validationMode: 'NoValidation',
    additionalErrors: toAjvErrors(judge(data).issues),
    onChange: (change) => setData(change.data),
  });
}

let root;
async function render(properties) {
  root = createRoot(document.body.appendChild(document.createElement('div')));
  await act(() => root.render(createElement(StageForm, properties)));
}

afterEach(async () => {
  await act(() => root?.unmount());
  root = undefined;
  document.body.replaceChildren();
});

/** The message below each control that has one, by the control's label. */
function shown() {
  const controls = [...document.querySelectorAll('.control')];
  const message = (control) => control.querySelector('.validation_error, .validation')?.textContent ?? '';
  const label = (control) => control.querySelector('label')?.textContent.replace('*', '') ?? '';
  return Object.fromEntries(controls.filter(message).map((control) => [label(control), message(control)]));
}

async function type(label, value) {
  const control = [...document.querySelectorAll('.control')].find(
    (one) => one.querySelector('label')?.textContent.replace('*', '') === label,
  );
  const field = control?.querySelector('input');
  assert.ok(field, `no field ${label}`);
  await act(async () => {
    Object.getOwnPropertyDescriptor(window.HTMLInputElement.prototype, 'value').set.call(field, value);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    // JSON Forms reports changes after a delay.
    await new Promise((resolve) => setTimeout(resolve, 50));
  });
}

const control = (scope) => ({ type: 'Control', scope: `#/properties/${scope}` });

describe('a compiled stage', () => {
  const schema = stageSchemas.eventSetup['~standard'].jsonSchema.input({ target: 'draft-07' });
  const uischema = {
    type: 'VerticalLayout',
    elements: ['title', 'cover_image_url', 'cover_image_alt', 'capacity'].map(control),
  };
  const judge = (mode) => (data) => validateStage('eventSetup', data, { mode });
  const title = (name) => schema.properties[name].title;

  test('a missing value is reported at its control', async () => {
    await render({ schema, uischema, initial: {}, judge: judge('complete') });
    assert.equal(shown()[title('title')], `${title('title')} must be given`);
  });

  test('not in a draft', async () => {
    await render({ schema, uischema, initial: {}, judge: judge('draft') });
    assert.deepEqual(shown(), {});
  });

  test('also if it is missing because of something else', async () => {
    const initial = { cover_image_url: 'https://images.example/a.jpg' };
    await render({ schema, uischema, initial, judge: judge('complete') });
    assert.match(shown()[title('cover_image_alt')], /must be given together with/);
  });

  test('a wrong value, until it is corrected', async () => {
    await render({ schema, uischema, initial: { title: '' }, judge: judge('draft') });
    assert.equal(shown()[title('title')], `${title('title')} must not be blank`);
    await type(title('title'), 'Harvest fair');
    assert.deepEqual(shown(), {});
  });
});

describe('a schema that exists only at run time', () => {
  const schema = JSON.parse(readFileSync(new URL('questions.json', import.meta.url), 'utf8'));
  const questions = compileSchema(schema);
  const judge = (data) => questions.validate(data, { mode: 'complete' });
  const uischema = {
    type: 'VerticalLayout',
    elements: ['diet', 'details', 'guest/properties/phone', 'guest/properties/e~1mail'].map(control),
  };

  test('a condition', async () => {
    await render({ schema, uischema, initial: { diet: 'other' }, judge });
    assert.deepEqual(shown(), { Details: 'Details must be given when Diet is “other”' });
    await type('Details', 'no');
    assert.deepEqual(shown(), { Details: 'Details must have at least 3 characters' });
    await type('Details', 'nuts');
    assert.deepEqual(shown(), {});
  });

  test('inside an object, and keys that a pointer must escape', async () => {
    await render({ schema, uischema, initial: { diet: 'all', guest: { phone: '020', 'e/mail': 'x' } }, judge });
    assert.deepEqual(Object.keys(shown()).sort(), ['Mail', 'Phone']);
  });
});
