// Makes what coding assistants read: llms.txt (https://llmstxt.org), which says where everything is, and a skill, which has
// in one file what code that uses the package needs. Both are parts of the README and of docs/quick-starts.md, word for word.

import { readFileSync } from 'node:fs';
import path from 'node:path';

const DO_NOT_EDIT = '<!-- Made by pkg/scripts/assistant_pages.mjs from the README and the docs. Do not edit. -->';
const REPOSITORY_ONLY =
  /^(?!docs\/(api|forms|stages|database|issues|messages|quick-starts)\.md|COMPARE|TROUBLESHOOTING|#)/;

/** The pages that the package has, at the places to which the README's links lead, and what is in each. */
const PAGES = {
  'docs/quick-starts.md': 'code that runs, for each framework and library',
  'docs/forms.md': 'what becomes of what a form holds, control by control',
  'docs/api.md': 'every entry, function and type',
  'docs/issues.md': 'every code of an issue, its SQLSTATE, and what its params contain',
  'docs/messages.md': 'the sentence for each code',
  'docs/stages.md': "every field of the stages' data, with its limits",
  'docs/database.md': 'every column and constraint, and what only the server can judge',
  'TROUBLESHOOTING.md': 'what to do, by SQLSTATE and by symptom',
  'COMPARE.md': 'what else answers the question, and what it does better',
};
/** What the package has besides its code, for the pages' links. */
export const PACKED_PAGES = [...Object.keys(PAGES), 'docs/database.svg'];

/** The text below a heading, down to the next one of its level. */
function section(page, heading) {
  const level = /^#+/.exec(heading)[0];
  const start = page.indexOf(`\n${heading}\n`);
  if (start < 0) throw new Error(`the page has no heading ${heading}`);
  const text = page.slice(start + heading.length + 2);
  const end = text.search(new RegExp(`^#{1,${level.length}} `, 'm'));
  return text.slice(0, end < 0 ? undefined : end).trim();
}

/** Links as they are from a folder below; to what is in the repository alone, only their text. */
const linksFrom = (depth, text) =>
  text.replaceAll(/\[([^\]]+)\]\(((?!https?:)[^)]+)\)/g, (_, words, target) =>
    REPOSITORY_ONLY.test(target)
      ? words
      : `[${words}](${'../'.repeat(depth)}${target.startsWith('#') ? `README.md${target}` : target})`,
  );

/** The first paragraph of a page. */
const opening = (page) => page.split('\n\n')[1].replaceAll('\n', ' ');

/** @param {string} root the folder of the repository */
export function assistantPages(root) {
  const read = (file) => readFileSync(path.join(root, file), 'utf8');
  const readme = read('README.md');
  const { name, description } = JSON.parse(read('pkg/package.json'));
  const quickStarts = read('docs/quick-starts.md').replaceAll(/^<!--.*-->\n/gm, '');

  const pages = Object.entries(PAGES).map(([file, what]) => {
    const [, title] = /^# (.+)$/m.exec(read(file));
    return `- [${title}](${file}): ${what}`;
  });
  const llms = `# ${name}

> ${description}

${linksFrom(0, opening(readme))}

- [README](README.md): the whole in one page
- [Skill for coding assistants](skills/${name}/SKILL.md): how to use the package, with code that runs

## Docs

${pages.join('\n')}
`;

  const skill = `---
name: ${name}
description: ${description} Use it when code saves to wizard_sessions or wizard_actions, shows what is wrong with a wizard's data, or gives an assistant a tool that fills it.
---

${DO_NOT_EDIT}

# ${name}

${linksFrom(2, opening(readme))}

## What a verdict says

${linksFrom(2, section(readme, '## What a verdict says'))}

## API

${linksFrom(2, section(readme, '## API'))}

## The stages

${linksFrom(2, section(readme, '## The stages'))}

## What is imported where

${linksFrom(2, section(readme, '### What is imported where'))}

## What is not mirrored

${linksFrom(2, section(readme, '## What is not mirrored'))}

## Code that runs

${linksFrom(2, quickStarts.split('\n').slice(1).join('\n').trim()).replaceAll(/^## /gm, '### ')}

## If something is wrong

[TROUBLESHOOTING.md](../../TROUBLESHOOTING.md) goes by SQLSTATE and by symptom; [issues.md](../../docs/issues.md) has every code with its params.
`;
  return { 'llms.txt': llms, [`skills/${name}/SKILL.md`]: skill };
}
