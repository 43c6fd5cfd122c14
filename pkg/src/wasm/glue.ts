// Instances of the wasm module, each with its own copy of wasm-bindgen's glue.

import { createGlue } from '../generated/wasm_glue.js';
import { type Bound, binding } from './instance.js';
import { startAtOnce } from './webassembly.js';

/** The exports of `src/wasm.rs`. Texts are passed in the module's own buffer. */
export type Exports = Bound<ReturnType<typeof createGlue>>;

/** A source of instances. Each is fresh: nothing of one that trapped is kept. */
export interface Instances<Wasm = Exports> {
  /**
   * A new instance.
   * @throws WebAssemblyError if none can be made.
   */
  next(): Wasm;
  /** Whether `next` has an instance ready; until then it is better to keep one that still works. */
  ready(): boolean;
}

/** Makes an instance of the module, synchronously. */
export function instanceOf(module: WebAssembly.Module): Exports {
  const { imports, bind } = binding(createGlue, module);
  return bind(new WebAssembly.Instance(module, imports));
}

/** The same for engines that make instances only asynchronously. */
export async function instanceLater(module: WebAssembly.Module): Promise<Exports> {
  const { imports, bind } = binding(createGlue, module);
  return bind(await WebAssembly.instantiate(module, imports));
}

/** Makes instances on demand, from a module that is compiled for the first one. */
export function madeAtOnce(
  compile: () => WebAssembly.Module,
  instead = "import from 'event-wizard-validator/web' and `await init()` once, or validate in a worker",
): Instances {
  let compiled: WebAssembly.Module | undefined;
  return {
    next: () =>
      startAtOnce(() => {
        compiled ??= compile();
        return instanceOf(compiled);
      }, instead),
    ready: () => true,
  };
}
