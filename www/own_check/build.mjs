// Builds the compiler for the demo page, as WebAssembly: node www/own_check/build.mjs. A page that is built without it says
// so; everything else works.

import { existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { enabled, remapped, root, run, TARGET, target, tool } from '../../pkg/scripts/module.mjs';

const made = path.join(root, 'www/src/tabs/break_it/made');
// As the package's other modules are built, so that dependencies are compiled once for all.
const options = ['--release', '--lib', '--crate-type', 'cdylib', '--target', TARGET];
const small = ['--config', 'profile.release.opt-level="z"'];
run('cargo', 'rustc', '--quiet', '--locked', ...remapped(), ...small, '-p', 'own-check', ...options);
mkdirSync(made, { recursive: true });
const compiled = path.join(target, TARGET, 'release/own_check.wasm');
const out = path.join(made, 'own_check.wasm');
// Cargo leaves a file alone that is as it should be.
if (!existsSync(out) || statSync(out).mtimeMs < statSync(compiled).mtimeMs) {
  const flags = [...enabled, '--strip-debug', '--strip-producers', '--strip-target-features'];
  run(tool('wasm-opt'), '-Oz', ...flags, compiled, '-o', out);
}
