// Builds pkg/dist: wasm by cargo, crates/bind and wasm-opt; types by the schema compiler; JavaScript by tsc;
// then the modules as text, and the glue of /dynamic's. `npm run build -w pkg`, or `make build`, which sets the tools up.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import binaryen from 'binaryen';
import { apiPage, withComments } from './api_page.mjs';
import { glueModule } from './glue.mjs';
import { messagesPage } from './messages_page.mjs';
import { notices } from './notices.mjs';
import { textModule } from './wasm_text.mjs';

const pkg = fileURLToPath(new URL('..', import.meta.url));
const root = path.dirname(path.resolve(pkg));
const dist = path.join(pkg, 'dist');
const generated = path.join(pkg, 'src/generated');
const bindings = path.join(root, 'target/wasm-bindgen');
const NAME = 'event_wizard_validator';
const DYNAMIC = 'event_wizard_dynamic';
/** As in src/glue.ts. */
const EXPORTS = ['memory', 'input', 'judge', 'outcome'];

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

/** Leaves of a bound module only those exports and what they need: it imports nothing then, and has no glue. */
function keepExports(name, exports) {
  const bound = path.join(bindings, `${name}_bg.wasm`);
  const graph = path.join(bindings, `${name}_exports.json`);
  const nodes = exports.map((each) => ({ name: each, export: each }));
  writeFileSync(graph, JSON.stringify([{ name: 'package', root: true, reaches: exports }, ...nodes]));
  const options = { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] };
  execFileSync(tool('wasm-metadce'), [...enabled, `--graph-file=${graph}`, bound, '-o', bound], options);
}

/**
 * Makes functions of a bound module trap at once, by a pattern of their names: those that would compose why memory ran
 * out, which nobody hears, since the panic handler traps; and what a vtable has for a closure that is called by value,
 * which none is here.
 */
function trapAtOnce(name, pattern) {
  const bound = path.join(bindings, `${name}_bg.wasm`);
  const module = binaryen.readBinary(readFileSync(bound));
  let count = 0;
  for (let index = 0; index < module.getNumFunctions(); index++) {
    const each = module.getFunctionByIndex(index);
    if (!pattern.test(binaryen.getFunctionInfo(each).name)) continue;
    new binaryen.Function(each).body = module.unreachable();
    count++;
  }
  if (count === 0) throw new Error(`no function of ${name} is named like ${pattern}`);
  writeFileSync(bound, module.emitBinary());
  module.dispose();
}

/**
 * Clears texts of a bound module's data, by a pattern: those that only functions read which are no longer there. Nothing
 * else drops them, since data is one piece.
 */
function clearTexts(name, pattern) {
  const bound = path.join(bindings, `${name}_bg.wasm`);
  const file = readFileSync(bound);
  const module = binaryen.readBinary(file);
  const addresses = [...module.emitText().matchAll(/(?:i32\.const |offset=)(\d+)/g)].map(([, address]) =>
    Number(address),
  );
  let count = 0;
  for (let index = 0; index < module.getNumDataSegments(); index++) {
    const { offset, data } = module.getDataSegmentInfo(module.getDataSegmentByIndex(index));
    for (const match of Buffer.from(data).toString('latin1').matchAll(pattern)) {
      const [start, end] = [offset + match.index, offset + match.index + match[0].length];
      if (addresses.some((address) => address >= start && address < end)) {
        throw new Error(`${name} still reads ${JSON.stringify(match[0])}`);
      }
      const at = file.indexOf(match[0], 0, 'latin1');
      file.fill(0, at, at + match[0].length);
      count++;
    }
  }
  module.dispose();
  if (count === 0) throw new Error(`no text of ${name} is like ${pattern}`);
  writeFileSync(bound, file);
}

/** What wasm-opt makes of a bound module; it takes its time, so what it made of the same bytes is kept. */
function optimize(levels, name, wasm) {
  const bound = path.join(bindings, `${name}_bg.wasm`);
  const digest = createHash('sha256').update(readFileSync(bound)).digest('hex').slice(0, 16);
  const made = path.join(bindings, `${name}${levels.join('')}-${digest}.wasm`);
  // Data in one piece, zeros and all, packs better than in hundreds: 0.9 KB of brotli.
  const flags = ['--skip-pass=memory-packing', '--strip-debug', '--strip-producers', '--strip-target-features'];
  if (!existsSync(made)) {
    run(tool('wasm-opt'), ...levels, ...flags, ...enabled, bound, '-o', `${made}.part`);
    renameSync(`${made}.part`, made);
  }
  cpSync(made, wasm);
}

/** Writes a .wasm file's text, and the file as it is read back from it. */
function inline(file, name) {
  const { text, wasm } = textModule(readFileSync(file));
  writeFileSync(path.join(dist, name), text);
  writeFileSync(file, wasm);
}

const output = { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 };
const TARGET = 'wasm32-unknown-unknown';
const wanted = ['metadata', '--locked', '--format-version', '1', '--filter-platform', TARGET];
const metadata = JSON.parse(execFileSync('cargo', wanted, output));

/**
 * Cargo's options by which no path of this machine gets into a module, where panics say in which source they were: what
 * is mapped to nothing is then told from the crate's own folder on. They add to the flags of .cargo/config.toml.
 */
function remapped() {
  const sysroot = execFileSync('rustc', ['--print', 'sysroot'], output).trim();
  const [, commit = 'unknown'] = /^commit-hash: (\w+)$/m.exec(execFileSync('rustc', ['-vV'], output)) ?? [];
  const crates = metadata.packages.filter(({ source }) => source !== null);
  const folders = new Set(crates.map(({ manifest_path }) => path.dirname(path.dirname(manifest_path))));
  // Of those that fit, rustc takes the last.
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
run('cargo', 'run', '--quiet', '--locked', '-p', 'bind', '--', compiled, bindings);
// Tests link it as a Rust library, which is all that its manifest asks for.
const dynamicOptions = ['--lib', '--crate-type', 'cdylib', '--profile', 'dynamic', '--target', TARGET];
run('cargo', 'rustc', '--quiet', '--locked', ...mapped, '-p', 'event-wizard-dynamic', '--features', 'exports', ...dynamicOptions);
const dynamicCompiled = path.join(target, TARGET, 'dynamic', `${DYNAMIC}.wasm`);
run('cargo', 'run', '--quiet', '--locked', '-p', 'bind', '--', dynamicCompiled, bindings);

mkdirSync(generated, { recursive: true });
run('cargo', 'run', '--quiet', '--locked', '-p', 'event-wizard-compiler', '--', 'typescript', generated);

rmSync(dist, { recursive: true, force: true });
run(tool('tsc'), '-p', path.join(pkg, 'tsconfig.json'));
for (const entry of ['index', 'web', 'workerd', 'edge-light']) {
  const declarations = path.join(dist, `${entry}.d.ts`);
  writeFileSync(declarations, withComments(declarations));
}
writeFileSync(path.join(root, 'docs/api.md'), apiPage(pkg));
writeFileSync(path.join(root, 'docs/messages.md'), messagesPage(path.join(pkg, 'test/messages.jsonl')));

const wasm = path.join(dist, `${NAME}.wasm`);
trapAtOnce(NAME, /handle_alloc_error|raw_vec::handle_error|fmt::Display|FnOnce::call_once\{\{vtable\.shim\}\}/);
keepExports(NAME, EXPORTS);
// Where memory ran out, and the digits that were to tell of how much.
clearTexts(
  NAME,
  /\/rustc\/[\da-f]{40}\/[\w/.]+\.rs|memory allocation of [\s\S]{2} bytes failed|capacity overflow|0001020304\d{190}/g,
);
// Below address 1,024 is only the end of a stack of 1 MB, which nothing comes near: calls nest as schemas do, not as data.
// What Rust has not inlined stays a call: the sources say what is worth its bytes.
optimize(['-O3', '--converge', '--low-memory-unused', '--flexible-inline-max-function-size=0'], NAME, wasm);
inline(wasm, 'wasm_text.js');

// The module of /dynamic, a file of its own beside those of the default entry, by the same steps.
const dynamic = path.join(dist, `${DYNAMIC}.wasm`);
// A function that is called once stays one: inlined, its frame would be part of every level of nested data.
optimize(['-Oz', '--one-caller-inline-max-function-size=0'], DYNAMIC, dynamic);
const dynamicGlue = readFileSync(path.join(bindings, `${DYNAMIC}_bg.js`), 'utf8');
writeFileSync(path.join(dist, 'dynamic_glue.js'), glueModule(dynamicGlue, DYNAMIC));
inline(dynamic, 'dynamic_wasm_text.js');
const bytes = readFileSync(path.join(dist, 'wasm_bytes.js'), 'utf8');
writeFileSync(path.join(dist, 'dynamic_wasm_bytes.js'), bytes.replace('./wasm_text.js', './dynamic_wasm_text.js'));

for (const name of readdirSync(root)) {
  if (/^(README\.md|LICENSE.*)$/.test(name)) cpSync(path.join(root, name), path.join(pkg, name));
}
const modules = { [`${NAME}.wasm`]: 'event-wizard-validator', [`${DYNAMIC}.wasm`]: 'event-wizard-dynamic' };
const mit = readFileSync(path.join(root, 'LICENSE-MIT'), 'utf8');
writeFileSync(path.join(pkg, 'THIRD-PARTY-NOTICES'), notices(metadata, modules, mit));

// Declarations that no entry's types lead to are nobody's to import; hand-written ones that they lead to come along.
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
