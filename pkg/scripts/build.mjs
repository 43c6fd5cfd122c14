// Builds pkg/dist: compiles the wasm with cargo, crates/bind and wasm-opt and inlines it as text; writes types with the
// schema compiler; compiles JavaScript with tsc. Run it by `npm run build -w pkg`, or by `make build`, which also sets
// up the tools.

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { apiPage, withComments } from './api_page.mjs';
import { assistantPages, PACKED_PAGES } from './assistant_pages.mjs';
import { references } from './declarations.mjs';
import { glueModule } from './glue.mjs';
import { messagesPage } from './messages_page.mjs';
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

const dist = path.join(pkg, 'dist');
const generated = path.join(pkg, 'src/generated');
const NAME = 'event_wizard_validator';
const DYNAMIC = 'event_wizard_dynamic';
const PREFIX = 'event_wizard_prefix';

const mapped = remapped();
/** Compiles a crate to wasm. */
function compile(command, crate, feature, ...others) {
  const options = ['--features', feature, '--release', '--lib', '--target', TARGET, ...others];
  run('cargo', command, '--quiet', '--locked', ...mapped, '-p', crate, ...options);
}
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
mkdirSync(generated, { recursive: true });
/** Binds a compiled module, and optimizes it into a file of its own beside the entries, and as text. */
async function finish(name, glue, levels, text) {
  bind(path.join(target, TARGET, 'release', `${name}.wasm`), name, generated, glue);
  const wasm = path.join(dist, `${name}.wasm`);
  await optimize(levels, name, wasm);
  inline(wasm, generated, text);
}
// The modules of other entries are downloaded by their users only: size matters more than speed. (A profile of its own would
// have cargo compile the schema compiler once more.) Tests link these crates as Rust libraries, so their manifests ask
// for nothing else.
const otherOptions = ['--config', 'profile.release.opt-level="z"', '--crate-type', 'cdylib'];
compile('rustc', 'event-wizard-dynamic', 'exports', ...otherOptions);
// Functions called only once are not inlined: their frames would be part of every level of nested data.
const levels = ['-Oz', '--one-caller-inline-max-function-size=0'];
const finished = [finish(DYNAMIC, 'dynamic_glue', levels, 'dynamic_wasm.ts')];
compile('rustc', 'event-wizard-prefix', 'freestanding', ...otherOptions);
finished.push(finish(PREFIX, 'prefix_glue', ['-Oz'], 'prefix_wasm.ts'));
compile('build', 'event-wizard-validator', 'freestanding');
finished.push(finish(NAME, 'wasm_glue', ['-O3'], 'wasm.ts'));
run('cargo', 'run', '--quiet', '--locked', '--bin', 'event-wizard-compiler', '--', 'typescript', generated);
await Promise.all(finished);

run(tool('tsc'), '-p', path.join(pkg, 'tsconfig.json'));
for (const entry of ['index', 'web', 'workerd', 'edge-light']) {
  const declarations = path.join(dist, `${entry}.d.ts`);
  writeFileSync(declarations, withComments(declarations));
}
writeFileSync(path.join(root, 'docs/api.md'), apiPage(pkg));
writeFileSync(path.join(root, 'docs/messages.md'), messagesPage(path.join(pkg, 'test/messages.jsonl')));
for (const [name, glue] of [
  [NAME, 'wasm_glue'],
  [PREFIX, 'prefix_glue'],
  [DYNAMIC, 'dynamic_glue'],
]) {
  writeFileSync(path.join(dist, `generated/${glue}.js`), await glueModule(path.join(bindings, `${name}_bg.js`)));
}

const pages = assistantPages(root);
for (const [name, text] of Object.entries(pages)) {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), text);
}
const licences = readdirSync(root).filter((name) => name.startsWith('LICENSE'));
for (const name of ['README.md', ...licences, ...PACKED_PAGES, ...Object.keys(pages)]) {
  cpSync(path.join(root, name), path.join(pkg, name));
}
const modules = {
  [`${NAME}.wasm`]: 'event-wizard-validator',
  [`${DYNAMIC}.wasm`]: 'event-wizard-dynamic',
  [`${PREFIX}.wasm`]: 'event-wizard-prefix',
};
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
  for (const other of references(file)) reach(other);
}
for (const { types } of Object.values(exports)) if (types !== undefined) reach(path.join(pkg, types));
for (const name of readdirSync(dist, { recursive: true })) {
  const file = path.join(dist, name);
  if (name.endsWith('.d.ts') && !reached.has(file)) rmSync(file);
}
