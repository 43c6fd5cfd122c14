// Answers each line of the standard input, `[source, flags, texts]`, by a line: `!` if the source is an error with the `u`
// flag, else a digit for each text; and the same without the flag, which is not asked if it is right with it.
import { createInterface } from 'node:readline';

function answers(source, flags, texts) {
  try {
    new RegExp(source, flags);
    // V8's own search also begins in the middle of surrogate pairs (`/\B/u` in 'a😀a'), which ECMA-262 does not.
    const expression = new RegExp(`^[^]*?(?:${source})`, flags);
    return texts.map(text => Number(expression.test(text))).join('');
  } catch {
    return '!';
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const [source, flags, texts] = JSON.parse(line);
  const withUnicode = answers(source, `${flags}u`, texts);
  process.stdout.write(`${withUnicode} ${withUnicode === '!' ? answers(source, flags, texts) : '-'}\n`);
}
