// What db-plan tells of locks and rules (scripts/database/measured.json) is what a server does today.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { observe, observeRules } from '../../scripts/database/observe.mjs';
import { check, done } from './harness/count.mjs';
import { difference } from './harness/dump.mjs';
import { withDatabase } from './harness/migrations.mjs';
import { query } from './harness/psql.mjs';

const root = join(import.meta.dirname, '../..');
const read = (file) => readFileSync(join(root, file), 'utf8');
const measured = JSON.parse(read('scripts/database/measured.json'));
const fill = (url) => query(url, read('tests/database/harness/old_rows.sql'));

function same(what, known, now) {
  const [one, two] = [known, now].map((value) => JSON.stringify(value, null, 2));
  check(one === two, `measured.json knows the ${what} (else: make db-measure)`, difference(one, two));
}

if (process.env.SERVER !== '17') {
  await withDatabase(async (url) => {
    const locksOf = (files) => files.map(({ file, locks }) => ({ file, locks }));
    same('locks', locksOf(measured.files), locksOf(await observe(url, fill)));
  });
}
if (process.env.SERVER === 'debian') {
  await withDatabase((one) =>
    withDatabase(async (two) => {
      const databases = [one, two];
      const rules = await observeRules(() => databases.shift(), fill);
      same('rules', measured.rules, rules);
    }),
  );
}
done();
