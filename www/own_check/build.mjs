// Builds the compiler for the demo page, as WebAssembly: node www/own_check/build.mjs. A page that is built without it says
// so; everything else works.

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { enabled, remapped, root, run, TARGET, target, tool } from '../../pkg/scripts/module.mjs';

const made = path.join(root, 'www/src/tabs/break_it/made');
// The profile of the package's other modules, whose dependencies are the same.
const options = ['--lib', '--crate-type', 'cdylib', '--profile', 'dynamic', '--target', TARGET];
run('cargo', 'rustc', '--quiet', '--locked', ...remapped(), '-p', 'own-check', ...options);
mkdirSync(made, { recursive: true });
const compiled = path.join(target, TARGET, 'dynamic/own_check.wasm');
const flags = [...enabled, '--strip-debug', '--strip-producers', '--strip-target-features'];
run(tool('wasm-opt'), '-Oz', ...flags, compiled, '-o', path.join(made, 'own_check.wasm'));
