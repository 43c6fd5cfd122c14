// No call's work grows faster than its input. Work is counted, not timed, so that a slow or busy machine gives the same
// result: the wasm's function entries and loop iterations (binaryen's `log-execution` inserts a call there), and the
// executed blocks of the package's JavaScript (V8's precise coverage). Built-in functions, such as `JSON.parse` or a
// regular expression, do not count; calls that pass texts from the data to them are also timed, with a bound that only
// quadratic growth or worse can exceed. `make scaling` times everything, at sizes up to a million.

import assert from 'node:assert/strict';
import { Session } from 'node:inspector';
import { describe, test } from 'node:test';
import binaryen from 'binaryen';

const counter = new WebAssembly.Instance(
  new WebAssembly.Module(
    binaryen
      .parseText(
        `(module (global $steps (mut i32) (i32.const 0))
          (func (export "step") (param i32) (global.set $steps (i32.add (global.get $steps) (i32.const 1))))
          (func (export "taken") (result i32) (global.get $steps) (global.set $steps (i32.const 0))))`,
      )
      .emitBinary(),
  ),
).exports;

const { BulkMemory, BulkMemoryOpt, MutableGlobals, NontrappingFPToInt, ReferenceTypes, SignExt, SIMD128 } =
  binaryen.Features;
/**
 * The features that the modules use. With all features enabled, the binary would have encodings that Node.js does not
 * know.
 */
const FEATURES = BulkMemory | BulkMemoryOpt | MutableGlobals | NontrappingFPToInt | ReferenceTypes | SignExt | SIMD128;

/** The module with a call of `step` at the start and end of each function and in each loop. */
function counting(bytes) {
  const module = binaryen.readBinary(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes));
  module.setFeatures(FEATURES);
  module.runPasses(['log-execution']);
  return module.emitBinary();
}

WebAssembly.Module = class extends WebAssembly.Module {
  constructor(bytes) {
    super(counting(bytes));
  }
};
WebAssembly.Instance = class extends WebAssembly.Instance {
  constructor(module, imports) {
    // The pass takes the name of a module from which something is imported already.
    const from = WebAssembly.Module.imports(module).find(({ name }) => name === 'log_execution').module;
    super(module, { ...imports, [from]: { ...imports?.[from], log_execution: counter.step } });
  }
};
const { shapes } = await import('./scaling_shapes.js');

const session = new Session();
session.connect();
function ask(method, parameters) {
  let answer;
  session.post(method, parameters, (error, result) => {
    if (error) throw new Error(error.message);
    answer = result;
  });
  return answer;
}
ask('Profiler.enable');
ask('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
const own = new URL('.', import.meta.resolve('event-wizard-validator')).href;

/** The blocks of the package's JavaScript executed since the last call, and the steps of its wasm. */
function taken() {
  const { result } = ask('Profiler.takePreciseCoverage');
  let blocks = 0;
  for (const { url, functions } of result) {
    if (!url.startsWith(own)) continue;
    for (const { ranges } of functions) for (const { count } of ranges) blocks += count;
  }
  return blocks + (counter.taken() >>> 0);
}

async function work(call) {
  // One-time work, such as making the first instance, is not part of the second call.
  await call();
  taken();
  await call();
  return taken();
}

/** The time of the fastest of several runs, in milliseconds. */
async function time(call) {
  let best = Infinity;
  for (let run = 0; run < 5; run++) {
    const from = performance.now();
    await call();
    best = Math.min(best, performance.now() - from);
  }
  return best;
}

const SIZES = [100, 400, 1600];
/** For n·log n the ratio is 1.25 times that of the sizes, for n² four times. */
const STEEPEST = 1.7;

describe('the work of a call grows no faster than its input', () => {
  for (const { call, shape, make, sizes = SIZES } of shapes) {
    test(`${call}: ${shape}`, async () => {
      let last;
      // Small depths show little: an alternative is either tried or not.
      for (const n of sizes.slice(-3)) {
        const now = { n, steps: await work(make(n)) };
        if (last !== undefined) {
          const [size, steps] = [n / last.n, now.steps / last.steps];
          assert.ok(steps <= size * STEEPEST, `${size} times as much takes ${steps.toFixed(1)} times the work`);
        }
        last = now;
      }
    });
  }
});

describe('no text from a server is read again and again', () => {
  for (const { call, shape, make } of shapes.filter(({ texts }) => texts)) {
    test(`${call}: ${shape}`, async () => {
      const [few, many] = [await time(make(1000)), await time(make(8000))];
      // 8 squared is 64; below a millisecond the clock shows nothing.
      assert.ok(many < 1 || many < few * 32, `8 times as much takes ${(many / few).toFixed(1)} times the time`);
    });
  }
});
