// Builds the npm package for any schema: `node pkg/scripts/mirror.mjs SCHEMA OUT NAME`, or `make mirror`, which also
// sets up the tools. The wasm is crates/mirror, compiled for that folder; the JavaScript comes from this package and
// from pkg/mirror.

import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { glueModule } from './glue.mjs';
import {
  bind,
  bindings,
  inline,
  metadata,
  optimize,
  pkg,
  remapped,
  root,
  run,
  TARGET,
  target,
  tool,
} from './module.mjs';
import { notices } from './notices.mjs';

const [schema, out, name] = process.argv.slice(2);
if (name === undefined) throw new Error('usage: mirror.mjs SCHEMA OUT NAME');
if (!/^(@[a-z0-9-][a-z0-9-._]*\/)?[a-z0-9-][a-z0-9-._]*$/.test(name))
  throw new Error(`${name} cannot be the name of an npm package: give another by NAME=`);
// A folder that contains anything else is not written to.
if (existsSync(out) && readdirSync(out).length > 0 && !existsSync(path.join(out, 'mirror.json')))
  throw new Error(`${out} is not empty, and no package that make mirror built`);

// Marks the folder for the next build.
mkdirSync(out, { recursive: true });
writeFileSync(path.join(out, 'mirror.json'), `${JSON.stringify({ name, builtBy: manifestOf(pkg).version })}\n`);

const MODULE = 'mirror';
const work = mkdtempSync(path.join(target, 'mirror-'));
try {
  await build();
  writeFileSync(
    path.join(out, 'dist/generated/wasm_glue.js'),
    await glueModule(path.join(bindings, `${MODULE}_bg.js`)),
  );
} finally {
  rmSync(work, { recursive: true, force: true });
}

async function build() {
  run('cargo', 'run', '--quiet', '--locked', '--bin', 'event-wizard-compiler', '--', 'mirror', work, schema, name);

  process.env.MIRROR_SCHEMA = schema;
  // Others link this crate as a Rust library, so its manifest asks for nothing else.
  const options = ['--release', '--lib', '--crate-type', 'cdylib', '--features', 'freestanding', '--target', TARGET];
  run('cargo', 'rustc', '--quiet', '--locked', ...remapped(), '-p', 'mirror', ...options);
  const src = path.join(work, 'src');
  const generated = path.join(src, 'generated');
  bind(path.join(target, TARGET, 'release', `${MODULE}.wasm`), MODULE, generated, 'wasm_glue');
  const wasm = path.join(work, `${MODULE}.wasm`);
  await optimize(['-O3'], MODULE, wasm);
  inline(wasm, generated, 'wasm.ts');

  // The package's own modules, except those generated for its wizard; tsc compiles the ones that are imported.
  cpSync(path.join(pkg, 'src'), src, { recursive: true, filter: (from) => path.basename(from) !== 'generated' });
  cpSync(path.join(pkg, 'mirror'), src, { recursive: true });
  const { compilerOptions } = JSON.parse(readFileSync(path.join(pkg, 'tsconfig.json'), 'utf8'));
  const dist = path.join(out, 'dist');
  const tsconfig = { compilerOptions: { ...compilerOptions, rootDir: src, outDir: dist }, files: ['src/index.ts'] };
  writeFileSync(path.join(work, 'tsconfig.json'), JSON.stringify(tsconfig));
  writeFileSync(path.join(work, 'package.json'), JSON.stringify({ type: 'module' }));
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  run(tool('tsc'), '-p', work);

  cpSync(path.join(work, 'README.md'), path.join(out, 'README.md'));
  cpSync(path.join(work, 'docs'), path.join(out, 'docs'), { recursive: true });
  cpSync(path.join(generated, 'wasm_glue.d.ts'), path.join(dist, 'generated/wasm_glue.d.ts'));
  const licences = readdirSync(root).filter((file) => file.startsWith('LICENSE'));
  for (const file of licences) cpSync(path.join(root, file), path.join(out, file));
  const mit = readFileSync(path.join(root, 'LICENSE-MIT'), 'utf8');
  writeFileSync(path.join(out, 'THIRD-PARTY-NOTICES'), notices(metadata, { [`${MODULE}.wasm`]: MODULE }, mit));
  writeFileSync(path.join(out, 'package.json'), `${JSON.stringify(manifest(licences), null, 2)}\n`);
}

function manifestOf(folder) {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
}

/** The package's manifest: `private`, since the owner of the schema decides whether it is published. */
function manifest(licences) {
  const { version, engines, license } = manifestOf(pkg);
  return {
    name,
    version,
    private: true,
    description: 'Says whether PostgreSQL would store a row, and which error it would return, before it is sent.',
    license,
    type: 'module',
    sideEffects: false,
    types: './dist/index.d.ts',
    main: './dist/index.js',
    exports: {
      '.': { types: './dist/index.d.ts', default: './dist/index.js' },
      './package.json': './package.json',
    },
    files: ['dist', 'docs', ...licences, 'THIRD-PARTY-NOTICES'],
    engines,
  };
}
