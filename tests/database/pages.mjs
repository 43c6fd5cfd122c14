// The index of the migrations' pages has a line for each migration, in the order in which they are applied.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { check, done } from './harness/count.mjs';
import { migrations } from './harness/migrations.mjs';

if (process.env.SERVER === 'debian') {
  const index = readFileSync(join(import.meta.dirname, '../../docs/migrations/README.md'), 'utf8');
  const listed = [...index.matchAll(/^\| \[(\d+_\w+)\]\((\d+_\w+)\.md\) \|/gm)].map(([, name, page]) => {
    check(name === page, `the line of ${name} leads to its page`, [page]);
    return name;
  });
  const names = migrations.map(({ name }) => name);
  check(JSON.stringify(listed) === JSON.stringify(names), 'docs/migrations/README.md lists every migration in order', [
    ...names.filter((name) => !listed.includes(name)).map((name) => `missing: ${name}`),
    ...listed.filter((name) => !names.includes(name)).map((name) => `no such migration: ${name}`),
  ]);
}
done();
