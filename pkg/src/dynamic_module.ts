// The wasm module of `/dynamic` as seen from JavaScript: its instance, and the schemas compiled in it. Knows
// nothing of messages.

import { createGlue } from './generated/dynamic_glue.js';
import { binding } from './instance.js';
import { type PathSegment, pointerOf, type RawIssue } from './issue.js';
import { collectable, MOST_LEFT } from './memory.js';
import { startAtOnce, WebAssemblyError } from './webassembly.js';

/** UTF-16 units of a text up to which it is handed to the module, which has a limit of its own in bytes. */
const MOST_UNITS = 64 * 1_048_576;
/** As a number of issues: as many as there are. */
const ANY_NUMBER = 2 ** 32 - 1;

/** How a schema is read: `CompileOptions` in `crates/dynamic/src/exports.rs`. */
export interface ReadOptions {
  readonly dialect: 'draft-04' | 'draft-06' | 'draft-07' | 'draft-2019-09' | 'draft-2020-12';
  readonly unknownFormats: 'error' | 'ignore';
}

/** The schema's number, or what is wrong with it. */
type Compiled =
  | { readonly schema: number }
  | { readonly error: { readonly code: string; readonly path: PathSegment[]; readonly message: string } };

/** What `crates/dynamic/src/exports.rs` exports. Schemas and data go in as JSON text, all else crosses as values. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  compile(text: string, options: ReadOptions): Compiled;
  /** At most that many issues. */
  validate(schema: number, complete: boolean, text: string, most: number): DynamicRawIssue[];
  release(schema: number): void;
}

/** A schema that cannot be used. `path` and `pointer` lead into the schema, to what is wrong. */
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

/** What is compiled, and where it is now. */
export interface Handle {
  readonly text: string;
  readonly options: ReadOptions;
  /** Which of the instances it is compiled in; a reference to one that has been let go would keep its memory. */
  instance: number;
  number: number;
}

/** An issue as the module tells it. */
export type DynamicRawIssue = RawIssue & { readonly source: 'schema' };

/** The calls of `crates/dynamic/src/exports.rs`, in whatever instance there is. */
export interface DynamicModule {
  /** @throws SchemaError */
  compile(text: string, options: ReadOptions): Handle;
  /** At most that many issues; whatever the data, it does not throw. */
  validate(schema: Handle, complete: boolean, most: number, text: string): DynamicRawIssue[];
  release(schema: Handle): void;
}

/** What is told where the module itself, or the engine, could not go on. */
export function notJudged(reason: 'depth' | 'size'): DynamicRawIssue[] {
  return [{ source: 'schema', code: 'notJudged', path: [], params: { reason } }];
}

/** A module that is compiled and instantiated by the first call, and again after a trap or much data. */
export function createDynamicModule(load: () => WebAssembly.Module): DynamicModule {
  let loaded: WebAssembly.Module | undefined;
  let live: Exports | undefined;
  // How many instances there have been.
  let instances = 0;
  // Bytes of the live instance's memory when its last schema had been compiled.
  let settled = 0;
  // The instance before had grown large.
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

  /** @throws RangeError if the text is too long to be handed over. */
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
        // Whatever was thrown from inside, the instance may be halfway through something: let it go.
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
        // Whatever was thrown from inside, the instance may be halfway through something: let it go.
        live = undefined;
        // Engines throw a RangeError where their own stack ends, or where there is no memory for a text.
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
