// The wasm module of `/dynamic` as seen from JavaScript: its instance, and the schemas compiled in it. Knows
// nothing of messages.

import { type DynamicExports, instantiate } from './dynamic_glue.js';
import { type PathSegment, pointerOf, type RawIssue } from './issue.js';
import { encode } from './utf8.js';
import { startAtOnce, WebAssemblyError } from './webassembly.js';

const BAD_SCHEMA = -1;
const TOO_LARGE = -2;
const TOO_DEEP = -4;

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
  readonly dialect: number;
  readonly ignoreUnknownFormats: boolean;
  wasm: DynamicExports;
  number: number;
}

/** The calls of `dynamic/src/wasm.rs`, on texts. */
export interface DynamicModule {
  /** @throws SchemaError */
  compile(text: string, dialect: number, ignoreUnknownFormats: boolean): Handle;
  validate(schema: Handle, complete: boolean, text: string): Omit<RawIssue, 'source'>[];
  release(schema: Handle): void;
}

/** A module that is compiled and instantiated by the first call, and again after a trap. */
export function createDynamicModule(load: () => WebAssembly.Module): DynamicModule {
  let loaded: WebAssembly.Module | undefined;
  let live: DynamicExports | undefined;

  function instance(): DynamicExports {
    live ??= startAtOnce(() => {
      loaded ??= load();
      return instantiate(loaded);
    }, 'use it in a worker');
    return live;
  }

  function write(wasm: DynamicExports, text: string): number {
    const bytes = encode(text);
    // A wasm32 address is 32 bits; an i32 result above 2^31 comes back negative.
    const start = wasm.input(bytes.length) >>> 0;
    if (start === 0) throw new RangeError(`no memory for a text of ${bytes.length} bytes`);
    new Uint8Array(wasm.memory.buffer, start, bytes.length).set(bytes);
    return bytes.length;
  }

  function told(wasm: DynamicExports): SchemaError {
    const { code, path, message } = JSON.parse(wasm.outcome());
    return new SchemaError(code, path, message);
  }

  function place(text: string, dialect: number, ignoreUnknownFormats: boolean): Omit<Handle, 'text'> {
    const wasm = instance();
    const number = wasm.compile(write(wasm, text), dialect, ignoreUnknownFormats ? 1 : 0);
    if (number >= 0) return { dialect, ignoreUnknownFormats, wasm, number };
    if (number === BAD_SCHEMA) throw told(wasm);
    throw new SchemaError('$schema', [], number === TOO_DEEP ? 'it is nested too deeply' : 'it is too large');
  }

  return {
    compile(text, dialect, ignoreUnknownFormats) {
      try {
        return { text, ...place(text, dialect, ignoreUnknownFormats) };
      } catch (error) {
        if (error instanceof SchemaError || error instanceof WebAssemblyError) throw error;
        // Whatever was thrown from inside, the instance may be halfway through something: let it go.
        live = undefined;
        throw new SchemaError('$schema', [], 'it is beyond what can be compiled', { cause: error });
      }
    },
    validate(schema, complete, text) {
      try {
        if (schema.wasm !== instance()) {
          Object.assign(schema, place(schema.text, schema.dialect, schema.ignoreUnknownFormats));
        }
        const { wasm, number } = schema;
        const status = wasm.validate(number, complete ? 1 : 0, write(wasm, text));
        if (status === 0) return [];
        if (status > 0) return JSON.parse(wasm.outcome());
        if (status === BAD_SCHEMA) throw told(wasm);
        if (status === TOO_DEEP) throw new RangeError('the data is nested too deeply');
        throw new RangeError(
          status === TOO_LARGE
            ? 'the data is too large for the memory of the wasm module'
            : 'the wasm module is in use',
        );
      } catch (error) {
        live = undefined;
        throw error;
      }
    },
    release(schema) {
      if (schema.wasm === live) schema.wasm.release(schema.number);
    },
  };
}
