// Makes the page docs/api.md from the .d.ts files that tsc wrote: every exported name of an entry, with its doc
// comment. A name without one is an error. Reads declarations as tsc prints them: a line without indentation begins a
// statement.

import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A generated type with more lines than this is shown only as a link to the table that has its fields. */
const LONGEST = 30;
const TABLES = [
  [/Data$/, 'stages.md'],
  [/(Row|Insert|Update)$/, 'database.md'],
  [/IssueParams$/, 'issues.md'],
];

/** `{ doc, text }` of each statement of a declaration file. */
function statements(file) {
  const found = [];
  let doc = '';
  let inComment = false;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line.startsWith('/**')) doc = '';
    if (line.startsWith('/**') || inComment) {
      doc += `${line}\n`;
      inComment = !line.includes('*/');
    } else if (/^(export|import|declare|type|interface|class)\b/.test(line)) {
      found.push({ doc, text: line });
      doc = '';
    } else if (found.length > 0 && line !== '') found.at(-1).text += `\n${line}`;
  }
  return found;
}

/** A comment's text, without its stars. */
function plain(doc) {
  const lines = doc.replace(/^\s*\/\*\*|\*\/\s*$/g, '').split('\n');
  return lines
    .map((line) => line.replace(/^\s*\* ?/, '').trimEnd())
    .join('\n')
    .trim();
}

/** The members of an interface with their comments: `name` → `{ doc, text }`. */
function members({ text }) {
  const found = new Map();
  let doc = '';
  for (const line of text.split('\n').slice(1, -1)) {
    const name = /^ {4}(?:readonly )?(\w+)/.exec(line)?.[1];
    if (/^ {4}(\/\*\*| \*)/.test(line)) doc += `${line}\n`;
    else if (name !== undefined) {
      found.set(name, { doc, text: line.trim() });
      doc = '';
    } else if (found.size > 0) [...found.values()].at(-1).text += `\n${line.slice(4)}`;
  }
  return found;
}

/** The exports of a declaration file: name → `{ name, doc, text, file }`, with re-exports followed. */
function exportsOf(file) {
  const found = new Map();
  const beside = (name) => path.join(path.dirname(file), name.replace(/\.js$/, '.d.ts'));
  for (const { doc, text } of statements(file)) {
    const [, all] = /^export (?:type )?\* from '(.+)'/.exec(text) ?? [];
    const [, list, from] = /^export (?:type )?\{([^}]*)\} from '(.+)'/.exec(text) ?? [];
    const [, name] =
      /^export (?:declare )?(?:abstract )?(?:const|function|class|type|interface) (\w+)/.exec(text) ?? [];
    if (all !== undefined) for (const [key, each] of exportsOf(beside(all))) found.set(key, each);
    else if (list !== undefined) {
      const source = exportsOf(beside(from));
      for (const item of list.split(',')) {
        const [inside, outside = inside] = item
          .replace(/^\s*type /, '')
          .trim()
          .split(' as ');
        if (inside === '') continue;
        const each = source.get(inside);
        if (each === undefined) throw new Error(`${file}: ${inside} is not in ${from}`);
        found.set(outside, { ...each, name: outside });
      }
    } else if (name !== undefined && !found.has(name)) found.set(name, { name, doc, text, file });
  }
  return found;
}

/** A constant that is a member of `Api` is shown as that member, which is a function. */
function resolved(each, api) {
  const [, member] = /: Api\['(\w+)'\];$/.exec(each.text) ?? [];
  return member === undefined ? each : { ...each, ...api.get(member) };
}

/**
 * The declarations of an entry, with the comments of `Api`'s members, so that editors show them at the exported names.
 */
export function withComments(file) {
  const api = members(exportsOf(path.join(path.dirname(file), 'api.d.ts')).get('Api'));
  const outdented = (doc) => doc.replaceAll(/^ {4}/gm, '');
  return readFileSync(file, 'utf8').replaceAll(
    /(?<!\*\/\n)^export declare const \w+: Api\['(\w+)'\];$/gm,
    (line, member) => outdented(api.get(member).doc) + line,
  );
}

function section({ name, doc, text, file }) {
  const body = text.replace(/^export (declare )?/, '');
  const table = TABLES.find(([names]) => names.test(name))?.[1];
  const isLong = file.includes('generated') && body.split('\n').length > LONGEST;
  const code = isLong && table !== undefined ? '' : `\n\n\`\`\`ts\n${body}\n\`\`\``;
  const link = isLong && table !== undefined ? ` Its fields are in [${table}](${table}).` : '';
  const paragraphs = plain(doc).replaceAll(/^@throws /gm, '\nThrows ');
  return `### ${name}\n\n${paragraphs}${link}${code}\n`;
}

/**
 * The text of `api.md` for a package whose types are built.
 * @throws Error that lists the exported names without a doc comment.
 */
export function apiPage(pkg) {
  const { name, exports } = JSON.parse(readFileSync(path.join(pkg, 'package.json'), 'utf8'));
  const api = members(exportsOf(path.join(pkg, 'dist/api.d.ts')).get('Api'));
  const entries = Object.entries(exports).filter(([, conditions]) => conditions.types !== undefined);
  const told = new Map();
  const undocumented = [];
  let page = `<!-- Made by pkg/scripts/api_page.mjs from the doc comments. Do not edit. -->\n\n# API\n\nEach entry of the package, with what it exports. The README says where to begin.\n`;
  for (const [entry, { types }] of entries) {
    const address = path.posix.join(name, entry);
    const own = [...exportsOf(path.join(pkg, types)).values()].map((each) => resolved(each, api));
    own.sort((a, b) => a.name.localeCompare(b.name, 'en'));
    undocumented.push(...own.filter(({ doc }) => plain(doc) === '').map((each) => `${address}: ${each.name}`));
    const isNew = (each) => told.get(each.name)?.text !== each.text;
    const isType = ({ text }) => /^export (type|interface)/.test(text);
    const values = own.filter((each) => isNew(each) && !isType(each));
    const types_ = own.filter((each) => isNew(each) && isType(each));
    const again = own.filter((each) => !isNew(each)).map((each) => `[${each.name}](#${each.name.toLowerCase()})`);
    page += `\n## ${address}\n`;
    if (again.length > 0) page += `\nAs above: ${again.join(', ')}.\n`;
    for (const each of [...values, ...types_]) page += `\n${section(each)}`;
    for (const each of own) told.set(each.name, told.get(each.name) ?? each);
  }
  if (undocumented.length > 0) throw new Error(`exported without a doc comment: ${undocumented.join(', ')}`);
  return page;
}
