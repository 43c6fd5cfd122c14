// A document for React to render into.

import { JSDOM } from 'jsdom';

export const { window } = new JSDOM('<!doctype html><body></body>', { url: 'https://form.example/' });
export const { document, Event } = window;
for (const name of ['window', 'document', 'navigator', 'Element', 'HTMLElement', 'Node']) {
  // Some versions of Node have a `navigator` of their own, which cannot be assigned to.
  Object.defineProperty(globalThis, name, { value: window[name], configurable: true });
}
globalThis.IS_REACT_ACT_ENVIRONMENT = true;
