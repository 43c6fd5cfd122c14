// Measures the migrations on a server that is there for it, and writes measured.json, from which db-plan estimates.
//
// Usage (through scripts/db-measure): DATABASE_URL=… ROWS=1000000 node measure.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { observe, observeRules } from './observe.mjs';
import { query } from './psql.mjs';

const root = join(import.meta.dirname, '../..');
const read = (file) => readFileSync(join(root, file), 'utf8');
const count = Number(process.env.ROWS ?? 1_000_000);
const admin = Object.assign(new URL(process.env.DATABASE_URL), { pathname: '/template1' }).href;
let databases = 0;

/** A database with only what Supabase provides. */
function database() {
  databases += 1;
  const name = `measured_${databases}`;
  query(admin, `CREATE DATABASE ${name} TEMPLATE template0`);
  const url = Object.assign(new URL(admin), { pathname: `/${name}` }).href;
  query(url, read('schemas/stubs/supabase.sql'));
  return url;
}
const faulty = (url) => query(url, read('tests/database/harness/old_rows.sql'));
/** Sessions and actions as the wizard writes them; one session in a hundred has a wrong percentage. */
const many = (url) =>
  query(
    url,
    `INSERT INTO wizard_sessions (session_id, completed_stages, completion_percentage, organizer_data, event_data, created_at)
     SELECT 'session-' || n, ARRAY['organizerSetup'], CASE WHEN n % 100 = 0 THEN 0 ELSE 20 END,
       '{"name": "Harbour Concerts", "email": "team@example.org", "phone": "+4940123456"}',
       jsonb_build_object('title', 'Concert ' || n, 'description', repeat('An evening by the water. ', 8)),
       now() - n % 300 * interval '1 day'
     FROM generate_series(1, ${count}) n;
     INSERT INTO wizard_actions (session_id, action_name, action_data, response_time_ms, created_at)
     SELECT 'session-' || n, 'save', '{"stage": "organizerSetup", "fields": 3}', n % 900, now() - n % 300 * interval '1 day'
     FROM generate_series(1, ${count}) n;
     VACUUM ANALYZE wizard_sessions, wizard_actions;`,
  );

const small = await observe(database(), faulty);
const large = await observe(database(), many);
const measured = {
  server: query(admin, 'SHOW server_version').split(' ')[0],
  load: Number(loadavg()[0].toFixed(1)),
  rows: count,
  files: small.map(({ file, locks, seconds }, number) => ({
    file,
    locks,
    seconds: { few: Number(seconds.toFixed(2)), many: Number(large[number].seconds.toFixed(2)) },
  })),
  rules: await observeRules(database, faulty),
};
writeFileSync(join(import.meta.dirname, 'measured.json'), `${JSON.stringify(measured, null, 2)}\n`);
for (const { file, seconds } of measured.files) console.log(`${file.padEnd(56)} ${seconds.few} s, ${seconds.many} s`);
