// Builds pkg/dist: compiles the wasm with cargo, crates/bind and wasm-opt and inlines it as text; writes types with the
// schema compiler; compiles JavaScript with tsc. Run it by `npm run build -w pkg`, or by `make build`, which also sets
// up the tools.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { apiPage, withComments } from './api_page.mjs';
import { glueModule, glueTypes } from './glue.mjs';
import { messagesPage } from './messages_page.mjs';
import { notices } from './notices.mjs';

const pkg = fileURLToPath(new URL('..', import.meta.url));
const root = path.dirname(path.resolve(pkg));
const dist = path.join(pkg, 'dist');
const generated = path.join(pkg, 'src/generated');
const bindings = path.join(root, 'target/wasm-bindgen');
const NAME = 'event_wizard_validator';
const DYNAMIC = 'event_wizard_dynamic';

function run(command, ...args) {
  execFileSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
}

/** A tool in .tools/ or node_modules/, wherever npm put it. */
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
const features = [
  'simd',
  'bulk-memory',
  'sign-ext',
  'mutable-globals',
  'nontrapping-float-to-int',
  'reference-types',
  'multivalue',
];

const enabled = features.map((each) => `--enable-${each}`);

/** Binds a compiled module, and writes the types of its glue, which tsc needs. */
function bind(compiled, name, glue) {
  run('cargo', 'run', '--quiet', '--locked', '-p', 'bind', '--', compiled, bindings);
  const types = readFileSync(path.join(bindings, `${name}.d.ts`), 'utf8');
  writeFileSync(path.join(generated, `${glue}.d.ts`), glueTypes(types, glue));
}

/** Runs wasm-opt on a bound module. This takes long, so the result for the same bytes is kept. */
function optimize(levels, name, wasm) {
  const bound = path.join(bindings, `${name}_bg.wasm`);
  const digest = createHash('sha256').update(readFileSync(bound)).digest('hex').slice(0, 16);
  const made = path.join(bindings, `${name}${levels.join('')}-${digest}.wasm`);
  // One data segment, zeros included, compresses better than hundreds of them: by 0.9 KB of brotli.
  const flags = ['--skip-pass=memory-packing', '--strip-debug', '--strip-producers', '--strip-target-features'];
  if (!existsSync(made)) {
    run(tool('wasm-opt'), ...levels, ...flags, ...enabled, bound, '-o', `${made}.part`);
    renameSync(`${made}.part`, made);
  }
  cpSync(made, wasm);
}

/**
 * Inlines a .wasm file as text. Hexadecimal, because compressors find repetitions only where bytes stay whole: base64
 * is half as large again after brotli.
 */
function inline(file, name) {
  const hex = readFileSync(file, 'hex');
  const text = `// Made by scripts/build.mjs. Do not edit.\n\n/** The .wasm file in hexadecimal. */\nexport const hex: string =\n  '${hex}';\n`;
  writeFileSync(path.join(generated, name), text);
}

const output = { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 };
const TARGET = 'wasm32-unknown-unknown';
const wanted = ['metadata', '--locked', '--format-version', '1', '--filter-platform', TARGET];
const metadata = JSON.parse(execFileSync('cargo', wanted, output));

/**
 * Cargo options that keep paths of this machine out of the modules, where panic messages name their source file.
 * Prefixes mapped to nothing leave a path that starts at the crate's own folder. The options add to the flags of
 * .cargo/config.toml.
 */
function remapped() {
  const sysroot = execFileSync('rustc', ['--print', 'sysroot'], output).trim();
  const [, commit = 'unknown'] = /^commit-hash: (\w+)$/m.exec(execFileSync('rustc', ['-vV'], output)) ?? [];
  const crates = metadata.packages.filter(({ source }) => source !== null);
  const folders = new Set(crates.map(({ manifest_path }) => path.dirname(path.dirname(manifest_path))));
  // If several match, rustc uses the last.
  const to = [
    ['', [root, target]],
    ['', folders],
    [`/rustc/${commit}`, [path.join(sysroot, 'lib/rustlib/src/rust')]],
  ];
  const flags = to.flatMap(([name, from]) => [...from].sort().map((each) => `--remap-path-prefix=${each}=${name}`));
  return ['--config', `target.${TARGET}.rustflags=${JSON.stringify(flags)}`];
}

const mapped = remapped();
const options = ['--release', '--lib', '--features', 'freestanding', '--target', TARGET];
run('cargo', 'build', '--quiet', '--locked', ...mapped, ...options);
const compiled = path.join(target, TARGET, 'release', `${NAME}.wasm`);
mkdirSync(generated, { recursive: true });
bind(compiled, NAME, 'wasm_glue');
// Tests link this crate as a Rust library, so its manifest asks for nothing else.
const dynamicOptions = ['--lib', '--crate-type', 'cdylib', '--profile', 'dynamic', '--target', TARGET];
run(
  'cargo',
  'rustc',
  '--quiet',
  '--locked',
  ...mapped,
  '-p',
  'event-wizard-dynamic',
  '--features',
  'exports',
  ...dynamicOptions,
);
const dynamicCompiled = path.join(target, TARGET, 'dynamic', `${DYNAMIC}.wasm`);
bind(dynamicCompiled, DYNAMIC, 'dynamic_glue');

run('cargo', 'run', '--quiet', '--locked', '-p', 'event-wizard-compiler', '--', 'typescript', generated);

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
const wasm = path.join(dist, `${NAME}.wasm`);
optimize(['-O3'], NAME, wasm);
inline(wasm, 'wasm.ts');

// The module of /dynamic is built in the same way, into a file of its own beside those of the default entry.
const dynamic = path.join(dist, `${DYNAMIC}.wasm`);
// Functions called only once are not inlined: their frames would be part of every level of nested data.
optimize(['-Oz', '--one-caller-inline-max-function-size=0'], DYNAMIC, dynamic);
inline(dynamic, 'dynamic_wasm.ts');

run(tool('tsc'), '-p', path.join(pkg, 'tsconfig.json'));
for (const entry of ['index', 'web', 'workerd', 'edge-light']) {
  const declarations = path.join(dist, `${entry}.d.ts`);
  writeFileSync(declarations, withComments(declarations));
}
writeFileSync(path.join(root, 'docs/api.md'), apiPage(pkg));
writeFileSync(path.join(root, 'docs/messages.md'), messagesPage(path.join(pkg, 'test/messages.jsonl')));
for (const [name, glue] of [
  [NAME, 'wasm_glue'],
  [DYNAMIC, 'dynamic_glue'],
]) {
  writeFileSync(path.join(dist, `generated/${glue}.js`), await glueModule(path.join(bindings, `${name}_bg.js`)));
}

for (const name of readdirSync(root)) {
  if (/^(README\.md|LICENSE.*)$/.test(name)) cpSync(path.join(root, name), path.join(pkg, name));
}
const modules = { [`${NAME}.wasm`]: 'event-wizard-validator', [`${DYNAMIC}.wasm`]: 'event-wizard-dynamic' };
const mit = readFileSync(path.join(root, 'LICENSE-MIT'), 'utf8');
writeFileSync(path.join(pkg, 'THIRD-PARTY-NOTICES'), notices(metadata, modules, mit));

// Declarations that no entry's types refer to cannot be imported and are removed; hand-written ones that are referred
// to are added.
const { exports } = JSON.parse(readFileSync(path.join(pkg, 'package.json'), 'utf8'));
const reached = new Set();
function reach(file) {
  if (reached.has(file)) return;
  reached.add(file);
  if (!existsSync(file)) cpSync(path.join(pkg, 'src', path.relative(dist, file)), file);
  for (const [, to] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*["'](\.[^"']*)\.js["']/g)) {
    reach(path.join(path.dirname(file), `${to}.d.ts`));
  }
}
for (const { types } of Object.values(exports)) if (types !== undefined) reach(path.join(pkg, types));
for (const name of readdirSync(dist, { recursive: true })) {
  const file = path.join(dist, name);
  if (name.endsWith('.d.ts') && !reached.has(file)) rmSync(file);
}
