// The steps that build a wasm module, for this package or another: cargo's options, binding, wasm-opt, and inlining as
// text.

import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { glueTypes } from './glue.mjs';

/** The package's folder. */
export const pkg = fileURLToPath(new URL('..', import.meta.url));
/** The project's folder. */
export const root = path.dirname(path.resolve(pkg));
/** The folder for bound modules. */
export const bindings = path.join(root, 'target/wasm-bindgen');

const execFileAsync = promisify(execFile);

/** Runs a program in the project's root. */
export function run(command, ...args) {
  execFileSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
}

/** A tool in .tools/ or node_modules/, wherever npm put it. */
export function tool(name) {
  const places = [
    path.join(root, '.tools/bin'),
    path.join(pkg, 'node_modules/.bin'),
    path.join(root, 'node_modules/.bin'),
  ];
  const found = places.map((place) => path.join(place, name)).find(existsSync);
  if (found === undefined) throw new Error(`${name} is not installed; run make setup`);
  return found;
}

export const target = process.env.CARGO_TARGET_DIR ?? path.join(root, 'target');
const features = [
  'simd',
  'bulk-memory',
  'sign-ext',
  'mutable-globals',
  'nontrapping-float-to-int',
  'reference-types',
  'multivalue',
];

export const enabled = features.map((each) => `--enable-${each}`);

/** Binds a compiled module, and writes the types of its glue, which tsc needs. */
export function bind(compiled, name, generated, glue) {
  run('cargo', 'run', '--quiet', '--locked', '--bin', 'bind', '--', compiled, bindings);
  const types = readFileSync(path.join(bindings, `${name}.d.ts`), 'utf8');
  writeFileSync(path.join(generated, `${glue}.d.ts`), glueTypes(types, glue));
}

/** Runs wasm-opt on a bound module. This takes long, so the result for the same bytes is kept, and other work can go on. */
export async function optimize(levels, name, wasm) {
  const bound = path.join(bindings, `${name}_bg.wasm`);
  const digest = createHash('sha256').update(readFileSync(bound)).digest('hex').slice(0, 16);
  const made = path.join(bindings, `${name}${levels.join('')}-${digest}.wasm`);
  // One data segment, zeros included, compresses better than hundreds of them: by 0.9 KB of brotli.
  const flags = ['--skip-pass=memory-packing', '--strip-debug', '--strip-producers', '--strip-target-features'];
  if (!existsSync(made)) {
    await execFileAsync(tool('wasm-opt'), [...levels, ...flags, ...enabled, bound, '-o', `${made}.part`]);
    renameSync(`${made}.part`, made);
  }
  cpSync(made, wasm);
}

/**
 * Inlines a .wasm file as text. Hexadecimal, because compressors find repetitions only where bytes stay whole: base64
 * is half as large again after brotli.
 */
export function inline(file, generated, name) {
  const hex = readFileSync(file, 'hex');
  const text = `// Made by scripts/build.mjs. Do not edit.\n\n/** The .wasm file in hexadecimal. */\nexport const hex: string =\n  '${hex}';\n`;
  writeFileSync(path.join(generated, name), text);
}

const output = { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 };
export const TARGET = 'wasm32-unknown-unknown';
const wanted = ['metadata', '--locked', '--format-version', '1', '--filter-platform', TARGET];
export const metadata = JSON.parse(execFileSync('cargo', wanted, output));

/**
 * Cargo options that keep paths of this machine out of the modules, where panic messages name their source file.
 * Prefixes mapped to nothing leave a path that starts at the crate's own folder. The options add to the flags of
 * .cargo/config.toml.
 */
export function remapped() {
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
