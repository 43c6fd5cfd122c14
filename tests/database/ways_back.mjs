// Every migration can be taken back: up, down and up again leaves the schema as it was, in an empty and in a filled
// database; and all of them taken back, the newest first, leave what there was before.
import { join } from 'node:path';
import process from 'node:process';
import { check, done } from './harness/count.mjs';
import { difference, schemaOf } from './harness/dump.mjs';
import { apply, exists, migrations, withDatabase } from './harness/migrations.mjs';

const rows = join(import.meta.dirname, 'harness/old_rows.sql');

/** Applies a file; a failure is counted. */
function applied(database, file, what) {
  const error = apply(database, file);
  check(error === undefined, what, error?.split('\n'));
  return error === undefined;
}

function same(before, database, what) {
  const after = schemaOf(database);
  check(after === before, what, after === before ? [] : difference(before, after));
}

async function thereAndBack(kind) {
  await withDatabase((database) => {
    /** The schema before each migration that was applied, and at the end as it is now. */
    const known = [schemaOf(database)];
    for (const { name, up, down } of migrations) {
      if (!applied(database, up, `${kind}: ${name} applies`)) return;
      const once = schemaOf(database);
      if (exists(down)) {
        if (!applied(database, down, `${kind}: ${name} is taken back`)) return;
        same(known.at(-1), database, `${kind}: ${name}: up, down leaves the schema as it was`);
        if (!applied(database, up, `${kind}: ${name} applies again`)) return;
        same(once, database, `${kind}: ${name}: up, down, up leaves the same as up`);
      }
      if (known.length === 1 && kind === 'filled') applied(database, rows, 'old rows are written');
      known.push(once);
    }
    for (const { name, down } of [...migrations].reverse()) {
      known.pop();
      if (!exists(down) || !applied(database, down, `${kind}: all back: ${name} is taken back`)) return;
      same(known.at(-1), database, `${kind}: all back: ${name} leaves the schema as it was`);
    }
  });
}

if (process.env.SERVER === 'debian') {
  for (const { name, down, page } of migrations) {
    check(exists(down), `schemas/rollback/${name}.sql exists`);
    check(exists(page), `docs/migrations/${name}.md exists`);
  }
  await thereAndBack('filled');
} else if (process.env.SERVER === '18') {
  await thereAndBack('empty');
  await thereAndBack('filled');
}
done();
