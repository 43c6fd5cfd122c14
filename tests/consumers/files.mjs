// Compares the tarball's files (standard input, one on each line) with files.txt, whose lines are names in which *
// stands for any name within one folder: what is packed must be listed, and what is listed must be packed.

import { readFileSync } from 'node:fs';
import process from 'node:process';
import { text } from 'node:stream/consumers';

const lines = (list) => list.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
// Not readFileSync(0), which fails with EAGAIN on a pipe that is still empty.
const packed = lines(await text(process.stdin));
const listed = lines(readFileSync(new URL('files.txt', import.meta.url), 'utf8')).map((line) => {
  const pattern = line.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return { line, matches: new RegExp(`^${pattern.join('[^/]*')}$`) };
});
const extra = packed.filter((file) => !listed.some(({ matches }) => matches.test(file)));
const missing = listed.filter(({ matches }) => !packed.some((file) => matches.test(file))).map(({ line }) => line);
for (const file of extra) console.error(`packed, but not in tests/consumers/files.txt: ${file}`);
for (const line of missing) console.error(`in tests/consumers/files.txt, but not packed: ${line}`);
process.exit(extra.length + missing.length > 0 ? 1 : 0);
