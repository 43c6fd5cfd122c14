// Usage: node scripts/quick-starts.mjs [--write]   Checks that docs/quick-starts.md shows the files of docs/quick-starts/, and
// those of examples/ that it names, as they are: after each `<!-- FILE -->`, that file in a code block. --write updates the page.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const docs = path.join(import.meta.dirname, '../docs');
const page = path.join(docs, 'quick-starts.md');
const text = readFileSync(page, 'utf8');
const shown = [];
const right = text.replace(/<!-- (\S+\.\w+) -->\n(```\w+\n[\s\S]*?\n```\n)?/g, (_, name) => {
  shown.push(name);
  const code = readFileSync(path.join(docs, name), 'utf8');
  return `<!-- ${name} -->\n\`\`\`${path.extname(name).slice(1)}\n${code}\`\`\`\n`;
});
const missing = readdirSync(path.join(docs, 'quick-starts')).filter((name) => !shown.includes(`quick-starts/${name}`));
if (process.argv.includes('--write')) writeFileSync(page, right);
else if (right !== text) missing.push('the files as they are now (run node scripts/quick-starts.mjs --write)');
if (missing.length > 0) {
  console.error(`docs/quick-starts.md does not show ${missing.join(', ')}`);
  process.exitCode = 1;
}
