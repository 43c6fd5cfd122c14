// Makes the page docs/api.md from the .d.ts files that tsc wrote: every exported name of an entry, with its doc
// comment. A name without one is an error.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { commented, exportsOf, memberNamed, membersOf, plain } from './declarations.mjs';

/** A generated type with more lines than this is shown only as a link to the table that has its fields. */
const LONGEST = 30;
const TABLES = [
  [/Data$/, 'stages.md'],
  [/(Row|Insert|Update)$/, 'database.md'],
  [/IssueParams$/, 'issues.md'],
];

/** The functions of the package, as `Api` declares them. */
const apiOf = (dist) => membersOf(exportsOf(path.join(dist, 'api/api.d.ts')).get('Api'));

/** A constant that is a member of `Api` is shown as that member, which is a function. */
function resolved(each, api) {
  const member = memberNamed(each.node, 'Api');
  return member === undefined ? each : { ...each, ...api.get(member) };
}

/**
 * The declarations of an entry, with the comments of `Api`'s members, so that editors show them at the exported names.
 */
export function withComments(file) {
  const api = apiOf(path.dirname(file));
  return commented(file, (declaration) => {
    const member = memberNamed(declaration, 'Api');
    return member === undefined ? undefined : api.get(member).doc.replaceAll(/^ {4}/gm, '');
  });
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
  const api = apiOf(path.join(pkg, 'dist'));
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
