// The module's instance, which needs nothing of wasm-bindgen's glue: numbers are all that goes in and out.

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

/** A fresh instance: nothing of one that trapped is kept. */
export function instantiate(module: WebAssembly.Module): Exports {
  // An object of one's own is called through faster than the one that the instance has.
  return { ...(new WebAssembly.Instance(module).exports as unknown as Exports) };
}
