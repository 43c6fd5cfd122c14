// The wasm module of `/prefix` as seen from JavaScript: texts that are written into it piece by piece. Knows nothing of
// messages.

import { createGlue } from '../generated/prefix_glue.js';
import type { PathSegment, RawIssue } from '../issue/issue.js';
import type { Instances } from '../wasm/glue.js';
import { type Bound, binding } from '../wasm/instance.js';
import { createModule, type Module } from '../wasm/module.js';
import { startAtOnce } from '../wasm/webassembly.js';

/** The exports of `crates/prefix/src/lib.rs`. */
export type PrefixExports = Bound<ReturnType<typeof createGlue>>;

/** What is known after a piece; `issues` and `truncated` are there if they may have changed. */
export interface Known {
  /** The path of the value that is being written; null if the text has ended, or is no JSON. */
  readonly open: readonly PathSegment[] | null;
  readonly complete: boolean;
  readonly issues?: readonly RawIssue[];
  readonly truncated?: boolean;
}

/** How a text that has not ended could end as JSON. */
interface Ending {
  /** How many bytes of UTF-8 are taken away from its end. */
  readonly dropped: number;
  readonly closing: string;
}

/** Begins the text that is called `id`. */
export type Begin = (module: Module<PrefixExports>, id: number) => void;

/** A text that is written piece by piece. */
export interface Writing {
  /**
   * Appends a piece, and returns what is known now. After it has thrown, the next call says what is known of the whole
   * text, the piece included.
   */
  push(piece: string): Known;
  /** All pieces. */
  text(): string;
}

/** The module of `/prefix`. */
export interface PrefixModule {
  /**
   * A text of which nothing has been written yet; `most` is the maximum number of issues. One that is written `once`, in
   * one piece, does not make the module forget others.
   */
  write(begin: Begin, most: number, once?: boolean): Writing;
  /** The text, ended so that it is JSON; undefined if it cannot be, or if it has no value yet. */
  ended(text: string): string | undefined;
}

/** A module that is compiled and instantiated by the first call, and instantiated again after a trap or much data. */
export function createPrefixModule(load: () => WebAssembly.Module): PrefixModule {
  let compiled: WebAssembly.Module | undefined;
  const instances: Instances<PrefixExports> = {
    next: () =>
      startAtOnce(() => {
        compiled ??= load();
        const { imports, bind } = binding(createGlue, compiled);
        return bind(new WebAssembly.Instance(compiled, imports));
      }, 'use it in a worker'),
    ready: () => true,
  };
  const module = createModule(instances);
  // No two texts have the same name, not even in different instances: one that is unknown there is written anew.
  let names = 0;

  return {
    write(begin, most, once = false) {
      let id: number | undefined;
      let text = '';
      // The first half of a surrogate pair, whose other half is in the next piece.
      let half = '';
      const append = (name: number, piece: string): Known | undefined =>
        module<Known>((wasm, bytes, limit) => wasm.push(name, bytes, limit), most, piece);
      return {
        push(piece) {
          const whole = withoutHalf(piece);
          const next = half + whole;
          if (piece !== '') half = piece.slice(whole.length);
          // Whatever is thrown below, the text is complete.
          text += piece;
          let known = id === undefined ? undefined : append(id, next);
          if (known === undefined) {
            // The module has forgotten the text: many others were written, or the instance is a fresh one.
            names += once ? 0 : 1;
            id = once ? 0 : names;
            begin(module, id);
            known = append(id, half === '' ? text : text.slice(0, -1)) as Known;
          }
          return known;
        },
        text: () => text,
      };
    },
    ended(text) {
      const whole = withoutHalf(text);
      const found = module<Ending>((wasm, bytes) => wasm.ending(bytes), 0, whole);
      if (found === undefined) return undefined;
      const ended = whole.slice(0, whole.length - units(whole, found.dropped)) + found.closing;
      return ended === '' ? undefined : ended;
    },
  };
}

/** The text without the first half of a surrogate pair at its end. */
function withoutHalf(text: string): string {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? text.slice(0, -1) : text;
}

/** How many UTF-16 units at the end of the text have so many bytes of UTF-8. */
function units(text: string, bytes: number): number {
  let at = text.length;
  for (let left = bytes; left > 0; ) {
    at -= 1;
    const unit = text.charCodeAt(at);
    // The second half of a pair counts with the first one; a half alone is written as U+FFFD.
    const isPair = unit >= 0xdc00 && unit <= 0xdfff && at > 0 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
    if (isPair) at -= 1;
    left -= isPair ? 4 : unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
  }
  return text.length - at;
}
