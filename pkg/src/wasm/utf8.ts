// Texts as UTF-8: by TextEncoder and TextDecoder or, if there are none, by a written-out version of the Encoding
// Standard's rules. jsdom, in which Jest runs the tests of React apps, has neither.

const BOM_KEPT = { ignoreBOM: true };

let encoder: TextEncoder | undefined;
let decoder: TextDecoder | undefined;

/** How many UTF-16 units have been read, and how many bytes written. */
export interface Progress {
  readonly read: number;
  readonly written: number;
}

/** Up to this many UTF-16 units, a loop is faster than the engine's encoder, which costs Chromium 400 ns to call. */
const SHORT = 100;

/** Writes as much of the text as fits, in whole characters; an unpaired surrogate becomes U+FFFD. */
export function encodeInto(text: string, target: Uint8Array): Progress {
  if (text.length <= SHORT || typeof TextEncoder === 'undefined') return writeInto(text, target);
  encoder ??= new TextEncoder();
  return encoder.encodeInto(text, target);
}

/** How many bytes the text has; an unpaired surrogate counts as the U+FFFD that it becomes. */
export function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** The text of bytes that are well-formed UTF-8. */
export function decode(bytes: Uint8Array): string {
  if (typeof TextDecoder === 'undefined') return read(bytes);
  decoder ??= new TextDecoder('utf-8', BOM_KEPT);
  return decoder.decode(bytes);
}

/** The part of `TextEncoder` that wasm-bindgen's glue needs; some environments lack it. */
class Utf8Encoder {
  encodeInto(text: string, target: Uint8Array): Progress {
    return encodeInto(text, target);
  }
}

/** The same for `TextDecoder`. */
class Utf8Decoder {
  decode(bytes?: Uint8Array): string {
    return bytes === undefined ? '' : decode(bytes);
  }
}

export { Utf8Decoder as TextDecoder, Utf8Encoder as TextEncoder };

function writeInto(text: string, target: Uint8Array): Progress {
  let read = asciiInto(text, 0, target, 0);
  let written = read;
  while (read < text.length) {
    let code = text.codePointAt(read) as number;
    const units = code > 0xffff ? 2 : 1;
    if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    const bytes = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (written + bytes > target.length) break;
    // The first byte begins with as many one bits as there are bytes, each further byte with 10.
    target[written] = ((0xf00 >> bytes) & 0xff) | (code >> (6 * (bytes - 1)));
    for (let each = 1; each < bytes; each++) {
      target[written + each] = 0x80 | ((code >> (6 * (bytes - 1 - each))) & 0x3f);
    }
    const ascii = asciiInto(text, read + units, target, written + bytes);
    read += units + ascii;
    written += bytes + ascii;
  }
  return { read, written };
}

/** Writes the ASCII characters that come first, as many as fit, and returns their number. */
function asciiInto(text: string, from: number, target: Uint8Array, offset: number): number {
  const most = Math.min(text.length - from, target.length - offset);
  let count = 0;
  while (count < most) {
    const code = text.charCodeAt(from + count);
    if (code >= 0x80) break;
    target[offset + count] = code;
    count += 1;
  }
  return count;
}

function read(bytes: Uint8Array): string {
  let text = '';
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at++] as number;
    const more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    let code = more === 0 ? first : first & (0x3f >> more);
    for (const end = at + more; at < end; at++) code = (code << 6) | ((bytes[at] as number) & 0x3f);
    text += String.fromCodePoint(code);
  }
  return text;
}
