// Answers each line of the standard input, `[source, flags, texts]`, by a line: for every reading of the source (with the
// `u` flag and without) `!` if it is an error, else a digit for each text.
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
  process.stdout.write(`${answers(source, `${flags}u`, texts)} ${answers(source, flags, texts)}\n`);
}
