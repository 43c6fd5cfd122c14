// The text of THIRD-PARTY-NOTICES: the third-party crates in the two wasm modules, according to `cargo metadata`, with
// the licence texts that they contain. The list comes from the lock file alone; nothing here names a crate.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const LICENCE_FILE = /^(licen[cs]e|copying|unlicense|copyright|notice)/i;
const RULE = '-'.repeat(80);

/**
 * The packages that a crate of the workspace is linked with. Macros, and what only they need, run in the compiler and
 * are left out.
 */
function linked({ packages, resolve }, root) {
  const byId = new Map(packages.map((each) => [each.id, each]));
  const nodes = new Map(resolve.nodes.map((each) => [each.id, each]));
  const isMacro = ({ targets }) => targets.some(({ kind }) => kind.includes('proc-macro'));
  const found = new Set();
  const waiting = packages.filter(({ name, source }) => source === null && name === root).map(({ id }) => id);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const each = byId.get(id);
    if (found.has(each) || isMacro(each)) continue;
    found.add(each);
    for (const { pkg, dep_kinds } of nodes.get(id).deps) {
      if (dep_kinds.some(({ kind }) => kind === null)) waiting.push(pkg);
    }
  }
  // The workspace's own crates are not third-party.
  return [...found].filter(({ source }) => source !== null);
}

/** Whether the licence expression (SPDX, or with the older `/`) offers MIT. */
function offersMit(expression) {
  return !/ AND /.test(expression) && expression.split(/ OR |\//).some((each) => each.trim() === 'MIT');
}

/** The licence texts of a crate. If it offers a choice and includes MIT's text, that one is used. */
function texts(each, own) {
  const folder = path.dirname(each.manifest_path);
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && LICENCE_FILE.test(entry.name))
    .map(({ name }) => name)
    .sort();
  const isChoice = offersMit(each.license ?? '');
  const mit = files.filter((name) => /mit/i.test(name));
  const notices = files.filter((name) => /^(notice|copyright)/i.test(name));
  const taken = isChoice && mit.length > 0 ? [...mit, ...notices] : files;
  if (taken.length > 0) {
    return taken.map((name) => readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim());
  }
  if (!isChoice) throw new Error(`${each.name} ${each.version} (${each.license}) contains no licence text`);
  const authors = each.authors.map((author) => author.replace(/ <.*>/, '')).join(', ');
  return [mitText(authors || `the authors of ${each.name}`, own)];
}

/** MIT's text, taken from this package's own licence file, with another copyright line. */
function mitText(holder, own) {
  return own.replace(/^Copyright .*$/m, `Copyright (c) ${holder}`).trim();
}

/**
 * @param metadata the output of `cargo metadata --filter-platform wasm32-unknown-unknown`
 * @param modules the crates from which the .wasm files are built: file name → crate name
 * @param own the text of this project's LICENSE-MIT
 */
export function notices(metadata, modules, own) {
  const crates = new Map();
  for (const [file, root] of Object.entries(modules)) {
    for (const each of linked(metadata, root)) crates.set(each, [...(crates.get(each) ?? []), file]);
  }
  // Crates with the same text are grouped.
  const byText = new Map();
  const add = (text, line) => byText.set(text, [...(byText.get(text) ?? []), line]);
  const sorted = [...crates].sort(
    ([a], [b]) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version),
  );
  for (const [each, files] of sorted) {
    const line = `${each.name} ${each.version} (${each.license}), in ${files.join(' and ')}`;
    for (const text of texts(each, own)) add(text, line);
  }
  add(
    mitText('The Rust Project Contributors', own),
    `Rust's standard library, core, alloc and std (MIT OR Apache-2.0), in ${Object.keys(modules).join(' and ')}`,
  );
  const parts = [...byText].map(([text, lines]) => `${RULE}\n\n${lines.join('\n')}\n\n${text}\n`);
  return `Parts of this package were written by others: what follows is linked into its .wasm files, and so into the modules
with their text. Where a crate may be used under one of several licences, MIT is the one taken if it brings that text.

${parts.join('\n')}`;
}
