// A form made of the fields alone: what it shows, and that filling in every field by the fields' data makes a valid stage.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stages, validateStage } from 'event-wizard-validator';
import { demandOf, eachField, fieldsIn } from 'event-wizard-validator/fields';
import { de } from 'event-wizard-validator/locales/de';
import { document, Event, window } from './dom.js';
import { goodValue, placesOf } from './filled.js';

// Imported after the window exists, which both look for when they are loaded.
const { act, createElement } = await import('react');
const { createRoot } = await import('react-dom/client');
const { GeneratedForm } = await import('./quick-starts/generated-form.js');

/** Renders a stage's form, and gives what was saved. */
async function opened(stage, locale) {
  const root = createRoot(document.body.appendChild(document.createElement('div')));
  const saved = [];
  await act(() => root.render(createElement(GeneratedForm, { stage, locale, onSave: (data) => saved.push(data) })));
  return { saved, close: () => act(() => root.unmount()) };
}
const at = (id) => document.getElementById(id) ?? assert.fail(`there is no control ${id}`);
const click = (id) => act(() => at(id).click());
async function submit() {
  const form = document.querySelector('form');
  await act(async () => form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })));
  return Object.fromEntries([...document.querySelectorAll('[role=alert]')].map((each) => [each.id, each.textContent]));
}
async function type(id, text) {
  const control = at(id);
  await act(() => {
    // React tracks the value of a field itself; it learns of a change only through the prototype's setter.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value').set.call(control, text);
    control.dispatchEvent(
      new Event(control instanceof window.HTMLSelectElement ? 'change' : 'input', { bubbles: true }),
    );
  });
}

for (const stage of stages) {
  test(`every field of ${stage}, filled in`, async () => {
    const { saved, close } = await opened(stage);
    const field = fieldsIn()[stage];
    const wanted = goodValue(field);
    let controls = 0;
    for (const { field: each, path, value } of placesOf(field, wanted)) {
      const id = path.map((key) => `/${key}`).join('');
      controls++;
      if (each.control === 'list') await click(`${id}/+`);
      else if (each.control === 'choices') for (const choice of value) await click(`${id}/${choice}`);
      else if (each.control === 'json') await type(id, JSON.stringify(value));
      else if (each.control !== 'checkbox') await type(id, String(value));
      else {
        // A checkbox that shows the default must be changed for its value to be there.
        if (at(id).checked === value) await click(id);
        await click(id);
        if (at(id).checked !== value) await click(id);
      }
    }
    assert.deepEqual(await submit(), {});
    assert.deepEqual(saved, [wanted]);
    assert.ok(validateStage(stage, saved[0], { mode: 'complete' }).valid);
    // Nothing was left out but what must be.
    const shown = [...eachField(field)].filter(({ control, pointer }) => control !== 'group' && !pointer.endsWith('*'));
    assert.ok(controls >= shown.length - 1, `${controls} of ${shown.length}`);
    await close();
  });

  test(`an empty form of ${stage} says what is required, in German, and goes to the first field of it`, async () => {
    const { saved, close } = await opened(stage, de);
    const { fields } = fieldsIn(de)[stage];
    const required = fields.filter((field) => demandOf(field, {}).required);
    const errors = await submit();
    assert.deepEqual(
      Object.keys(errors),
      required.map(({ pointer }) => `${pointer}-error`),
    );
    for (const text of Object.values(errors)) assert.equal(text, 'muss angegeben werden');
    assert.equal(document.activeElement.id, required[0].pointer);
    assert.equal(saved.length, 0);
    const labels = [...document.querySelectorAll('label')].map(({ textContent }) => textContent);
    for (const { label, pointer } of fields)
      if (document.getElementById(pointer))
        assert.ok(
          labels.some((each) => each.startsWith(label)),
          label,
        );
    await close();
  });
}
