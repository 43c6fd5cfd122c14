// Usage: node tests/own_build/run.mjs [--full]
// Does what docs/your-own-build.md says, with the page's own commands and files, in a fresh clone. Without --full it stops
// before what builds, publishes or installs a package. Knows how the page marks its blocks:
//   into FILE #/pointer   the block's members are added to that object of a JSON file
//   write FILE            the block is the file
//   run, run-full         the block is a script for the shell
//   prints, prints-full   each line of the block is a line of what the script before it printed
// The last line is "N passed, N failed".

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const full = process.argv.includes('--full');
const page = readFileSync(path.join(root, 'docs/your-own-build.md'), 'utf8');
mkdirSync(path.join(root, 'artifacts'), { recursive: true });
const clone = mkdtempSync(path.join(root, 'artifacts/own-build-'));

/** The page's marked blocks, in order. */
const blocks = [...page.matchAll(/^<!-- own-build: (\S+) ?(.*?) -->\n```\w*\n([\s\S]*?)^```$/gm)].map(
  ([, what, where, text]) => ({ what, where, text }),
);
let passed = 0;
let failed = 0;
let printed = '';

function run(script) {
  const env = { ...process.env, CARGO_TARGET_DIR: process.env.CARGO_TARGET_DIR ?? path.join(root, 'target') };
  const done = spawnSync('bash', ['-euo', 'pipefail', '-c', script], { cwd: clone, env, encoding: 'utf8' });
  printed = done.stdout + done.stderr;
  if (done.status !== 0) throw new Error(`exit status ${done.status}\n${printed.slice(-3000)}`);
}

function write(file, text) {
  const to = path.join(clone, file);
  mkdirSync(path.dirname(to), { recursive: true });
  writeFileSync(to, text);
}

function into(file, pointer, text) {
  const document = JSON.parse(readFileSync(path.join(clone, file), 'utf8'));
  const object = pointer
    .slice(2)
    .split('/')
    .reduce((inner, key) => inner[key], document);
  Object.assign(object, JSON.parse(text));
  write(file, `${JSON.stringify(document, null, 2)}\n`);
}

function prints(text) {
  const lines = printed.split('\n');
  const missing = text.split('\n').filter((line) => !lines.includes(line));
  if (missing.length > 0) throw new Error(`it does not print\n${missing.join('\n')}\nbut\n${printed.slice(-3000)}`);
}

function follow({ what, where, text }) {
  const [file, pointer] = where.split(' ');
  switch (what.replace('-full', '')) {
    case 'into':
      return into(file, pointer, text);
    case 'write':
      return write(file, text);
    case 'run':
      return run(text);
    case 'prints':
      return prints(text);
    default:
      throw new Error(`nobody knows how to ${what}`);
  }
}

try {
  execFileSync('git', ['clone', '--quiet', '--local', root, clone]);
  // What `make` would install.
  for (const tools of ['node_modules', '.tools']) symlinkSync(path.join(root, tools), path.join(clone, tools));
  if (blocks.length < 10) throw new Error(`only ${blocks.length} blocks are marked`);
  for (const block of blocks.filter(({ what }) => full || !what.endsWith('-full'))) {
    const name = `${block.what} ${block.where || block.text.trim().split('\n')[0]}`;
    try {
      follow(block);
      passed += 1;
      console.log(`ok ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED ${name}: ${error.message}`);
      // What follows builds on it.
      break;
    }
  }
} finally {
  rmSync(clone, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
