// `dynamic_glue.js` is made from wasm-bindgen's output by scripts/glue.mjs.

import type { DynamicRawIssue } from './dynamic_module.js';
import type { PathSegment } from './issue.js';

/** How a schema is read: `CompileOptions` in `crates/dynamic/src/exports.rs`. */
export interface ReadOptions {
  readonly dialect: 'draft-04' | 'draft-06' | 'draft-07' | 'draft-2019-09' | 'draft-2020-12';
  readonly unknownFormats: 'error' | 'ignore';
}

/** The schema's number, or what is wrong with it. */
export type Compiled =
  | { readonly schema: number }
  | { readonly error: { readonly code: string; readonly path: PathSegment[]; readonly message: string } };

/** What `crates/dynamic/src/exports.rs` exports. Schemas and data go in as JSON text, all else crosses as values. */
export interface DynamicExports {
  readonly memory: WebAssembly.Memory;
  compile(text: string, options: ReadOptions): Compiled;
  /** At most that many issues. */
  validate(schema: number, complete: boolean, text: string, most: number): DynamicRawIssue[];
  release(schema: number): void;
}

/** A fresh instance, with glue of its own: nothing of an instance that trapped is kept. */
export function instantiate(module: WebAssembly.Module): DynamicExports;
