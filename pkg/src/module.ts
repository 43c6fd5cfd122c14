// The wasm module as seen from JavaScript: its instance, and texts written into its memory. Knows
// nothing of rows, stages or issues.

import { Answer } from './generated/wasm_glue.js';
import type { Exports, Instances } from './glue.js';
import type { RawIssue } from './issue.js';
import { collectable, MOST_LEFT } from './memory.js';
import { encodeInto } from './utf8.js';

/** Bytes that are asked for at least, so that most texts fit without asking again. */
const ROOM = 65_536;
/** UTF-16 units up to which room is made for the worst case, three bytes a unit. */
const SMALL = 1_048_576;
/** Bytes of text up to which it is judged: 1 GiB, which is the most that a PostgreSQL value has. */
const MOST_TEXT = 2 ** 30;
/** As a number of issues: as many as there are. */
const ANY_NUMBER = 2 ** 32 - 1;

const NO_ROOM = /* @__PURE__ */ new Uint8Array(0);

/** What a call found, as `src/wasm.rs` tells it. */
export interface Found {
  readonly issues: readonly RawIssue[];
  readonly truncated: boolean;
}

/** A call of `src/wasm.rs` on texts of that many bytes; `most` is how many issues are asked for. */
export type Question = (wasm: Exports, bytes: number, most: number, currentBytes: number) => Answer;

/** Asks about a text, and perhaps about the stored row. Gives what was found, or undefined if there is nothing to say. */
export type Module = <Outcome extends Found>(
  ask: Question,
  most: number,
  text: string,
  current?: string,
) => Outcome | undefined;

/** Thrown where a text, or what its judgement needs, does not fit into the module's memory. */
export class TooLarge extends RangeError {}

/** A module of which the first call takes an instance, and a later one another after a trap or a very large text. */
export function createModule(instances: Instances): Module {
  let live: Exports | undefined;
  // The instance before had grown large.
  let leftMuch = false;
  // The module's buffer. It is detached (length 0) when the module's memory grows.
  let buffer = NO_ROOM;

  function start(): Exports {
    if (leftMuch) collectable();
    leftMuch = false;
    live = instances.next();
    return live;
  }

  /** Lets the instance go, and with it its memory, which never shrinks. */
  function release(): void {
    leftMuch = isLarge(live);
    live = undefined;
    buffer = NO_ROOM;
  }

  function reserve(wasm: Exports, bytes: number): void {
    const room = Math.max(bytes, ROOM);
    const start = room <= MOST_TEXT ? wasm.input(room) : 0;
    if (start === 0) throw new TooLarge(`no memory for a text of ${bytes} bytes`);
    buffer = new Uint8Array(wasm.memory.buffer, start, room);
  }

  /** Writes the text behind `offset` and gives the offset after it. */
  function write(wasm: Exports, text: string, offset: number): number {
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

  function outcome<Outcome extends Found>(wasm: Exports, answer: Answer): Outcome | undefined {
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
      // Whatever is thrown from inside, the instance may be halfway through something.
      release();
      // Nothing traps in a module that has memory left.
      if (isLarge(wasm) && error instanceof WebAssembly.RuntimeError)
        throw new TooLarge('the memory of the wasm module ended', { cause: error });
      throw error;
    } finally {
      // The buffer is of another size where it has been made anew or is detached: only then can the memory have grown.
      if (buffer.length !== ROOM && isLarge(live) && instances.ready()) release();
    }
  };
}

function isLarge(wasm: Exports | undefined): boolean {
  return wasm !== undefined && wasm.memory.buffer.byteLength > MOST_LEFT;
}
