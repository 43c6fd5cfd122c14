// The module's bytes from the text that they are inlined as (scripts/wasm_text.mjs writes it and says why).

import { alphabet, classes, escapes, size, text } from './wasm_text.js';

/** The .wasm file's bytes. */
export function wasmBytes(): Uint8Array<ArrayBuffer> {
  const digits = new Uint8Array(128);
  for (let i = 0; i < alphabet.length; i++) digits[alphabet.charCodeAt(i)] = i;
  const often: number[] = [];
  const seldom: number[] = [];
  for (let byte = 0; byte < 256; byte++) {
    const single = (Number.parseInt(classes.charAt(byte >> 2), 16) >> (3 - (byte & 3))) & 1;
    (single ? often : seldom).push(byte);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = digits[text.charCodeAt(i)] as number;
    bytes[at++] = (
      digit < escapes
        ? seldom[digit * alphabet.length + (digits[text.charCodeAt(++i)] as number)]
        : often[digit - escapes]
    ) as number;
  }
  return bytes;
}
