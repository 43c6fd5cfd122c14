// Imports the old tables batch by batch, each in a transaction of its own, and prints how far it has come.
import process from 'node:process';
import { attempt } from './psql.mjs';

const url = process.env.DATABASE_URL;
const batch = Number(process.env.BATCH || 500);
const names = ['inserted', 'updated', 'unchanged', 'refused', 'kept_rows'];
const sums = Object.fromEntries(names.map((name) => [name, 0]));
let after = 'NULL';
for (;;) {
  const { output, error } = attempt(
    url,
    `SELECT row_to_json(i) FROM wizard_private.import_old_tables(${after}, ${batch}) AS i`,
  );
  if (error !== undefined) {
    console.error(`db-import: ${error}\nWhat was printed before is imported; run it again to go on.`);
    process.exit(1);
  }
  const told = JSON.parse(output);
  if (told.last_session === null) break;
  for (const name of names) sums[name] += told[name];
  const counts = names.map((name) => `${sums[name]} ${name.replace('_', ' ')}`).join(', ');
  console.log(`up to ${JSON.stringify(told.last_session)}: ${counts}`);
  after = `convert_from('\\x${Buffer.from(told.last_session).toString('hex')}', 'UTF8')`;
}
