// Usage: node fuzz/wording.mjs [seconds (60)] [seed]   Makes messages for hostile issues in all languages until the
// time is up. A finding is printed with the seed that reproduces it, and makes the exit status 1. The package must be
// built.

import process from 'node:process';
import { codes, generator, judgeOne, locales, wordOne } from '../pkg/test/wording.js';

/** The number of messages for each seed. */
const ROUND = 500;

const [seconds = '60', first] = process.argv.slice(2);
const end = Date.now() + Number(seconds) * 1000;
const started = first === undefined ? Date.now() % 2 ** 32 : Number(first);
let longest = 0;
let messages = 0;
for (let seed = started; Date.now() < end; seed++) {
  const random = generator(seed);
  for (let count = 0; count < ROUND; count++) {
    const locale = random.pick(locales);
    const { message, wrong } = random.chance(0.9)
      ? wordOne(random, locale, random.chance(0.9) ? random.pick(codes) : undefined)
      : { wrong: judgeOne(random, locale) };
    messages++;
    longest = Math.max(longest, message?.length ?? 0);
    if (wrong === undefined) continue;
    console.error(`wording: seed ${seed}: ${wrong}`);
    console.log('0 passed, 1 failed');
    process.exit(1);
  }
}
console.log(`wording: ${messages} messages from seed ${started} on, the longest of ${longest} code units, no findings`);
console.log('1 passed, 0 failed');
