// The wasm module of `/dynamic` as seen from JavaScript: its instance, and the schemas compiled in it. Knows nothing
// about messages.

import { createGlue } from '../generated/dynamic_glue.js';
import { type PathSegment, pointerOf, type RawIssue } from '../issue/issue.js';
import { binding } from '../wasm/instance.js';
import { collectable, MOST_LEFT } from '../wasm/memory.js';
import { startAtOnce, WebAssemblyError } from '../wasm/webassembly.js';

/** The longest text passed to the module, in UTF-16 units; the module has its own limit in bytes. */
const MOST_UNITS = 64 * 1_048_576;
/** As a number of issues: without a limit. */
const ANY_NUMBER = 2 ** 32 - 1;

/** How a schema is read: `CompileOptions` in `crates/dynamic/src/exports.rs`. */
export interface ReadOptions {
  readonly dialect: 'draft-04' | 'draft-06' | 'draft-07' | 'draft-2019-09' | 'draft-2020-12';
  readonly unknownFormats: 'error' | 'ignore';
}

/** The number of the schema, or what is wrong with it. */
type Compiled =
  | { readonly schema: number }
  | { readonly error: { readonly code: string; readonly path: PathSegment[]; readonly message: string } };

/**
 * The exports of `crates/dynamic/src/exports.rs`. Schemas and data are passed as JSON text, everything else as values.
 */
interface Exports {
  readonly memory: WebAssembly.Memory;
  compile(text: string, options: ReadOptions): Compiled;
  /** Returns at most `most` issues. */
  validate(schema: number, complete: boolean, text: string, most: number): DynamicRawIssue[];
  release(schema: number): void;
}

/** A schema that cannot be used. `path` and `pointer` lead to the error in the schema. */
export class SchemaError extends TypeError {
  /** The keyword whose value is wrong, or `$schema`. */
  readonly code: string;
  readonly path: readonly PathSegment[];
  /** `path` as a JSON Pointer (RFC 6901). */
  readonly pointer: string;

  constructor(code: string, path: readonly PathSegment[], why: string, options?: ErrorOptions) {
    const pointer = pointerOf(path);
    super(`the schema is wrong at ${pointer === '' ? 'its root' : `#${pointer}`}: ${why}`, options);
    this.name = 'SchemaError';
    this.code = code;
    this.path = path;
    this.pointer = pointer;
  }
}

/** A compiled schema, with what is needed to compile it again, and its current place. */
export interface Handle {
  readonly text: string;
  readonly options: ReadOptions;
  /** The number of the instance in which it is compiled; a reference to the instance would keep its memory alive. */
  instance: number;
  number: number;
}

/** An issue as the module reports it. */
export type DynamicRawIssue = RawIssue & { readonly source: 'schema' };

/** The calls of `crates/dynamic/src/exports.rs`, on the current instance. */
export interface DynamicModule {
  /** @throws SchemaError */
  compile(text: string, options: ReadOptions): Handle;
  /** Returns at most `most` issues; never throws, whatever the data. */
  validate(schema: Handle, complete: boolean, most: number, text: string): DynamicRawIssue[];
  release(schema: Handle): void;
}

/** The issue if the module itself, or the engine, could not go on. */
export function notJudged(reason: 'depth' | 'size'): DynamicRawIssue[] {
  return [{ source: 'schema', code: 'notJudged', path: [], params: { reason } }];
}

/** A module that is compiled and instantiated by the first call, and instantiated again after a trap or much data. */
export function createDynamicModule(load: () => WebAssembly.Module): DynamicModule {
  let loaded: WebAssembly.Module | undefined;
  let live: Exports | undefined;
  // The number of instances so far.
  let instances = 0;
  // The size of the live instance's memory, in bytes, when its last schema had been compiled.
  let settled = 0;
  // Whether the previous instance had grown large.
  let leftMuch = false;

  function instance(): Exports {
    if (leftMuch) collectable();
    leftMuch = false;
    if (live === undefined) {
      live = startAtOnce(() => {
        loaded ??= load();
        const { imports, bind } = binding(createGlue, loaded);
        return bind(new WebAssembly.Instance(loaded, imports));
      }, 'use it in a worker');
      instances++;
    }
    return live;
  }

  /** @throws RangeError if the text is too long to be passed on. */
  function checkLength(text: string): void {
    if (text.length > MOST_UNITS) throw new RangeError(`no memory for a text of ${text.length} characters`);
  }

  function place(text: string, options: ReadOptions): Pick<Handle, 'instance' | 'number'> {
    const wasm = instance();
    checkLength(text);
    const compiled = wasm.compile(text, options);
    settled = wasm.memory.buffer.byteLength;
    if ('schema' in compiled) return { instance: instances, number: compiled.schema };
    const { code, path, message } = compiled.error;
    throw new SchemaError(code, path, message);
  }

  return {
    compile(text, options) {
      try {
        return { text, options, ...place(text, options) };
      } catch (error) {
        if (error instanceof SchemaError || error instanceof WebAssemblyError) throw error;
        // Whatever was thrown, the instance may have been interrupted halfway: drop it.
        live = undefined;
        throw new SchemaError('$schema', [], 'it is beyond what can be compiled', { cause: error });
      }
    },
    validate(schema, complete, most, text) {
      try {
        const wasm = instance();
        if (schema.instance !== instances) {
          Object.assign(schema, place(schema.text, schema.options));
        }
        checkLength(text);
        const issues = wasm.validate(schema.number, complete, text, Math.min(most, ANY_NUMBER));
        if (wasm.memory.buffer.byteLength > settled + MOST_LEFT) {
          live = undefined;
          leftMuch = true;
        }
        return issues;
      } catch (error) {
        // Whatever was thrown, the instance may have been interrupted halfway: drop it.
        live = undefined;
        // Engines throw a RangeError if their own stack overflows, or if there is no memory for a text.
        if (error instanceof RangeError) return notJudged(/stack/.test(error.message) ? 'depth' : 'size');
        if (error instanceof WebAssembly.RuntimeError) return notJudged('size');
        throw error;
      }
    },
    release(schema) {
      if (schema.instance === instances) live?.release(schema.number);
    },
  };
}
