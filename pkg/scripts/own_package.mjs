// Packs what `make build` made under a name of one's own: `node pkg/scripts/own_package.mjs NAME OUT [VERSION]`, or
// `make package`. The name is given here and nowhere else: the repository's tests and examples keep importing the
// package by the name in pkg/package.json. Writes one tarball, and prints its path.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const pkg = fileURLToPath(new URL('..', import.meta.url));
const [name, out, version] = process.argv.slice(2);
if (name === undefined || out === undefined) throw new Error('usage: own_package.mjs NAME OUT [VERSION]');
if (!/^(@[a-z0-9-][a-z0-9-._]*\/)?[a-z0-9-][a-z0-9-._]*$/.test(name))
  throw new Error(`${name} cannot be the name of an npm package`);

const manifest = JSON.parse(readFileSync(path.join(pkg, 'package.json'), 'utf8'));
const npm = (cwd, ...args) => execFileSync('npm', args, { cwd, encoding: 'utf8' }).trim().split('\n').at(-1);

const work = mkdtempSync(path.join(tmpdir(), 'own-package-'));
try {
  const packed = path.join(work, npm(pkg, 'pack', '--silent', '--pack-destination', work));
  execFileSync('tar', ['-xzf', packed, '-C', work]);
  const folder = path.join(work, 'package');
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(renamed(), null, 2)}\n`);
  for (const file of readdirSync(folder, { recursive: true })) {
    if (/\.(md|txt|js|d\.ts)$/.test(file)) retold(path.join(folder, file));
  }
  mkdirSync(out, { recursive: true });
  console.log(path.join(out, npm(folder, 'pack', '--silent', '--pack-destination', path.resolve(out))));
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** The manifest under the new name, without what belongs to this repository. */
function renamed() {
  const {
    scripts: _scripts,
    devDependencies: _tools,
    repository: _repository,
    homepage: _page,
    bugs: _bugs,
    ...rest
  } = manifest;
  return { ...rest, name, version: version ?? manifest.version };
}

/** Puts the new name where a text imports or installs the package. */
function retold(file) {
  const text = readFileSync(file, 'utf8');
  const told = text
    // In code only a path is an import: the bare name says who wrote the validator.
    .replaceAll(new RegExp(`(['"\`])${manifest.name}(?=${file.endsWith('.js') ? '/' : '[/\'"`]'})`, 'g'), `$1${name}`)
    .replaceAll(new RegExp(`(npm (?:install|i|add) )${manifest.name}(?![\\w-])`, 'g'), `$1${name}`);
  if (told !== text) writeFileSync(file, told);
}
