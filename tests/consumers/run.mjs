// Installs the packed tarball into each project of this folder, runs the project, and compares its output with
// sessions.json and, exactly, with Node's. Knows no bundler: each project's check.mjs does.
// Usage: node tests/consumers/run.mjs [--table] [NAME…]      --table also writes the table into README.md

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { firefox, freePort, page, run, serve, stopAll, when } from './tools.mjs';

const NAME = 'event-wizard-validator';
/** Milliseconds that a project may take, not counting its installation. */
const LIMIT = 240_000;
const here = fileURLToPath(new URL('.', import.meta.url));
const root = path.join(here, '../..');
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');
// Outside the repository: inside it, Node and bundlers would find its node_modules, which links to the source tree.
const folder = path.join(tmpdir(), `event-wizard-consumers-${sha256(root).slice(0, 12)}`);
const json = (file) => JSON.parse(readFileSync(file, 'utf8'));
const { good, bad, expected } = json(path.join(here, 'sessions.json'));

function pack() {
  rmSync(path.join(folder, 'tarball'), { recursive: true, force: true });
  mkdirSync(path.join(folder, 'tarball'), { recursive: true });
  const place = path.join(folder, 'tarball');
  execFileSync('npm', ['pack', '--silent', '--pack-destination', place], { cwd: path.join(root, 'pkg') });
  const [file] = readdirSync(place);
  return path.join(place, file);
}

/** Installs the project's own tools according to its lock file, and the tarball; what is there already is kept. */
function install(name, tarball) {
  const place = path.join(folder, name);
  mkdirSync(place, { recursive: true });
  for (const entry of readdirSync(place)) {
    if (entry !== 'node_modules') rmSync(path.join(place, entry), { recursive: true, force: true });
  }
  cpSync(path.join(here, name), place, { recursive: true, filter: (file) => path.basename(file) !== 'node_modules' });
  cpSync(path.join(here, 'sessions.json'), path.join(place, 'sessions.json'));
  const stamp = path.join(place, 'node_modules/.installed');
  const lock = path.join(place, 'package-lock.json');
  const tools = existsSync(lock) ? sha256(readFileSync(lock)) : 'none';
  const all = `${tools} ${sha256(readFileSync(tarball))}`;
  const before = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  if (!before.startsWith(tools)) rmSync(path.join(place, 'node_modules'), { recursive: true, force: true });
  if (before !== all) {
    // Not npm ci, which requires the binaries for every platform that the tools support: a registry may lack some.
    const args = ['install', '--silent', '--no-save', '--ignore-scripts', '--prefer-offline', tarball];
    execFileSync('npm', args, { cwd: place, stdio: ['ignore', 'inherit', 2] });
    writeFileSync(stamp, all);
  }
  const installed = path.join(place, 'node_modules', NAME);
  assert(!lstatSync(installed).isSymbolicLink(), 'the tarball was linked, not installed');
  return place;
}

const summary = ({ valid, persistable, issues }) => ({
  valid,
  persistable,
  issues: issues.map(({ source, code, pointer }) => [source, code, pointer]),
});

/** Runs the project's own check and compares its verdicts; throws if anything is wrong. */
async function check(place, consumer, reference) {
  const { default: verdictsOf } = await import(pathToFileURL(path.join(place, 'check.mjs')).href);
  const tools = {
    folder: place,
    run: (command, args, options) => run(command, args, { cwd: place, ...options }),
    start: (command, args, options) => run(command, args, { cwd: place, background: true, ...options }),
    serve,
    page,
    firefox,
    when,
    freePort,
  };
  const late = new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`not finished after ${LIMIT / 1000} s`)), LIMIT).unref();
  });
  const results = await Promise.race([verdictsOf(tools), late]);
  assert.deepEqual(Object.keys(results).sort(), [...consumer.results].sort(), 'the parts that package.json names');
  for (const [part, verdicts] of Object.entries(results)) {
    assert.deepEqual({ good: summary(verdicts.good), bad: summary(verdicts.bad) }, expected, part);
    assert.deepEqual(verdicts, reference, `${part}: not as in Node`);
  }
}

/**
 * The version that was tested: of the packages that package.json's `consumer.version` names, or from a command's
 * output.
 */
function versionOf(place, { version }) {
  return version
    .map((name) => {
      if (name === 'node') return `Node ${process.versions.node}`;
      if (name === 'chromium' || name === 'firefox') {
        const stdio = ['ignore', 'pipe', 'ignore'];
        return execFileSync(name, ['--version'], { encoding: 'utf8', stdio }).match(/(Chromium|Firefox) \d+/)[0];
      }
      const { version: installed } = json(path.join(place, 'node_modules', name, 'package.json'));
      return `${name.replace(/^node-\d+$/, 'Node')} ${installed.replace(/^v/, '')}`;
    })
    .join(', ');
}

const names = process.argv.slice(2).filter((name) => name !== '--table');
const every = readdirSync(here).filter((name) => existsSync(path.join(here, name, 'package.json')));
const unknown = names.find((name) => !every.includes(name));
if (unknown !== undefined) {
  console.error(`consumers: no such project: ${unknown}; choose from ${every.join(', ')}`);
  process.exit(2);
}
const tarball = pack();
// The reference is the same package, unpacked, in this process.
const { validateSession } = await import(
  pathToFileURL(path.join(install('node-esm', tarball), `node_modules/${NAME}/dist/index.js`)).href
);
const reference = JSON.parse(JSON.stringify({ good: validateSession(good), bad: validateSession(bad) }));

let failed = 0;
const rows = [];
for (const name of names.length > 0 ? names : every) {
  const { consumer } = json(path.join(here, name, 'package.json'));
  const start = Date.now();
  let result = 'ok';
  let version = '';
  try {
    const place = install(name, tarball);
    version = versionOf(place, consumer);
    await check(place, consumer, reference);
  } catch (error) {
    result = 'FAILED';
    failed += 1;
    console.error(`-- ${name}\n${error.stack ?? error}`);
  } finally {
    await stopAll();
  }
  rows.push({ ...consumer, name, version, result });
  console.log(`consumers: ${name}: ${result} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
}

const width = (text, of) => text.padEnd(Math.max(...rows.map((row) => row[of].length)));
console.log('');
for (const row of rows) {
  console.log(`${width(row.title, 'title')}  ${width(row.version, 'version')}  ${row.result.padEnd(6)}  ${row.caveat}`);
}
const readme = path.join(root, 'README.md');
const text = readFileSync(readme, 'utf8');
const lines = rows.map((row) => `| ${row.title} | ${row.version} | ${row.caveat || 'none'} |`);
if (process.argv.includes('--table')) {
  assert(failed === 0 && rows.length === every.length, 'the table is written when all were run, and none failed');
  const marked = /(<!-- consumers: made by scripts\/consumers --table -->\n)[\s\S]*?(<!-- consumers end -->)/;
  assert(marked.test(text), 'README.md has lost the marks of the table');
  const table = ['| runtime | version tested | caveat |', '|---|---|---|', ...lines].join('\n');
  writeFileSync(readme, text.replace(marked, `$1\n${table}\n\n$2`));
} else {
  // The machine's own Node and browsers may be newer than those with which the table was made.
  const alike = (line) => line.replace(/(Node|Chromium|Firefox) [\d.]+/g, '$1');
  const has = new Set(text.split('\n').map(alike));
  for (const [index, line] of lines.entries()) {
    if (rows[index].result !== 'ok' || has.has(alike(line))) continue;
    failed += 1;
    console.error(`README.md lacks this line (scripts/consumers --table writes it): ${line}`);
  }
}
console.log(`${rows.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
