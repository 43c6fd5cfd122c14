// What it costs an action to touch `last_interaction` of its session: without the trigger, with it (at most once a minute
// a session), and with a trigger that touches every time. One writer; 1,000 sessions with complete documents; the time is
// the processor's, of the server's process.
//
// Usage: scripts/postgres/with-server node benches/database/touch.mjs   (PG_BIN= chooses the server)
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { query } from '../../tests/database/harness/psql.mjs';

const url = process.env.DATABASE_URL;
const ACTIONS = 10_000;
const ROUNDS = 7;
const complete = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../tests/fixtures/sessions/complete.json'), 'utf8'),
);
const { session_id: _, status: __, ...columns } = complete;
const names = Object.keys(columns).join(', ');
query(
  url,
  `INSERT INTO wizard_sessions (session_id, ${names})
   SELECT 's' || i, ${names} FROM generate_series(0, 999) i, json_populate_record(NULL::wizard_sessions, $json$${JSON.stringify(columns)}$json$)`,
);
const definition = query(url, `SELECT pg_get_functiondef('wizard_private.touch_last_interaction'::regproc)`);
const everyTime = definition
  .replace("now() - '00:01:00'::interval", 'now()')
  .replace("now() - interval '1 minute'", 'now()');
if (everyTime === definition) throw new Error('the condition of the trigger was not found');

const VARIANTS = {
  'no touch': 'ALTER TABLE wizard_actions DISABLE TRIGGER touch_last_interaction',
  'once a minute': `ALTER TABLE wizard_actions ENABLE TRIGGER touch_last_interaction; ${definition}; UPDATE wizard_sessions SET last_interaction = now()`,
  'every time': `ALTER TABLE wizard_actions ENABLE TRIGGER touch_last_interaction; ${everyTime}`,
};
/** The processor time that the server's process has used, in hundredths of a second: a busy machine does not change it much. */
const USED = `SELECT split_part(f, ' ', 14)::int + split_part(f, ' ', 15)::int FROM pg_read_file('/proc/self/stat') f;\n`;
const values = (n, name) => `('s' || ${n}, '${name}', '{"field": "title"}', 12)`;
const into = 'INSERT INTO wizard_actions (session_id, action_name, action_data, response_time_ms)';
const STATEMENTS = {
  single: Array.from({ length: ACTIONS }, (_, n) => `${into} VALUES ${values(n % 1000, 'single')};\n`).join(''),
  bulk: `${into} SELECT * FROM (SELECT 's' || i % 1000, 'bulk', '{"field": "title"}'::jsonb, 12 FROM generate_series(1, ${ACTIONS}) i) a;\n`,
};
/** Microseconds for an action in a transaction of its own, and for one of many in one statement. */
function measure() {
  const spent = (sql) => {
    const [before, after] = query(url, `${STATEMENTS.bulk}${USED}${sql}${USED}`).split('\n').map(Number);
    return ((after - before) * 10_000) / ACTIONS;
  };
  return { single: spent(STATEMENTS.single), bulk: spent(STATEMENTS.bulk) };
}
const results = Object.fromEntries(Object.keys(VARIANTS).map((variant) => [variant, []]));
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [variant, set] of Object.entries(VARIANTS)) {
    query(url, `${set}; VACUUM ANALYZE wizard_sessions;`.replaceAll('; ', ';\n'));
    results[variant].push(measure());
  }
}
const median = (variant, what) =>
  results[variant].map((result) => result[what]).sort((a, b) => a - b)[(ROUNDS - 1) / 2];
console.log(`PostgreSQL ${query(url, 'SHOW server_version')}, load ${loadavg()[0].toFixed(1)}`);
for (const what of ['single', 'bulk']) {
  for (const variant of Object.keys(VARIANTS)) {
    const ratio = median(variant, what) / median('no touch', what);
    console.log(
      `${what.padEnd(7)} ${variant.padEnd(14)} ${median(variant, what).toFixed(0).padStart(6)} µs an action, × ${ratio.toFixed(2)}`,
    );
  }
}
