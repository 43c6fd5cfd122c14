// The module's instances, which need nothing of wasm-bindgen's glue: numbers are all that goes in and out.

import { startAtOnce } from './webassembly.js';

/** What `src/wasm.rs` exports. Numbers in, numbers out; texts stand in the module's own buffer. */
export interface Exports {
  readonly memory: WebAssembly.Memory;
  /** Makes room for that many bytes and says where; 0 if there is no memory for them. */
  input(bytes: number): number;
  /** Length of the outcome, 0 if there is nothing to say, or a negative `CallError`. */
  judge(call: number, first: number, second: number, bytes: number, currentBytes: number, most: number): number;
  /** Where the outcome of the last call that had something to say is: JSON text. */
  outcome(): number;
}

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

export function exportsOf(instance: WebAssembly.Instance): Exports {
  // An object of one's own is called through faster than the one that the instance has.
  return { ...(instance.exports as unknown as Exports) };
}

/** Instances that are made when they are asked for, of a module that is compiled for the first of them. */
export function madeAtOnce(compile: () => WebAssembly.Module): Instances {
  let compiled: WebAssembly.Module | undefined;
  return {
    next: () =>
      startAtOnce(() => {
        compiled ??= compile();
        return exportsOf(new WebAssembly.Instance(compiled));
      }, "import from 'event-wizard-validator/web' and `await init()` once, or validate in a worker"),
    ready: () => true,
  };
}
