// Makes the page docs/messages.md: the English sentence for each code, from the cases in pkg/test/messages.jsonl, which
// a test compares with the catalogue. Read the page through whenever a sentence has changed.

import { readFileSync } from 'node:fs';

const HEAD = `<!-- Made by pkg/scripts/build.mjs from pkg/test/messages.jsonl. Do not edit. -->

# Messages

What the package says in English of each code, in typical cases. The other languages say the same. [issues.md](issues.md)
has what each code means. Read it once as an organiser, who has a form before them, and once as an assistant, which has the
message, the path and the params. The issue's text is the same for beside the field; where it is the message itself, its cell is
empty.
`;

const SOURCES = {
  database: 'The database would reject the row, or has rejected it',
  schema: "A stage's JSON Schema, or one that is known only at run time, is not met",
  rule: "The wizard's own rules are not met",
  advice: 'What may be right as it is',
  network: 'The database was not reached',
};

/** Cases for codes that do not exist yet. */
const COMING = /to_?come$/i;
/** Codes that the catalogue lists under another name: a schema `false` has no keyword of its own. */
const NAMES = { false: 'properties' };

/** A text escaped for a cell of a table. */
const cell = (text) => text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replace(/[<*_]/g, '\\$&');
const code = (text) => `\`${text.replaceAll('|', '\\|')}\``;

/** The text of the page. */
export function messagesPage(file) {
  const cases = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const sections = Object.entries(SOURCES).map(([source, title]) => {
    const rows = new Map();
    for (const { issue, says, beside } of cases) {
      if (issue.source !== source || says.en === undefined || COMING.test(issue.code)) continue;
      const name = NAMES[issue.code] ?? issue.code.split('.')[0];
      const text = beside.en === says.en ? '' : beside.en;
      rows.set(name, (rows.get(name) ?? new Set()).add(`${cell(says.en)} | ${cell(text)}`));
    }
    const lines = [...rows].flatMap(([name, sentences]) =>
      [...sentences].map((sentence) => `| ${code(name)} | ${sentence} |`),
    );
    return `\n## ${title} (${code(source)})\n\n| code | message | text |\n|---|---|---|\n${lines.join('\n')}\n`;
  });
  return HEAD + sections.join('');
}
