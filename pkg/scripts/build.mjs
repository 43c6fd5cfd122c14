// Builds pkg/dist: wasm by cargo, wasm-bindgen and wasm-opt; types by the schema compiler; JavaScript by tsc;
// then one glue and the inlined module. `npm run build -w pkg`, or `make build`, which sets the tools up.

import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { factsModule } from './facts.mjs';
import { glueModule } from './glue.mjs';
import { textModule } from './wasm_text.mjs';

const pkg = fileURLToPath(new URL('..', import.meta.url));
const root = path.dirname(path.resolve(pkg));
const dist = path.join(pkg, 'dist');
const generated = path.join(pkg, 'src/generated');
const bindings = path.join(root, 'target/wasm-bindgen');
const NAME = 'event_wizard_validator';

function run(command, ...args) {
  execFileSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
}

/** A tool of .tools/ or node_modules/, wherever npm put it. */
function tool(name) {
  const places = [
    path.join(root, '.tools/bin'),
    path.join(pkg, 'node_modules/.bin'),
    path.join(root, 'node_modules/.bin'),
  ];
  const found = places.map((place) => path.join(place, name)).find(existsSync);
  if (found === undefined) throw new Error(`${name} is not installed; run make setup`);
  return found;
}

const target = process.env.CARGO_TARGET_DIR ?? path.join(root, 'target');
run('cargo', 'build', '--quiet', '--release', '--locked', '--lib', '--target', 'wasm32-unknown-unknown');
const compiled = path.join(target, 'wasm32-unknown-unknown/release', `${NAME}.wasm`);
run(tool('wasm-bindgen'), '--target', 'bundler', '--no-typescript', '--out-dir', bindings, compiled);

mkdirSync(generated, { recursive: true });
run('cargo', 'run', '--quiet', '--locked', '-p', 'event-wizard-compiler', '--', 'typescript', generated);
const types = path.join(generated, 'types.ts');
if (!readFileSync(types, 'utf8').includes('WizardSessionRow')) {
  // Until the compiler reads the migrations.
  const rows = ['WizardSession', 'WizardAction'].flatMap((name) =>
    ['Row', 'Insert', 'Update'].map((kind) => name + kind),
  );
  const text = rows.map((name) => `export type ${name} = Record<string, unknown>;`).join('\n');
  appendFileSync(types, `${text}\n`);
}
writeFileSync(path.join(generated, 'facts.ts'), factsModule(path.join(root, 'schemas')));

rmSync(dist, { recursive: true, force: true });
run(tool('tsc'), '-p', path.join(pkg, 'tsconfig.json'));

const wasm = path.join(dist, `${NAME}.wasm`);
const features = [
  'simd',
  'bulk-memory',
  'sign-ext',
  'mutable-globals',
  'nontrapping-float-to-int',
  'reference-types',
  'multivalue',
];
run(
  tool('wasm-opt'),
  '-O3',
  '--strip-debug',
  '--strip-producers',
  '--strip-target-features',
  ...features.map((name) => `--enable-${name}`),
  path.join(bindings, `${NAME}_bg.wasm`),
  '-o',
  wasm,
);
writeFileSync(path.join(dist, 'glue.js'), glueModule(readFileSync(path.join(bindings, `${NAME}_bg.js`), 'utf8'), NAME));
writeFileSync(path.join(dist, 'wasm_text.js'), textModule(readFileSync(wasm)));

for (const name of readdirSync(root)) {
  if (/^(README\.md|LICENSE.*)$/.test(name)) cpSync(path.join(root, name), path.join(pkg, name));
}
