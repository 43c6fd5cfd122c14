// Declaration files as `tsc` wrote them → what each exports, with its doc comment. Knows TypeScript's syntax by
// @babel/parser, and nothing of the package.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from '@babel/parser';

/**
 * The statements of a declaration file, with the file's text.
 * @returns {{ text: string, body: import('@babel/types').Statement[] }}
 */
function parsed(file) {
  const text = readFileSync(file, 'utf8');
  const { program } = parse(text, { sourceType: 'module', plugins: [['typescript', { dts: true }]] });
  return { text, body: program.body };
}

/** The file that a module of this file names. */
const beside = (file, name) => path.join(path.dirname(file), name.replace(/\.js$/, '.d.ts'));

/** The source text of a node. */
const textOf = ({ start, end }, text) => text.slice(start, end);

/** The last doc comment before a node, as it is written; empty if there is none. */
function docOf(node, text) {
  const docs = (node.leadingComments ?? []).filter(
    ({ type, value }) => type === 'CommentBlock' && value.startsWith('*'),
  );
  return docs.length === 0 ? '' : textOf(docs.at(-1), text);
}

/** The text of a comment, without its stars. */
export function plain(doc) {
  const lines = doc.replace(/^\s*\/\*\*|\*\/\s*$/g, '').split('\n');
  return lines
    .map((line) => line.replace(/^\s*\* ?/, '').trimEnd())
    .join('\n')
    .trim();
}

/** The names that a declaration introduces. */
function namesOf(declaration) {
  if (declaration.type === 'VariableDeclaration') return declaration.declarations.map(({ id }) => id.name);
  return [declaration.id.name];
}

/**
 * The exports of a declaration file, with re-exports followed: name → `{ name, doc, text, node, file }`.
 * @throws Error if a file names an export that is not there.
 */
export function exportsOf(file) {
  const found = new Map();
  const { text, body } = parsed(file);
  for (const node of body) {
    if (node.type === 'ExportAllDeclaration') {
      for (const [name, each] of exportsOf(beside(file, node.source.value))) found.set(name, each);
    } else if (node.type === 'ExportNamedDeclaration' && node.source) {
      const source = exportsOf(beside(file, node.source.value));
      for (const { local, exported } of node.specifiers) {
        const each = source.get(local.name);
        if (each === undefined) throw new Error(`${file}: ${local.name} is not in ${node.source.value}`);
        found.set(exported.name, { ...each, name: exported.name });
      }
    } else if (node.type === 'ExportNamedDeclaration' && node.declaration) {
      for (const name of namesOf(node.declaration)) {
        // Of an overloaded function, the first signature stands for all.
        if (found.has(name)) continue;
        found.set(name, { name, doc: docOf(node, text), text: textOf(node, text), node: node.declaration, file });
      }
    }
  }
  return found;
}

/** The members of an object type with their comments: name → `{ doc, text }`. */
export function membersOf({ file, node }) {
  const { text } = parsed(file);
  const members = node.type === 'TSInterfaceDeclaration' ? node.body.body : node.typeAnnotation.members;
  return new Map(
    members.map((member) => {
      const lines = textOf(member, text).split('\n');
      return [member.key.name, { doc: docOf(member, text), text: lines.map(outdented).join('\n') }];
    }),
  );
}

/** A line of a member, without the indentation that it has inside its type. */
const outdented = (line) => line.replace(/^ {4}/, '');

/** The name of the member in a type `Api['name']`; undefined for any other type. */
export function memberNamed(declaration, type) {
  if (declaration.type !== 'VariableDeclaration') return undefined;
  const annotation = declaration.declarations[0].id.typeAnnotation?.typeAnnotation;
  if (annotation?.type !== 'TSIndexedAccessType' || annotation.objectType.typeName?.name !== type) return undefined;
  return annotation.indexType.literal?.value;
}

/** The declaration files that a file refers to, by `import`, `export … from` and `import('…')`. */
export function references(file) {
  const { body } = parsed(file);
  const found = [];
  const visit = (node) => {
    if (Array.isArray(node)) for (const each of node) visit(each);
    else if (node !== null && typeof node === 'object' && typeof node.type === 'string') {
      const named = node.type === 'TSImportType' ? node.argument : node.source;
      if (typeof named?.value === 'string' && named.value.startsWith('.')) found.push(beside(file, named.value));
      for (const each of Object.values(node)) if (typeof each === 'object') visit(each);
    }
  };
  visit(body);
  return found;
}

/**
 * The text of a declaration file in which each exported constant without a comment has the one that `comment` gives for
 * its declaration.
 */
export function commented(file, comment) {
  const { text, body } = parsed(file);
  const inserted = body
    .filter((node) => node.type === 'ExportNamedDeclaration' && node.declaration && docOf(node, text) === '')
    .map((node) => ({ at: node.start, doc: comment(node.declaration) }))
    .filter(({ doc }) => doc !== undefined);
  return inserted.reduceRight((rest, { at, doc }) => `${rest.slice(0, at)}${doc}\n${rest.slice(at)}`, text);
}
