// The .wasm file as ASCII text that compresses better than the file: ASCII, because bundlers write other characters as
// escapes; better, because compressors see what belongs together. Where branches go, the numbers of local variables, the
// offsets of memory accesses and constants are texts of their own beside the instructions, where an opcode has another
// character than a number of the same byte. All else of the file, data above all, is a sixth text, where letters stand for
// themselves and so repeat what the package's JavaScript says. src/wasm_bytes.ts reads them back.

import { readFileSync } from 'node:fs';

/**
 * Of the instructions, of the numbers beside them and of the rest: by symbol, the character that it is written as. Where
 * several symbols have the same, a second character tells them apart, from SECOND on. Any distribution would do: these
 * were found by scripts/characters.mjs.
 */
const CHARACTERS = JSON.parse(readFileSync(new URL('characters.json', import.meta.url), 'utf8'));
const SECOND = 35;
/** Most symbols that share a first character: `\`, which string literals need an escape for, is not reached. The reader has room for 64. */
const MOST = 57;

/** Symbols of the instructions besides bytes: the opcodes whose number is in another text, and the `end` of a function. */
const OPCODES = 256;
const LAST_END = OPCODES + 0x0b;
/** What most blocks give: nothing. */
const NO_VALUE = 0x40;

/** How many LEB128 numbers follow an opcode (a prefix and its number), and how many bytes after them. */
function immediates(opcode, number) {
  const is = (...ranges) => ranges.some(([first, last = first]) => opcode >= first && opcode <= last);
  const isNumber = (...ranges) => ranges.some(([first, last = first]) => number >= first && number <= last);
  if (opcode === 0xfc) return [isNumber([0, 7]) ? 0 : isNumber([8], [10], [12], [14]) ? 2 : 1, 0];
  if (opcode === 0xfd) {
    if (isNumber([0, 11], [92, 93])) return [2, 0];
    if (isNumber([84, 91])) return [2, 1];
    return [0, isNumber([12, 13]) ? 16 : isNumber([21, 34]) ? 1 : 0];
  }
  if (is([0x00, 0x01], [0x05], [0x0b], [0x0f], [0x1a, 0x1b], [0x45, 0xc4], [0xd1])) return [0, 0];
  if (is([0x02, 0x04], [0x0c, 0x0d], [0x10], [0x20, 0x26], [0x3f, 0x42], [0xd0], [0xd2])) return [1, 0];
  if (is([0x11], [0x1c], [0x28, 0x3e])) return [2, 0];
  if (is([0x43, 0x44])) return [0, opcode === 0x43 ? 4 : 8];
  throw new Error(`pkg/scripts/wasm_text.mjs does not know the opcode 0x${opcode.toString(16)}`);
}

/** The symbols of the six texts. Clears the alignments of memory accesses, in `wasm` too: they are hints, which nobody heeds. */
function symbols(wasm) {
  const code = [];
  const jumps = [];
  const locals = [];
  const offsets = [];
  const constants = [];
  let at = 8;
  /** Where an opcode's number goes that is not among the instructions. */
  function apart(opcode) {
    if (opcode === 0x0c || opcode === 0x0d) return jumps;
    if (opcode >= 0x20 && opcode <= 0x22) return locals;
    if (opcode === 0x41 || opcode === 0x42) return constants;
    return opcode >= 0x28 && opcode <= 0x3e ? offsets : undefined;
  }
  /** A LEB128 number, which is written to a text as it stands. */
  function number(to) {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = wasm[at++];
      to?.push(byte);
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  }
  function bytes(count) {
    for (let i = 0; i < count; i++) code.push(wasm[at++]);
  }
  for (let section = wasm[at++], length = number(); section !== 10; section = wasm[at++], length = number())
    at += length;
  const functions = number();
  const head = at;
  for (let f = 0; f < functions; f++) {
    const length = number();
    const end = at + length;
    for (let groups = number(code); groups > 0; groups--) {
      number(code);
      bytes(1);
    }
    while (at < end) {
      const opcode = wasm[at++];
      if (at === end) code.push(LAST_END);
      else if (apart(opcode) !== undefined) {
        code.push(opcode + OPCODES);
        if (apart(opcode) === offsets) wasm[at++] = 0;
        number(apart(opcode));
      } else if (opcode >= 0x02 && opcode <= 0x04 && wasm[at] === NO_VALUE) {
        code.push(opcode + OPCODES);
        at += 1;
      } else if (opcode === 0x0e) {
        // A table of branches. Its length is one symbol where it is read back.
        const short = wasm[at] < 128;
        code.push(short ? opcode + OPCODES : opcode);
        const to = short ? jumps : code;
        for (let labels = number(to) + 1; labels > 0; labels--) number(to);
      } else {
        code.push(opcode);
        const [numbers, rest] = immediates(opcode, opcode >= 0xfc ? number(code) : undefined);
        if (opcode === 0xfd && numbers === 2) wasm[at] = 0;
        for (let i = 0; i < numbers; i++) number(code);
        bytes(rest);
      }
    }
  }
  const rest = [...wasm.subarray(0, head), ...wasm.subarray(at)];
  return { head, functions, code, jumps, locals, offsets, constants, rest };
}

/** Symbols as text. */
function written(chars, list) {
  const begun = {};
  const codes = [...chars].map((char) => {
    begun[char] = (begun[char] ?? 0) + 1;
    if (begun[char] > MOST) throw new Error(`too many codes begin with ${char}`);
    return begun[char] - 1;
  });
  return list
    .map((symbol) => {
      const char = chars[symbol];
      return begun[char] === 1 ? char : char + String.fromCharCode(SECOND + codes[symbol]);
    })
    .join('');
}

/** The text of `wasm_text.js`, and the .wasm file that is read back from it: without alignments. */
export function textModule(file, characters = CHARACTERS) {
  const wasm = Uint8Array.from(file);
  const { head, functions, code, jumps, locals, offsets, constants, rest } = symbols(wasm);
  const text = `// Made by scripts/build.mjs from the .wasm file; scripts/wasm_text.mjs says how.
export const size = ${wasm.length};
export const head = ${head};
export const functions = ${functions};
export const codeChars = "${characters.code}";
export const numberChars = "${characters.numbers}";
export const restChars = "${characters.rest}";
export const jumps = "${written(characters.numbers, jumps)}";
export const offsets = "${written(characters.numbers, offsets)}";
export const rest = "${written(characters.rest, rest)}";
export const constants = "${written(characters.numbers, constants)}";
export const locals = "${written(characters.numbers, locals)}";
export const code = "${written(characters.code, code)}";
`;
  return { text, wasm };
}
