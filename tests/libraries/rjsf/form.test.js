// The real react-jsonschema-form, rendered, with `event-wizard-validator/rjsf`.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, describe, test } from 'node:test';
import { stageSchemas } from 'event-wizard-validator';
import { createRjsfValidator } from 'event-wizard-validator/rjsf';
import { document, Event, window } from './dom.js';

// Imported after the window exists, which both look for when they are loaded.
const { default: Form } = await import('@rjsf/core');
const { act, createElement } = await import('react');
const { createRoot } = await import('react-dom/client');

let root;
/** Renders a form and returns its element. */
async function render(properties) {
  root = createRoot(document.body.appendChild(document.createElement('div')));
  await act(() => root.render(createElement(Form, { noHtml5Validate: true, ...properties })));
  return document.querySelector('form');
}

afterEach(async () => {
  await act(() => root?.unmount());
  root = undefined;
  document.body.replaceChildren();
});

const submit = (form) => act(() => form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })));

/** Types or chooses a value in a way that React notices. */
async function fill(id, value) {
  const field = document.getElementById(id);
  assert.ok(field, `no field ${id} in ${document.body.innerHTML}`);
  const kind = field.tagName === 'SELECT' ? window.HTMLSelectElement : window.HTMLInputElement;
  await act(() => {
    Object.getOwnPropertyDescriptor(kind.prototype, 'value').set.call(field, value);
    field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
  });
}

const errors = () => [...document.querySelectorAll('.error-detail li')].map((item) => item.textContent);
const summary = () => [...document.querySelectorAll('.errors li')].map((item) => item.textContent);

const QUESTIONS = JSON.parse(readFileSync(new URL('questions.json', import.meta.url), 'utf8'));

describe('questions that exist only at run time', () => {
  test('a missing value is reported at the field, in the summary and to onError', async () => {
    let told;
    const onError = (given) => {
      told = given;
    };
    const form = await render({ schema: QUESTIONS, validator: createRjsfValidator(), onError });
    await submit(form);
    assert.deepEqual(errors(), ['Diet must be given']);
    assert.deepEqual(summary(), ['Diet must be given']);
    assert.deepEqual(
      told.map(({ name, property }) => [name, property]),
      [['required', '.diet']],
    );
  });

  test('when a condition becomes true, its fields appear with their requirements', async () => {
    const form = await render({ schema: QUESTIONS, validator: createRjsfValidator() });
    assert.equal(document.getElementById('root_details'), null);
    await fill('root_diet', '2');
    assert.ok(document.getElementById('root_details'), 'the field of `then` is there');
    await submit(form);
    assert.deepEqual(errors(), ['Details must be given when Diet is “other”']);
    await fill('root_details', 'no');
    await submit(form);
    assert.deepEqual(errors(), ['Details must have at least 3 characters when Diet is “other”']);
  });

  test('good data is submitted', async () => {
    let sent;
    const onSubmit = ({ formData }) => {
      sent = formData;
    };
    const form = await render({ schema: QUESTIONS, validator: createRjsfValidator(), onSubmit });
    await fill('root_diet', '1');
    await fill('root_guest_phone', '+442071838750');
    await submit(form);
    assert.deepEqual(errors(), []);
    assert.deepEqual(sent, { diet: 'vegan', guest: { phone: '+442071838750' } });
  });

  test('behind a reference', async () => {
    const formData = { diet: 'all', guest: { phone: '020' } };
    const form = await render({ schema: QUESTIONS, validator: createRjsfValidator(), formData });
    await submit(form);
    assert.equal(errors().length, 1);
    assert.match(errors()[0], /^Phone must be a phone number/);
  });

  test('a schema that cannot be used is reported, not thrown', async () => {
    const schema = { type: 'object', properties: { a: { type: 'string', minLength: -1 } } };
    const form = await render({ schema, validator: createRjsfValidator() });
    await submit(form);
    assert.match(summary().join(), /#\/properties\/a\/minLength: must be a whole number/);
  });
});

describe('the compiled stages', () => {
  const schemaOf = (stage, target = 'draft-07') => stageSchemas[stage]['~standard'].jsonSchema.input({ target });

  test('a tier in the ticket stage', async () => {
    const formData = { currency: 'GBP', tiers: [{ name: 'Early', kind: 'free', price_minor: 5, quantity: 1 }] };
    const form = await render({ schema: schemaOf('ticketSetup'), validator: createRjsfValidator(), formData });
    await submit(form);
    assert.equal(errors().length, 1);
    assert.match(errors()[0], /^“Early”: /);
  });

  test('its own rules, which no JSON Schema can express, apply too', () => {
    const validator = createRjsfValidator();
    const tier = { name: 'A', kind: 'free', price_minor: 0, quantity: 1 };
    for (const target of ['draft-07', 'draft-2020-12']) {
      const data = { currency: 'GBP', tiers: [tier, tier] };
      const { errors } = validator.validateFormData(data, schemaOf('ticketSetup', target));
      assert.ok(
        errors.some(({ name }) => name === 'tier_name_once'),
        target,
      );
    }
  });

  test('in a draft nothing needs to be present', async () => {
    const schema = schemaOf('ticketSetup');
    const form = await render({ schema, validator: createRjsfValidator({ mode: 'draft' }), formData: {} });
    await submit(form);
    assert.deepEqual(errors(), []);
    await act(() => root.render(createElement(Form, { schema, validator: createRjsfValidator(), formData: {} })));
  });
});
