// The import of the old tables: every value of every old row is found in a session or in the audit log, the newest
// wins, a rehearsal writes nothing and tells the same, twice is once, and what was stopped goes on.
// SESSIONS=20000 makes 100,000 rows; by default there are 2,000.
import { join } from 'node:path';
import process from 'node:process';
import { check, done } from './harness/count.mjs';
import { attempt, query } from './harness/psql.mjs';

const url = process.env.DATABASE_URL;
const sessions = Number(process.env.SESSIONS || 400);
const file = (name) => ['-1', '-f', join(import.meta.dirname, 'old_tables', name)];
const number = (sql, database = url) => Number(query(database, sql));

/** Calls `work` with a copy of the database. */
function withCopy(work) {
  const name = new URL(url).pathname.slice(1);
  const copy = `${name}_stopped`;
  const admin = Object.assign(new URL(url), { pathname: '/template1' }).href;
  query(admin, `CREATE DATABASE ${copy} TEMPLATE ${name}`);
  try {
    return work(Object.assign(new URL(url), { pathname: `/${copy}` }).href);
  } finally {
    query(admin, `DROP DATABASE ${copy} WITH (FORCE)`);
  }
}

/** Imports batch by batch, each a transaction; returns the sums. */
function importAll(database, batch) {
  const sums = { inserted: 0, updated: 0, unchanged: 0, refused: 0, kept: 0 };
  for (let after = ''; ; ) {
    const from = after === '' ? 'NULL' : `$a$${after}$a$`;
    const [last, ...counts] = query(
      database,
      `SELECT * FROM wizard_private.import_old_tables(${from}, ${batch})`,
    ).split('|');
    Object.keys(sums).forEach((name, index) => {
      sums[name] += Number(counts[index]);
    });
    // The rows without a session come first, under the empty text.
    if (last === '' && after !== '') return sums;
    after = last === '' ? '!' : last;
  }
}

// Without any of the old tables there is nothing to import, and that is said.
const none = attempt(url, 'SELECT * FROM wizard_private.import_old_tables()');
check(/none of the old tables is there/.test(none.error ?? ''), 'missing tables are told', [none.error ?? 'no error']);

query(url, '', ...file('tables.sql'));
query(url, `SET old_rows.sessions = ${sessions};\n\\i ${join(import.meta.dirname, 'old_tables/rows.sql')}`);
query(url, '', ...file('judge.sql'));
const rows = number('SELECT count(*) FROM old_rows.all');
check(rows === 5 * sessions, `there are ${5 * sessions} old rows`, [String(rows)]);

// A column that the import cannot do without.
const renamed = attempt(
  url,
  'BEGIN; ALTER TABLE copilot_states RENAME session_id TO wizard_id; SELECT * FROM wizard_private.import_old_tables()',
);
check(/the table copilot_states lacks the column session_id/.test(renamed.error ?? ''), 'a missing column is told', [
  renamed.error ?? 'no error',
]);
// One that it can do without.
const without = attempt(
  url,
  `BEGIN; ALTER TABLE copilot_forms DROP COLUMN is_complete; DROP TABLE copilot_conversations CASCADE;
   SELECT inserted + updated > 0 FROM wizard_private.import_old_tables('old-1', 20); ROLLBACK`,
);
check(without.output.trim() === 't', 'other columns and tables may be missing', [without.error ?? without.output]);

// The rehearsal, in a transaction that cannot write.
const planned = query(
  url,
  `SET default_transaction_read_only = on;
   SELECT string_agg(action || ' ' || n, ', ' ORDER BY action) FROM (
     SELECT plan ->> 'action' AS action, count(*) AS n FROM wizard_private.rehearse_old_tables(NULL, 1000000) GROUP BY 1
   ) AS told`,
);

withCopy((stopped) => {
  const sums = importAll(url, 300);
  const told = Object.entries({
    insert: sums.inserted,
    none: sums.unchanged,
    refused: sums.refused,
    update: sums.updated,
  })
    .filter(([, count]) => count > 0)
    .map(([action, count]) => `${action} ${count}`)
    .join(', ');
  check(planned === told, 'the rehearsal tells what the import does', [planned, told]);
  check(sums.inserted > 0 && sums.updated > 0 && sums.unchanged > 0, 'sessions of every kind occur', [told]);
  check(sums.kept === rows, 'each old row has its entry', [String(sums.kept)]);

  const lost = query(url, 'SELECT * FROM old_rows.lost LIMIT 20');
  check(lost === '', 'every value is in a session or in the audit log', lost.split('\n'));
  const wrong = query(url, 'SELECT * FROM old_rows.wrong LIMIT 10');
  check(wrong === '', 'the newest value wins, with its faults removed', wrong.split('\n'));
  const existing = query(url, 'SELECT * FROM old_rows.wrong_existing LIMIT 10');
  check(existing === '', 'a session that exists loses nothing that is newer', existing.split('\n'));
  check(number('SELECT count(*) FROM old_rows.newest') > 3 * sessions * 0.5, 'there was data to import');
  check(
    number(`SELECT count(*) FROM wizard_sessions WHERE status = 'completed' AND session_id LIKE 'whole-%'`) > 0,
    'some sessions are completed',
  );
  check(
    number(`SELECT count(*) FROM wizard_sessions a JOIN wizard_sessions b
      ON lower(a.session_id) = lower(b.session_id) AND a.session_id < b.session_id`) > 0,
    'session ids that differ by case stay two sessions',
  );
  const leaked = query(
    url,
    `SELECT a.session_id, a.record_id FROM wizard_audit_log a
     JOIN old_rows.all o ON o.id = a.record_id AND o.old_table = a.table_name
     WHERE a.operation = 'IMPORT' AND o.user_id IS NOT NULL AND a.user_id IS DISTINCT FROM o.user_id
       AND NOT (a.user_id IS NULL AND NOT EXISTS (SELECT FROM auth.users u WHERE u.id = o.user_id)) LIMIT 5`,
  );
  check(leaked === '', 'nobody can read what another user wrote', leaked.split('\n'));
  check(
    number(`SELECT count(*) FROM wizard_sessions s JOIN old_rows.all o ON o.session_id = s.session_id
      WHERE s.user_id <> o.user_id`) > 0,
    'sessions with rows of two users occur',
  );

  // Twice is once.
  const result = query(url, 'SELECT old_rows.result()');
  const again = importAll(url, 1000);
  check(
    Object.values(again).every((count) => count === 0),
    'a second import does nothing',
    [JSON.stringify(again)],
  );
  check(query(url, 'SELECT old_rows.result()') === result, 'a second import changes nothing');

  // Stopped in the middle of a batch after some others, and begun anew with other batches.
  for (const [after, batch] of [
    ['NULL', 100],
    [`'old-3'`, 150],
  ]) {
    query(stopped, `SELECT * FROM wizard_private.import_old_tables(${after}, ${batch})`);
  }
  const broken = attempt(
    stopped,
    `SET statement_timeout = '400ms'; SELECT * FROM wizard_private.import_old_tables(NULL, 1000000)`,
  );
  check(/statement timeout/.test(broken.error ?? ''), 'it was stopped in the middle', [broken.error ?? 'it was not']);
  check(
    number('SELECT count(*) FROM wizard_private.old_rows_imported', stopped) < rows,
    'the batch that was stopped has left nothing',
  );
  importAll(stopped, 700);
  check(query(stopped, 'SELECT old_rows.result()') === result, 'what was stopped ends as what was not');
});

// The old tables are still written after the import: the next one takes what is newer, and only that.
const [form, session] = query(
  url,
  `SELECT f.id, f.session_id FROM copilot_forms f JOIN wizard_sessions s ON s.session_id = f.session_id
   WHERE f.form_type LIKE 'organizer%' AND f.user_id = s.user_id AND s.status NOT IN ('completed', 'published')
     AND s.deleted_at IS NULL ORDER BY f.id LIMIT 1`,
).split('|');
query(url, `UPDATE copilot_forms SET data = '{"name": "Written later"}', updated_at = now() WHERE id = '${form}'`);
const later = importAll(url, 5000);
check(later.updated === 1 && later.kept === 1, 'a row that has changed is imported again', [JSON.stringify(later)]);
check(
  query(url, `SELECT organizer_data ->> 'name' FROM wizard_sessions WHERE session_id = '${session}'`) ===
    'Written later',
  'with its new value',
);
query(
  url,
  `UPDATE wizard_sessions SET organizer_data = '{"name": "By its owner"}' WHERE session_id = '${session}';
  UPDATE copilot_forms SET data = '{"name": "Written before"}', updated_at = '2025-05-05' WHERE id = '${form}'`,
);
const older = importAll(url, 5000);
check(older.updated === 0 && older.kept === 1, 'an older value does not win', [JSON.stringify(older)]);
check(
  number(
    `SELECT count(*) FROM wizard_audit_log WHERE record_id = '${form}' AND old_data #>> '{data,name}' = 'Written before'`,
  ) === 1,
  'but is kept',
);

// What was purged after its import, or archived, does not come back when the old tables are written.
query(
  url,
  `DELETE FROM wizard_sessions WHERE session_id = '${session}';
   INSERT INTO wizard_private.archived_sessions (session_id, session, actions) VALUES ('archived', '{}', '[]');
   INSERT INTO copilot_forms (session_id, form_type, data) VALUES ('archived', 'organizer', '{"name": "Archived"}');
   UPDATE copilot_forms SET data = '{"name": "After the purge"}', updated_at = now() WHERE id = '${form}'`,
);
const gone = importAll(url, 5000);
check(gone.inserted === 0 && gone.unchanged === 2 && gone.kept === 2, 'purged and archived sessions stay away', [
  JSON.stringify(gone),
]);
check(
  number(`SELECT count(*) FROM wizard_sessions WHERE session_id IN ('archived', '${session}')`) === 0,
  'there is no such session',
);
done();
