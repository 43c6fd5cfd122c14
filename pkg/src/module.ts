// The wasm module as seen from JavaScript: its instance, and texts written into its memory. Knows
// nothing of rows, stages or issues.

import { type Exports, instantiate } from './glue.js';
import { startAtOnce } from './webassembly.js';

/** Bytes that are asked for at least, so that most texts fit without asking again. */
const ROOM = 65_536;
/** UTF-16 units up to which room is made for the worst case, three bytes a unit. */
const SMALL = 1_048_576;

const encoder = /* @__PURE__ */ new TextEncoder();
const decoder = /* @__PURE__ */ new TextDecoder();
const NO_ROOM = /* @__PURE__ */ new Uint8Array(0);

/** The calls of `src/wasm.rs`. */
export const STAGE = 0;
export const ROW = 1;
export const TRANSITION = 2;
export const COMPLETION = 3;

/**
 * Calls on a text: of STAGE with the stage and whether it is complete, of ROW with the table, the flags and perhaps the
 * stored row. Gives the outcome, or undefined if all is well.
 */
export type Module = (call: number, first: number, second: number, text: string, current?: string) => unknown;

/** A module that is compiled and instantiated by the first call, and again after a trap. */
export function createModule(compile: () => WebAssembly.Module): Module {
  let compiled: WebAssembly.Module | undefined;
  let live: Exports | undefined;
  // The module's buffer. It is detached (length 0) when the module's memory grows.
  let buffer = NO_ROOM;

  function start(): Exports {
    buffer = NO_ROOM;
    live = startAtOnce(() => {
      compiled ??= compile();
      return instantiate(compiled);
    }, "import from 'event-wizard-validator/web' and `await init()` once, or validate in a worker");
    return live;
  }

  function reserve(wasm: Exports, bytes: number): void {
    const room = Math.max(bytes, ROOM);
    // A wasm32 address is 32 bits; an i32 result above 2^31 comes back negative.
    const start = room < 2 ** 31 ? wasm.input(room) >>> 0 : 0;
    if (start === 0) throw new RangeError(`no memory for a text of ${bytes} bytes`);
    buffer = new Uint8Array(wasm.memory.buffer, start, room);
  }

  /** Writes the text behind `offset` and gives the offset after it. */
  function write(wasm: Exports, text: string, offset: number): number {
    const most = offset + (text.length <= SMALL ? text.length * 3 : text.length);
    if (most >= buffer.length) reserve(wasm, most + 1);
    let { read, written } = encoder.encodeInto(text, offset === 0 ? buffer : buffer.subarray(offset));
    while (read < text.length) {
      const rest = text.slice(read);
      reserve(wasm, offset + written + rest.length * 3);
      const more = encoder.encodeInto(rest, buffer.subarray(offset + written));
      read += more.read;
      written += more.written;
    }
    return offset + written;
  }

  function outcome(wasm: Exports, status: number): unknown {
    if (status === 0) return undefined;
    if (status > 0) {
      const text = new Uint8Array(wasm.memory.buffer, wasm.outcome() >>> 0, status);
      return JSON.parse(decoder.decode(text));
    }
    if (status === -1) throw new TypeError('`current` must be the stored row, an object');
    throw new RangeError('the text is too large for the memory of the wasm module');
  }

  return (call, first, second, text, current) => {
    try {
      const wasm = live ?? start();
      const end = write(wasm, text, 0);
      const more = current === undefined ? 0 : write(wasm, current, end) - end;
      return outcome(wasm, wasm.judge(call, first, second, end, more));
    } catch (error) {
      // Whatever is thrown from inside, the instance may be halfway through something: let it go.
      live = undefined;
      throw error;
    }
  };
}
