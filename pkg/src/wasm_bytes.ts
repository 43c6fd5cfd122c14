// The module's bytes from the texts that they are inlined as (scripts/wasm_text.mjs writes them and says why).

import {
  code,
  codeChars,
  constants,
  functions,
  head,
  jumps,
  locals,
  numberChars,
  offsets,
  rest,
  restChars,
  size,
} from './wasm_text.js';

/** Gives a text's symbols, one a call. A character is a symbol, or begins the pairs of several. */
function reader(chars: string, text: string): () => number {
  // How many symbols each character has, and which, with room for 64. Typed arrays are quick before they are compiled,
  // too: this runs once.
  const counts = new Uint8Array(128);
  const symbols = new Int16Array(128 * 64);
  for (let symbol = 0; symbol < chars.length; symbol++) {
    const char = chars.charCodeAt(symbol);
    symbols[char * 64 + (counts[char] as number)++] = symbol;
  }
  let at = 0;
  return () => {
    const char = text.charCodeAt(at++);
    return symbols[char * 64 + ((counts[char] as number) > 1 ? text.charCodeAt(at++) - 35 : 0)] as number;
  };
}

/** The .wasm file's bytes. */
export function wasmBytes(): Uint8Array<ArrayBuffer> {
  const instruction = reader(codeChars, code);
  const jump = reader(numberChars, jumps);
  const local = reader(numberChars, locals);
  const offset = reader(numberChars, offsets);
  const constant = reader(numberChars, constants);
  const other = reader(restChars, rest);
  const bytes = new Uint8Array(size);
  let at = 0;
  while (at < head) bytes[at++] = other();
  for (let f = 0; f < functions; f++) {
    const start = at;
    for (;;) {
      const symbol = instruction();
      if (symbol < 256) bytes[at++] = symbol;
      else {
        // The function's end, a block without a value, or an opcode with numbers of another text: a table of branches has
        // many; of a memory access, behind its alignment.
        const opcode = symbol - 256;
        bytes[at++] = opcode;
        if (opcode === 0x0b) break;
        if (opcode < 5) {
          bytes[at++] = 0x40;
          continue;
        }
        if (opcode > 0x24 && opcode < 0x3f) bytes[at++] = 0;
        const number = opcode < 0x20 ? jump : opcode < 0x25 ? local : opcode < 0x3f ? offset : constant;
        let numbers = 1;
        if (opcode === 0x0e) {
          bytes[at] = number();
          numbers += bytes[at++] as number;
        }
        for (; numbers > 0; numbers--) {
          do bytes[at] = number();
          while ((bytes[at++] as number) > 127);
        }
      }
    }
    // The length stands before the function.
    const body = bytes.slice(start, at);
    let { length } = body;
    for (at = start; length > 127; length >>= 7) bytes[at++] = length | 128;
    bytes[at++] = length;
    bytes.set(body, at);
    at += body.length;
  }
  while (at < size) bytes[at++] = other();
  return bytes;
}
