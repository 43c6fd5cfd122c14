// What a transaction that is rolled back cannot show of row level security: COPY, and two sessions at once.
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { attempt, query, start } from './harness/psql.mjs';

const url = process.env.DATABASE_URL;
const A = '00000000-0000-4000-8000-00000000000a';
const B = '00000000-0000-4000-8000-00000000000b';
const count = { passed: 0, failed: 0 };

function is(have, want, description) {
  if (have === want) {
    count.passed += 1;
    return;
  }
  count.failed += 1;
  console.log(`not ok - ${description}\n  have: ${JSON.stringify(have)}\n  want: ${JSON.stringify(want)}`);
}

/** A script that acts as PostgREST does for this role and user. */
const as = (role, user, sql) => `\\set VERBOSITY sqlstate
BEGIN; SET LOCAL ROLE ${role};
DO $$ BEGIN PERFORM set_config('request.jwt.claims', '{"sub":"${user}","role":"${role}"}', true); END $$;
${sql}
COMMIT;
`;
const run = (role, user, sql) => {
  const { output, error } = attempt(url, as(role, user, sql));
  return error === undefined ? output.trim() : /ERROR: +(\w+)/.exec(error)?.[1];
};

query(
  url,
  `INSERT INTO auth.users (id) VALUES ('${A}'), ('${B}');
   INSERT INTO wizard_sessions (session_id, user_id) VALUES ('a-1', '${A}'), ('a-2', '${A}'), ('b-1', '${B}');
   INSERT INTO wizard_sessions (session_id, user_id, deleted_at) VALUES ('a-deleted', '${A}', now() - interval '1 year');
   INSERT INTO wizard_actions (session_id, action_name) VALUES ('a-1', 'x'), ('b-1', 'x');`,
);

// COPY
is(run('authenticated', A, 'COPY wizard_sessions (session_id) TO STDOUT;'), 'a-1\na-2', 'COPY TO shows the own rows');
is(run('authenticated', A, 'COPY (SELECT session_id FROM wizard_actions) TO STDOUT;'), 'a-1', 'COPY of a query, too');
is(run('authenticated', A, 'COPY (TABLE wizard_private.months) TO STDOUT;'), '42501', 'COPY of what is private');
is(run('authenticated', A, "COPY wizard_sessions TO '/tmp/sessions';"), '42501', 'COPY to a file of the server');
is(run('authenticated', A, "COPY wizard_sessions TO PROGRAM 'cat';"), '42501', 'COPY to a program');
is(run('authenticated', A, 'COPY wizard_sessions (session_id) FROM STDIN;\na-3\n\\.'), '0A000', 'COPY FROM is refused');
is(
  run('authenticated', A, 'COPY wizard_actions (session_id, action_name) FROM STDIN;\nb-1\ty\n\\.'),
  '0A000',
  'for actions',
);
is(run('authenticated', A, 'COPY wizard_audit_log (session_id) FROM STDIN;\nb-1\n\\.'), '42501', 'for the audit log');
is(run('anon', A, 'COPY wizard_sessions (session_id) TO STDOUT;'), '42501', 'COPY TO as anon');
is(run('anon', A, 'COPY wizard_sessions (session_id) FROM STDIN;\na-3\n\\.'), '42501', 'COPY FROM as anon');
is(query(url, 'SELECT count(*) FROM wizard_sessions'), '4', 'COPY has written nothing');

// A save that waits for a deletion does not bring the session back.
const deleting = start(url, as('authenticated', A, `SELECT delete_wizard_session('a-1'); SELECT pg_sleep(1.5);`));
await sleep(500);
const [saved, upserted] = await Promise.all([
  start(
    url,
    as(
      'authenticated',
      A,
      `WITH saved AS (UPDATE wizard_sessions SET current_stage = 'eventSetup' WHERE session_id = 'a-1' RETURNING 1) SELECT count(*) FROM saved;`,
    ),
  ),
  start(
    url,
    as(
      'authenticated',
      A,
      `INSERT INTO wizard_sessions (session_id) VALUES ('a-1') ON CONFLICT (session_id) DO UPDATE SET session_id = EXCLUDED.session_id;`,
    ),
  ),
]);
is((await deleting).output.trim(), 't', 'the deletion is done');
is(saved.output.trim(), '0', 'a save that had to wait for it writes no row');
is(upserted.error?.includes('42501'), true, 'an upsert that had to wait for it is refused');
is(
  query(url, "SELECT deleted_at IS NOT NULL, current_stage FROM wizard_sessions WHERE session_id = 'a-1'"),
  't|organizerSetup',
  'the session is deleted, as it was',
);

// A purge does not wait for a session that is being restored, and leaves it.
let restored = false;
const restoring = start(
  url,
  as('authenticated', A, `SELECT restore_wizard_session('a-deleted'); SELECT pg_sleep(1.5);`),
);
const whenRestored = restoring.then(() => {
  restored = true;
});
await sleep(500);
const purge = await start(
  url,
  as('service_role', '', `SELECT wizard_private.purge_wizard_sessions(interval '30 days');`),
);
is(purge.output.trim(), '0', 'a purge leaves a session that is being restored');
is(restored, false, 'it does not wait for it');
await whenRestored;
is((await restoring).output.trim(), 't', 'the restore is done');
is(
  query(url, "SELECT count(*) FROM wizard_sessions WHERE session_id = 'a-deleted' AND deleted_at IS NULL"),
  '1',
  'the session is live',
);

console.log(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed === 0 ? 0 : 1;
