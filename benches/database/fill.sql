-- Fills a database with :sessions sessions of a fifth as many users, five actions each, and an entry of the audit log for
-- each. Triggers and foreign keys are off meanwhile, CHECKs are not. :document is a finished session as JSON.
-- psql -v sessions=1000000 -v document="$(cat tests/fixtures/sessions/complete.json)" -f fill.sql
SELECT wizard_private.make_months(3);
SET session_replication_role = replica;
SET synchronous_commit = off;

INSERT INTO auth.users (id)
SELECT md5('user ' || u)::uuid FROM generate_series(0, greatest(:sessions / 5, 1) - 1) u;

-- Of 20 sessions 8 are drafts, 6 active, 1 completed, 2 published, 3 abandoned; one in 50 is deleted.
INSERT INTO wizard_sessions (
  user_id, session_id, current_stage, completed_stages, organizer_data, event_data, ticket_data, venue_data, payment_data,
  status, completion_percentage, event_id, created_at, updated_at, last_interaction, published_at, deleted_at
)
SELECT
  md5('user ' || i % greatest(:sessions / 5, 1))::uuid,
  'session ' || i,
  CASE WHEN s.finished THEN d.row ->> 'current_stage' ELSE 'organizerSetup' END,
  CASE WHEN s.finished THEN ARRAY['organizerSetup', 'eventSetup', 'ticketSetup', 'venueSetup', 'paymentSetup'] ELSE '{}'::text[] END,
  d.row -> 'organizer_data',
  CASE WHEN s.finished THEN d.row -> 'event_data' ELSE '{}' END,
  CASE WHEN s.finished THEN d.row -> 'ticket_data' ELSE '{}' END,
  CASE WHEN s.finished THEN d.row -> 'venue_data' ELSE '{}' END,
  CASE WHEN s.finished THEN d.row -> 'payment_data' ELSE '{}' END,
  s.status,
  CASE WHEN s.finished THEN 100 ELSE 0 END,
  CASE WHEN s.status = 'published' THEN md5('event ' || i)::uuid END,
  t.created_at, t.created_at + interval '1 hour', t.created_at + interval '1 hour',
  CASE WHEN s.status = 'published' THEN t.created_at + interval '1 hour' END,
  CASE WHEN i % 50 = 49 THEN t.created_at + interval '1 day' END
FROM generate_series(0, :sessions - 1) i
CROSS JOIN (SELECT :'document'::jsonb AS row) d
CROSS JOIN LATERAL (
  SELECT CASE WHEN i % 20 < 8 THEN 'draft' WHEN i % 20 < 14 THEN 'active' WHEN i % 20 < 15 THEN 'completed'
    WHEN i % 20 < 17 THEN 'published' ELSE 'abandoned' END AS status, i % 20 BETWEEN 14 AND 16 AS finished
) s
-- A fixed stride spreads the times over two years, without an order in the table; the last 80 days are still to come, so
-- that actions lie in several months.
CROSS JOIN LATERAL (SELECT now() + interval '80 days' - interval '730 days' * ((i::bigint * 7919) % :sessions)::float8 / :sessions AS created_at) t;

-- Actions follow their session within a day, so they lie in the months that exist.
INSERT INTO wizard_actions (session_id, user_id, action_name, action_data, response_time_ms, created_at)
SELECT s.session_id, s.user_id, 'saved', '{"stage": "organizerSetup", "fields": ["name", "email"]}', 20 + n, s.created_at + n * interval '7 minutes'
FROM wizard_sessions s, generate_series(1, 5) n;

INSERT INTO wizard_audit_log (session_id, table_name, record_id, operation, user_id, actor_id, actor_role, old_data, new_data, content_digest, sequence, hash, created_at)
SELECT s.session_id, 'wizard_sessions', s.id, 'UPDATE', s.user_id, s.user_id, 'authenticated', '{"status": "draft"}', '{"status": "active"}', '', 1, '', now() + interval '80 days' * random()
FROM wizard_sessions s;
RESET session_replication_role;
VACUUM (ANALYZE) wizard_sessions;
VACUUM (ANALYZE) wizard_actions;
VACUUM (ANALYZE) wizard_audit_log;
VACUUM (ANALYZE) auth.users;
