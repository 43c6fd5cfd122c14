// What a call of ours is made of, by the documents of each set: writing JSON, bringing it into the module's memory, and the
// module itself. The module's call is recorded where the instance is made, and then repeated alone.

import { sets } from './documents.mjs';
import { race } from './measure.mjs';

/** The last call that went into the module: its export and its arguments. */
let last;

/** Makes every instance's functions note how they are called; before the package makes its first. */
function recordCalls() {
  const { Instance } = WebAssembly;
  WebAssembly.Instance = function (...given) {
    const instance = new Instance(...given);
    const exports = {};
    for (const [name, value] of Object.entries(instance.exports)) {
      exports[name] =
        typeof value === 'function'
          ? (...args) => {
              last = { name, call: value, args };
              return value(...args);
            }
          : value;
    }
    return { exports };
  };
}

function byUnits(text, target) {
  let at = 0;
  for (; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit > 127) return false;
    target[at] = unit;
  }
  return at === text.length;
}

/** `[{ stage, most, bytes, ns: { stringify, encodeInto, charCodeAt, module } }]`; a text that is not ASCII has no charCodeAt. */
export async function anatomy(effort) {
  recordCalls();
  const { stages } = await import('./contestants/ours.mjs');
  const encoder = new TextEncoder();
  const target = new Uint8Array(65_536);
  const ofDocument = (stage, document) => {
    stages[stage](document);
    const { call, args } = last;
    const [a, b, c, d, e, f] = args;
    const text = JSON.stringify(document);
    const parts = {
      stringify: () => JSON.stringify(document).length > 0,
      encodeInto: () => encoder.encodeInto(text, target).written > 0,
      module: () => call(a, b, c, d, e, f) === 0,
    };
    if (byUnits(text, target)) parts.charCodeAt = () => byUnits(text, target);
    return race(parts, effort);
  };
  return sets.flatMap(({ stage, documents }) =>
    documents.map((document) => {
      const text = JSON.stringify(document);
      return { stage, bytes: encoder.encode(text).length, units: text.length, ns: ofDocument(stage, document) };
    }),
  );
}
