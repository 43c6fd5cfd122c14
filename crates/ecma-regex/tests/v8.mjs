// Answers each line of standard input, `[source, flags, texts]`, with a line: `!` if the source is an error with the
// `u` flag, otherwise a digit for each text; and then the same without the flag, which is tried only if the source is
// an error with it. `?` means that V8, which takes exponential time for some patterns, did not answer in time.
import { createInterface } from 'node:readline';
import { createContext, Script } from 'node:vm';

const context = createContext({});
// V8's own search also starts in the middle of surrogate pairs (`/\B/u` in 'a😀a'); ECMA-262 does not.
const search = new Script(`
  new RegExp(source, flags);
  texts.map(text => Number(new RegExp('^[^]*?(?:' + source + ')', flags).test(text))).join('');
`);

function answers(source, flags, texts) {
  Object.assign(context, { source, flags, texts });
  try {
    return search.runInContext(context, { timeout: 200 });
  } catch (error) {
    return error.name === 'SyntaxError' ? '!' : '?';
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const [source, flags, texts] = JSON.parse(line);
  const withUnicode = answers(source, `${flags}u`, texts);
  process.stdout.write(`${withUnicode} ${withUnicode === '!' ? answers(source, flags, texts) : '-'}\n`);
}
