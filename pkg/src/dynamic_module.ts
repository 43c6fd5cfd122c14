// The wasm module of `/dynamic` as seen from JavaScript: its instance, and the schemas compiled in it. Knows
// nothing of messages.

import { createGlue } from './generated/dynamic_glue.js';
import { type Bound, binding } from './instance.js';
import { type PathSegment, pointerOf, type RawIssue } from './issue.js';
import { collectable, MOST_LEFT } from './memory.js';
import { encodeInto } from './utf8.js';
import { startAtOnce, WebAssemblyError } from './webassembly.js';

const BAD_SCHEMA = -1;
const TOO_DEEP = -4;

/** UTF-16 units of a text up to which it is handed to the module, which has a limit of its own in bytes. */
const MOST_UNITS = 64 * 1_048_576;
/** As a number of issues: as many as there are. */
const ANY_NUMBER = 2 ** 32 - 1;

/** What `dynamic/src/wasm.rs` exports. Texts stand in the module's own buffer. */
type Exports = Bound<ReturnType<typeof createGlue>>;

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
  /** Which of the instances it is compiled in; a reference to one that has been let go would keep its memory. */
  instance: number;
  number: number;
}

/** An issue as the module tells it. */
export type DynamicRawIssue = Omit<RawIssue, 'source'>;

/** The calls of `crates/dynamic/src/wasm.rs`, on texts. */
export interface DynamicModule {
  /** @throws SchemaError */
  compile(text: string, dialect: number, ignoreUnknownFormats: boolean): Handle;
  /** At most that many issues; whatever the data, it does not throw. */
  validate(schema: Handle, complete: boolean, most: number, text: string): DynamicRawIssue[];
  release(schema: Handle): void;
}

/** What is told where the module itself, or the engine, could not go on. */
export function notJudged(reason: 'depth' | 'size'): DynamicRawIssue[] {
  return [{ code: 'notJudged', path: [], params: { reason } }];
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

  /** Writes the text into the module's buffer, and gives its length in bytes. */
  function write(wasm: Exports, text: string): number {
    // No unit of UTF-16 is more than three bytes of UTF-8.
    const room = text.length * 3;
    const start = text.length > MOST_UNITS ? 0 : wasm.input(room);
    if (start === 0) throw new RangeError(`no memory for a text of ${text.length} characters`);
    return encodeInto(text, new Uint8Array(wasm.memory.buffer, start, room)).written;
  }

  function told(wasm: Exports): SchemaError {
    const { code, path, message } = JSON.parse(wasm.outcome());
    return new SchemaError(code, path, message);
  }

  function place(text: string, dialect: number, ignoreUnknownFormats: boolean): Omit<Handle, 'text'> {
    const wasm = instance();
    const number = wasm.compile(write(wasm, text), dialect, ignoreUnknownFormats);
    settled = wasm.memory.buffer.byteLength;
    if (number >= 0) return { dialect, ignoreUnknownFormats, instance: instances, number };
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
    validate(schema, complete, most, text) {
      try {
        const wasm = instance();
        if (schema.instance !== instances) {
          Object.assign(schema, place(schema.text, schema.dialect, schema.ignoreUnknownFormats));
        }
        const status = wasm.validate(schema.number, complete, write(wasm, text), Math.min(most, ANY_NUMBER));
        const issues = status > 0 ? JSON.parse(wasm.outcome()) : [];
        if (wasm.memory.buffer.byteLength > settled + MOST_LEFT) {
          live = undefined;
          leftMuch = true;
        }
        if (status >= 0) return issues;
        throw new Error('the wasm module is in use');
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
