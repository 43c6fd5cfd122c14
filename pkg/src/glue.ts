// The module's instances, which need nothing of wasm-bindgen's glue: numbers are all that goes in and out.

import { offsetAt } from './time_zone.js';
import { decode } from './utf8.js';
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

/** What an instance imports, and what makes of the instance what is called. */
export interface Host {
  readonly imports: WebAssembly.Imports;
  readonly exportsOf: (instance: WebAssembly.Instance) => Exports;
}

/** A host for one instance, whose memory it reads. */
export function host(): Host {
  let memory: WebAssembly.Memory | undefined;
  function offset(zone: number, bytes: number, minutes: number): number {
    // A wasm32 address is 32 bits; above 2^31 it comes back negative.
    const name = decode(new Uint8Array((memory as WebAssembly.Memory).buffer, zone >>> 0, bytes));
    return offsetAt(name, minutes);
  }
  return {
    imports: { time_zone: { offset } },
    exportsOf(instance) {
      // An object of one's own is called through faster than the one that the instance has.
      const exports = { ...(instance.exports as unknown as Exports) };
      memory = exports.memory;
      return exports;
    },
  };
}

/** An instance of the module, at once. */
export function instanceOf(module: WebAssembly.Module): Exports {
  const { imports, exportsOf } = host();
  return exportsOf(new WebAssembly.Instance(module, imports));
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
