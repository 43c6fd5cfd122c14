// The parts of a call of ours, for the documents of each set: writing JSON, copying it into the module's memory, and
// the module itself. The module's call is recorded when the instance is made, and then repeated on its own.

import { stages } from './contestants/ours.mjs';
import { sets } from './documents.mjs';
import { race } from './measure.mjs';

/** The last call into the module, and its arguments. */
let last;

/** Makes every instance's functions record their calls; must run before the package makes its first instance. */
function recordCalls() {
  const { Instance } = WebAssembly;
  WebAssembly.Instance = class {
    exports = {};
    constructor(...given) {
      for (const [name, value] of Object.entries(new Instance(...given).exports)) {
        this.exports[name] = typeof value === 'function' ? recording(value) : value;
      }
    }
  };
}

const recording =
  (call) =>
  (...args) => {
    last = { call, args };
    return call(...args);
  };

function byUnits(text, target) {
  let at = 0;
  for (; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit > 127) return false;
    target[at] = unit;
  }
  return at === text.length;
}

/**
 * `[{ stage, bytes, units, ns: { stringify, encodeInto, charCodeAt?, module } }]`, one entry for each document;
 * charCodeAt only if it is ASCII.
 */
export function run({ effort }) {
  recordCalls();
  const encoder = new TextEncoder();
  const target = new Uint8Array(65_536);
  const anatomyOf = (stage, document) => {
    const text = JSON.stringify(document);
    stages[stage](document);
    const { call, args } = last;
    // An export ignores surplus arguments.
    const [a, b, c, d, e, f, g, h] = args;
    const parts = {
      stringify: () => JSON.stringify(document).length > 0,
      encodeInto: () => encoder.encodeInto(text, target).written > 0,
      module: () => call(a, b, c, d, e, f, g, h) === 0,
      whole: () => stages[stage](document),
    };
    if (byUnits(text, target)) parts.charCodeAt = () => byUnits(text, target);
    return { stage, bytes: encoder.encode(text).length, units: text.length, ns: race(parts, effort) };
  };
  return { anatomy: sets.flatMap(({ stage, documents }) => documents.map((each) => anatomyOf(stage, each))) };
}
