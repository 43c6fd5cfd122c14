// Files 11 to 15 on a database that has rows already: data that the stages' CHECKs would refuse is mended as
// 20260113000000 says, no other row is touched, and the audit log keeps the old values.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import process from 'node:process';
import { query } from './harness/psql.mjs';
import { sqlFiles } from './harness/servers.mjs';

const name = `existing_stage_data_${process.pid}`;
const admin = Object.assign(new URL(process.env.DATABASE_URL), { pathname: '/template1' }).href;
const url = Object.assign(new URL(admin), { pathname: `/${name}` }).href;

const files = [...sqlFiles('stubs'), ...sqlFiles('migrations')];
const stamp = (file) => (basename(file) === 'supabase.sql' ? '0' : basename(file).slice(0, 8));
const apply = (from, to) => {
  for (const file of files) if (stamp(file) >= from && stamp(file) < to) query(url, readFileSync(file, 'utf8'), '-1');
};

const ALL = ['organizerSetup', 'eventSetup', 'ticketSetup', 'venueSetup', 'paymentSetup'];
const COMPLETE = {
  organizer_data: { name: 'Harbour Jazz', email: 'a@b.example', kind: 'individual' },
  event_data: {
    title: 'Jazz',
    summary: 'By the sea.',
    category: 'music',
    starts_at: '2028-06-12T19:30:00+01:00',
    time_zone: 'Europe/London',
    attendance_mode: 'online',
    visibility: 'public',
  },
  ticket_data: { currency: 'EUR', tiers: [{ name: 'Seat', kind: 'paid', price_minor: 1250 }] },
  venue_data: { attendance_mode: 'online' },
  payment_data: { provider: 'offline', refund_policy: 'no_refunds', accepted_terms: true },
};
const finished = (status, columns = {}) => ({
  ...COMPLETE,
  completed_stages: ALL,
  completion_percentage: 100,
  status,
  ...columns,
});
const without = (stage) => ALL.filter((each) => each !== stage);
// What is in the table, and what of it changes: `null` where nothing may.
const SESSIONS = {
  'an empty draft': [{}, null],
  'a draft with some data': [{ ...COMPLETE, status: 'active' }, null],
  'completed and sound': [finished('completed'), null],
  'published and sound': [finished('published'), null],
  'one stage completed': [
    { organizer_data: COMPLETE.organizer_data, completed_stages: ['organizerSetup'], completion_percentage: 20 },
    null,
  ],
  'published without a title': [
    finished('published', { event_data: { ...COMPLETE.event_data, title: undefined } }),
    { completed_stages: without('eventSetup'), completion_percentage: 80, status: 'active', published_at: null },
  ],
  'completed without a currency': [
    finished('completed', { ticket_data: { tiers: COMPLETE.ticket_data.tiers } }),
    { completed_stages: without('ticketSetup'), completion_percentage: 80, status: 'active' },
  ],
  'abandoned, completed with a wrong member': [
    finished('abandoned', { venue_data: { attendance_mode: 'online', name: 7 } }),
    { completed_stages: without('venueSetup'), completion_percentage: 80, venue_data: { attendance_mode: 'online' } },
  ],
  'completed, all of it empty': [
    finished('completed', Object.fromEntries(Object.keys(COMPLETE).map((column) => [column, {}]))),
    { completed_stages: [], completion_percentage: 0, status: 'active' },
  ],
  'wrong members among right ones': [
    { organizer_data: { name: 'Harbour Jazz', kind: 'club', fax: '1', email: 'a@b.example' } },
    { organizer_data: { name: 'Harbour Jazz', email: 'a@b.example' } },
  ],
  'members that are wrong together': [
    { payment_data: { provider: 'stripe', statement_descriptor: 'JAZZ' } },
    { payment_data: {} },
  ],
  'no object': [
    { event_data: [1], ticket_data: 'x' },
    { event_data: {}, ticket_data: {} },
  ],
  'a completed stage that is no object': [
    { event_data: [1], completed_stages: ['eventSetup'], completion_percentage: 20 },
    { event_data: {}, completed_stages: [], completion_percentage: 0 },
  ],
};

const COLUMNS = [...Object.keys(COMPLETE), 'completed_stages', 'completion_percentage', 'status'];
const DEFAULTS = {
  ...Object.fromEntries(Object.keys(COMPLETE).map((column) => [column, {}])),
  completed_stages: [],
  completion_percentage: 0,
  status: 'draft',
};
const stored = () =>
  Object.fromEntries(
    JSON.parse(query(url, 'SELECT json_agg(to_json(s)) FROM (SELECT *, xmin FROM wizard_sessions) s')).map((row) => [
      row.session_id,
      row,
    ]),
  );

const count = { passed: 0, failed: 0 };
function check(title, body) {
  try {
    body();
    count.passed += 1;
  } catch (error) {
    count.failed += 1;
    console.log(`${title}: ${error.message}`);
  }
}

query(admin, `CREATE DATABASE ${name}`);
try {
  apply('0', '20260111');
  const rows = Object.entries(SESSIONS).map(([session_id, [columns]]) => ({ session_id, ...DEFAULTS, ...columns }));
  query(
    url,
    `INSERT INTO wizard_sessions (session_id, ${COLUMNS}) SELECT session_id, ${COLUMNS}
     FROM json_populate_recordset(NULL::wizard_sessions, $json$${JSON.stringify(rows)}$json$)`,
  );
  const before = stored();
  apply('20260111', '20260116');
  const after = stored();
  for (const [title, [, mended]] of Object.entries(SESSIONS)) {
    check(title, () => {
      if (mended === null) return assert.deepEqual(after[title], before[title]);
      const { xmin: _, updated_at, ...found } = after[title];
      const { xmin: __, updated_at: ___, ...old } = before[title];
      assert.deepEqual(found, { ...old, ...mended });
      assert.notEqual(updated_at, before[title].updated_at);
    });
  }
  check('the audit log keeps the old values', () => {
    const old = `SELECT old_data FROM wizard_audit_log WHERE session_id = 'wrong members among right ones' AND operation = 'UPDATE'`;
    assert.deepEqual(
      JSON.parse(query(url, old)).organizer_data,
      before['wrong members among right ones'].organizer_data,
    );
  });
  check('all CHECKs are validated', () =>
    assert.equal(query(url, `SELECT count(*) FROM pg_constraint WHERE contype = 'c' AND NOT convalidated`), '0'),
  );
} finally {
  query(admin, `DROP DATABASE ${name}`);
}
console.log(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed === 0 ? 0 : 1;
