// The wasm module as seen from JavaScript: its instance, and texts written into its memory. Knows nothing of rows,
// stages or issues.

import { Answer } from '../generated/wasm_glue.js';
import type { RawIssue } from '../issue/issue.js';
import type { Exports, Instances } from './glue.js';
import { collectable, MOST_LEFT } from './memory.js';
import { encodeInto } from './utf8.js';

/** The minimum size of the buffer in bytes, so that most texts fit without another request. */
const ROOM = 65_536;
/** Up to this many UTF-16 units, room is made for the worst case of three bytes for each unit. */
const SMALL = 1_048_576;
/** The largest text that is judged, in bytes: 1 GiB, the maximum size of a PostgreSQL value. */
const MOST_TEXT = 2 ** 30;
/** As a number of issues: without a limit. */
const ANY_NUMBER = 2 ** 32 - 1;

const NO_ROOM = /* @__PURE__ */ new Uint8Array(0);

/** What a call found, as `src/wasm.rs` reports it. */
export interface Found {
  readonly issues: readonly RawIssue[];
  readonly truncated: boolean;
}

/** What a module that is asked about texts exports besides its questions. */
export type Asked = Pick<Exports, 'input' | 'outcome' | 'memory'>;

/** A call of `src/wasm.rs` on texts with these numbers of bytes; `most` is the maximum number of issues. */
export type Question<Wasm = Exports> = (
  wasm: Wasm,
  bytes: number,
  most: number,
  currentBytes: number,
) => Answer | number;

/**
 * Asks about a text, and optionally about the stored row. Returns what was found, or undefined if there is nothing to
 * say.
 */
export type Module<Wasm = Exports> = <Outcome = Found>(
  ask: Question<Wasm>,
  most: number,
  text: string,
  current?: string,
) => Outcome | undefined;

/** Thrown if a text, or the memory needed to judge it, does not fit into the module's memory. */
export class TooLarge extends RangeError {}

/**
 * A module for which the first call takes an instance; a later call takes another one after a trap or a very large
 * text.
 */
export function createModule<Wasm extends Asked>(instances: Instances<Wasm>): Module<Wasm> {
  let live: Wasm | undefined;
  // Whether the previous instance had grown large.
  let leftMuch = false;
  // The module's buffer. Whenever the module's memory grows, it becomes detached (length 0).
  let buffer = NO_ROOM;
  // Since its memory was last looked at: where the buffer was made anew, or is detached.
  let mayHaveGrown = false;

  function start(): Wasm {
    if (leftMuch) collectable();
    leftMuch = false;
    live = instances.next();
    return live;
  }

  /** Drops the instance, and with it its memory, which never shrinks. */
  function release(): void {
    leftMuch = isLarge(live);
    live = undefined;
    buffer = NO_ROOM;
  }

  function reserve(wasm: Wasm, bytes: number): void {
    const room = Math.max(bytes, ROOM);
    const start = room <= MOST_TEXT ? wasm.input(room) : 0;
    if (start === 0) throw new TooLarge(`no memory for a text of ${bytes} bytes`);
    mayHaveGrown = true;
    buffer = new Uint8Array(wasm.memory.buffer, start, room);
  }

  /** Writes the text at `offset` and returns the offset after it. */
  function write(wasm: Wasm, text: string, offset: number): number {
    const most = offset + (text.length <= SMALL ? text.length * 3 : text.length);
    if (most >= buffer.length) reserve(wasm, most + 1);
    let { read, written } = encodeInto(text, offset === 0 ? buffer : buffer.subarray(offset));
    while (read < text.length) {
      const rest = text.slice(read);
      reserve(wasm, offset + written + rest.length * 3);
      const more = encodeInto(rest, buffer.subarray(offset + written));
      read += more.read;
      written += more.written;
    }
    return offset + written;
  }

  function outcome<Outcome>(wasm: Wasm, answer: Answer | number): Outcome | undefined {
    switch (answer) {
      case Answer.Clean:
        return undefined;
      case Answer.Told:
        return JSON.parse(wasm.outcome());
      case Answer.CurrentIsNoObject:
        throw new TypeError('`current` must be the stored row, an object');
      default:
        throw new TooLarge('the text is too large for the memory of the wasm module');
    }
  }

  return (ask, most, text, current) => {
    let wasm = live;
    try {
      wasm ??= start();
      const end = write(wasm, text, 0);
      const more = current === undefined ? 0 : write(wasm, current, end) - end;
      return outcome(wasm, ask(wasm, end, Math.min(most, ANY_NUMBER), more));
    } catch (error) {
      // Whatever was thrown, the instance may have been interrupted halfway.
      release();
      // A module that has memory left never traps.
      if (isLarge(wasm) && error instanceof WebAssembly.RuntimeError)
        throw new TooLarge('the memory of the wasm module ended', { cause: error });
      throw error;
    } finally {
      // Asking an instance for the size of its memory would cost every call 25 ns.
      mayHaveGrown ||= buffer.length === 0;
      if (mayHaveGrown) {
        mayHaveGrown = isLarge(live);
        if (mayHaveGrown && instances.ready()) release();
      }
    }
  };
}

function isLarge(wasm: Asked | undefined): boolean {
  return wasm !== undefined && wasm.memory.buffer.byteLength > MOST_LEFT;
}
