// Instances of the wasm module, each with a glue of its own (wasm-bindgen's).

import { createGlue } from './generated/wasm_glue.js';
import { type Bound, binding } from './instance.js';
import { startAtOnce } from './webassembly.js';

/** What `src/wasm.rs` exports. Texts stand in the module's own buffer. */
export type Exports = Bound<ReturnType<typeof createGlue>>;

/** Where instances come from, each fresh: nothing of one that trapped is kept. */
export interface Instances {
  /**
   * An instance that has not been used.
   * @throws WebAssemblyError if there can be none.
   */
  next(): Exports;
  /** Whether `next` has one to give; an instance that still works is better kept until then. */
  ready(): boolean;
}

/** An instance of the module, at once. */
export function instanceOf(module: WebAssembly.Module): Exports {
  const { imports, bind } = binding(createGlue, module);
  return bind(new WebAssembly.Instance(module, imports));
}

/** The same where the engine makes instances only asynchronously. */
export async function instanceLater(module: WebAssembly.Module): Promise<Exports> {
  const { imports, bind } = binding(createGlue, module);
  return bind(await WebAssembly.instantiate(module, imports));
}

/** Instances that are made when they are asked for, of a module that is compiled for the first of them. */
export function madeAtOnce(compile: () => WebAssembly.Module): Instances {
  let compiled: WebAssembly.Module | undefined;
  return {
    next: () =>
      startAtOnce(() => {
        compiled ??= compile();
        return instanceOf(compiled);
      }, "import from 'event-wizard-validator/web' and `await init()` once, or validate in a worker"),
    ready: () => true,
  };
}
