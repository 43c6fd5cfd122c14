// The .wasm file as ASCII text that compresses nearly as well as the file. Base64 tears bytes apart, and brotli
// then finds 39 % more to send; here a byte is one character, or two if it is seldom, so that repetitions stay
// repetitions (3 % more). ASCII, because bundlers write other characters as escapes.

/** Printable ASCII, less what string literals, templates or inline scripts would need escapes for. */
const ALPHABET = [...Array(95).keys()]
  .map((i) => String.fromCharCode(32 + i))
  .filter((char) => !'"\'\\`$<'.includes(char));
/** Leading characters of the alphabet that say "the next character too". */
const ESCAPES = 2;

/** The text of `wasm_text.js`; src/inlined.ts reads it back. */
export function textModule(bytes) {
  const counts = new Array(256).fill(0);
  for (const byte of bytes) counts[byte]++;
  const singles = ALPHABET.length - ESCAPES;
  if (256 - singles > ESCAPES * ALPHABET.length) throw new Error('the alphabet is too short for 256 bytes');
  const often = new Set([...counts.keys()].sort((a, b) => counts[b] - counts[a] || a - b).slice(0, singles));
  // In both classes the bytes keep their order, so that 64 hex digits tell which byte is which.
  const codes = [];
  let single = ESCAPES;
  let double = 0;
  for (let byte = 0; byte < 256; byte++) {
    if (often.has(byte)) codes.push(ALPHABET[single++]);
    else {
      codes.push(ALPHABET[Math.floor(double / ALPHABET.length)] + ALPHABET[double % ALPHABET.length]);
      double++;
    }
  }
  let classes = '';
  for (let byte = 0; byte < 256; byte += 4) {
    classes += [0, 1, 2, 3].reduce((digit, i) => digit * 2 + Number(often.has(byte + i)), 0).toString(16);
  }
  return `// Made by scripts/build.mjs from the .wasm file.
export const size = ${bytes.length};
export const escapes = ${ESCAPES};
export const alphabet = "${ALPHABET.join('')}";
export const classes = "${classes}";
export const text = "${[...bytes].map((byte) => codes[byte]).join('')}";
`;
}
