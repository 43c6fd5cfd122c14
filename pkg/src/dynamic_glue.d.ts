// `dynamic_glue.js` is made from wasm-bindgen's output by scripts/glue.mjs.

/** What `crates/dynamic/src/wasm.rs` exports. Texts stand in the module's own buffer. */
export interface DynamicExports {
  readonly memory: WebAssembly.Memory;
  /** Makes room for that many bytes and says where; 0 if there is no memory for them. */
  input(bytes: number): number;
  /** The schema's number, or less than 0. */
  compile(bytes: number, dialect: number, ignoreUnknownFormats: number): number;
  /** 0, 1 if there is an outcome, or less than 0. */
  validate(schema: number, complete: number, bytes: number, most: number): number;
  release(schema: number): void;
  /** JSON text. */
  outcome(): string;
}

/** A fresh instance, with glue of its own: nothing of an instance that trapped is kept. */
export function instantiate(module: WebAssembly.Module): DynamicExports;
