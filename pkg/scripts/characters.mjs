// Looks for characters of the wasm's texts (characters.json) with which the default entry is smaller: changes them at
// random, and keeps what is no larger; Ctrl-C ends it as well as the time does. After a change of the module, minutes of
// it are worth 50 to 200 bytes. Usage, after a build: npm run characters -w pkg [-- SECONDS]

import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { brotli, bundle, DEFAULT_ENTRY } from './bundle.mjs';
import { textModule } from './wasm_text.mjs';

const file = new URL('characters.json', import.meta.url);
const wasm = readFileSync(new URL('../dist/event_wizard_validator.wasm', import.meta.url));
const end = Date.now() + Number(process.argv[2] ?? 300) * 1000;

/** Printable ASCII but what string literals need an escape for. */
const PRINTABLE = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).filter(
  (char) => char !== '"' && char !== '\\',
);
const random = (count) => Math.floor(Math.random() * count);

const MOVES = [
  // Two symbols exchange their characters.
  (chars) => {
    const [a, b] = [random(chars.length), random(chars.length)];
    [chars[a], chars[b]] = [chars[b], chars[a]];
  },
  // Two characters exchange their symbols.
  (chars) => {
    const [a, b] = [chars[random(chars.length)], PRINTABLE[random(PRINTABLE.length)]];
    chars.forEach((char, symbol) => {
      if (char === a || char === b) chars[symbol] = char === a ? b : a;
    });
  },
  // Some symbols take the character of the one beside them: long runs are what the table itself is small by.
  (chars) => {
    const [first, count] = [1 + random(chars.length - 1), 1 + random(4)];
    chars.fill(chars[first - 1], first, first + count);
  },
];

/** Bytes of the default entry with those characters; undefined if too many symbols share one. */
async function size(characters) {
  let contents;
  try {
    contents = textModule(wasm, characters).text;
  } catch {
    return undefined;
  }
  const texts = {
    name: 'texts',
    setup: ({ onLoad }) => onLoad({ filter: /[\\/]wasm_text\.js$/ }, () => ({ contents, loader: 'js' })),
  };
  return brotli(await bundle(DEFAULT_ENTRY, [texts]));
}

let best = JSON.parse(readFileSync(file, 'utf8'));
let least = await size(best);
console.log(`${least} bytes`);
while (Date.now() < end) {
  const name = Object.keys(best)[random(3)];
  const chars = [...best[name]];
  MOVES[random(MOVES.length)](chars);
  const tried = { ...best, [name]: chars.join('') };
  const bytes = await size(tried);
  if (bytes > least || bytes === undefined) continue;
  if (bytes < least) {
    console.log(`${bytes} bytes`);
    writeFileSync(file, `${JSON.stringify(tried, null, 2)}\n`);
  }
  [best, least] = [tried, bytes];
}
