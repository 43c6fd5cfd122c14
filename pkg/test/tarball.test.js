// What the tarball contains besides the code: the licences of everything linked in, and nothing about the machine that
// built it.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { test } from 'node:test';

const packed = path.dirname(createRequire(import.meta.url).resolve('event-wizard-validator/package.json'));
const root = process.env.ROOT;
const run = (command, ...args) => execFileSync(command, args, { cwd: root, encoding: 'utf8' }).trim();

test('no file contains a path of the machine that built it', () => {
  const cargo = process.env.CARGO_HOME ?? path.join(homedir(), '.cargo');
  const sources = path.join(cargo, 'registry/src');
  const places = [root, realpathSync(root), homedir(), cargo, tmpdir(), run('rustc', '--print', 'sysroot')];
  if (process.env.CARGO_TARGET_DIR) places.push(process.env.CARGO_TARGET_DIR);
  // The folder of a registry is named after its address.
  const names = existsSync(sources) ? readdirSync(sources) : [];
  const searched = [...places.map((place) => `${place}/`), ...names, '/home/', '.cargo/', '.rustup/'];
  for (const name of readdirSync(packed, { recursive: true })) {
    const file = path.join(packed, name);
    if (!statSync(file).isFile()) continue;
    const text = readFileSync(file, 'latin1');
    for (const each of searched) {
      const at = text.indexOf(each);
      assert.equal(at, -1, `${name} has ${JSON.stringify(text.slice(at, at + 120))}`);
    }
  }
});

test('the licence of everything linked in is included', () => {
  const notices = readFileSync(path.join(packed, 'THIRD-PARTY-NOTICES'), 'utf8');
  assert.match(notices, /^Rust's standard library, /m);
  for (const name of ['LICENSE-MIT', 'LICENSE-APACHE']) assert.ok(readFileSync(path.join(packed, name)).length > 1000);
  for (const [crate, file] of [
    ['event-wizard-validator', 'event_wizard_validator.wasm'],
    ['event-wizard-dynamic', 'event_wizard_dynamic.wasm'],
    ['event-wizard-prefix', 'event_wizard_prefix.wasm'],
  ]) {
    const tree = ['tree', '--locked', '-p', crate, '--target', 'wasm32-unknown-unknown', '-e', 'normal,no-proc-macro'];
    const lines = run('cargo', ...tree, '--prefix', 'none', '--no-dedupe', '--format', '{p}').split('\n');
    // The workspace's own crates are listed with their folder.
    const others = [...new Set(lines)].filter((line) => !line.includes(`(${root}`));
    assert.ok(others.length > 1);
    for (const line of others) {
      const [, name, version] = /^(\S+) v(\S+)/.exec(line);
      const told = notices.split('\n').find((each) => each.startsWith(`${name} ${version} (`));
      assert.ok(told?.includes(file), `${line} is in ${file}, and not in THIRD-PARTY-NOTICES: ${told}`);
    }
  }
  // A line, an empty line, and the text.
  for (const part of notices.split(`\n${'-'.repeat(80)}\n`).slice(1)) {
    assert.match(part, /^\n(.+ \(.+\), in .+\n)+\n[\s\S]{500,}/);
  }
});
