-- Rows as they may stand in a database that has only migration 1: good ones, and every fault that it lets through.
INSERT INTO auth.users (id) SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid FROM generate_series(1, 5) n;

INSERT INTO wizard_sessions (session_id, user_id, status, created_at, updated_at, last_interaction)
SELECT 'good-' || n, ('00000000-0000-4000-8000-' || lpad((n % 5 + 1)::text, 12, '0'))::uuid,
  (ARRAY['draft', 'active', 'abandoned'])[n % 3 + 1],
  now() - n * interval '1 day', now() - n * interval '1 day', now() - n * interval '12 hours'
FROM generate_series(1, 100) n;

INSERT INTO wizard_sessions (session_id, current_stage) VALUES ('stage unknown', 'nowhere'), ('stage empty', '');
INSERT INTO wizard_sessions (session_id, completed_stages, completion_percentage) VALUES
  ('no stages', NULL, 0),
  ('stages with NULL', ARRAY['organizerSetup', NULL], 20),
  ('stages unknown', ARRAY['organizerSetup', 'nowhere'], 40),
  ('stages twice', ARRAY['organizerSetup', 'organizerSetup'], 40),
  ('stages in two dimensions', '{{organizerSetup,eventSetup},{ticketSetup,venueSetup}}', 80),
  ('stages from zero', '[0:1]={organizerSetup,eventSetup}', 40),
  ('percentage too low', ARRAY['organizerSetup', 'eventSetup'], 0),
  ('percentage too high', '{}', 100),
  ('no percentage', '{}', NULL);
INSERT INTO wizard_sessions (session_id, status, completed_stages, completion_percentage, published_at) VALUES
  ('no status', NULL, '{}', 0, NULL),
  ('completed too early', 'completed', '{}', 0, NULL),
  ('published too early', 'published', ARRAY['organizerSetup'], 20, now()),
  ('published at no time', 'published', ARRAY['organizerSetup', 'eventSetup', 'ticketSetup', 'venueSetup', 'paymentSetup'], 100, NULL),
  ('time of publishing left', 'draft', '{}', 0, now());
INSERT INTO wizard_sessions (session_id, organizer_data, event_data, ticket_data, venue_data, payment_data) VALUES
  ('no data', NULL, NULL, NULL, NULL, NULL),
  ('data of all kinds', '[]', '"text"', '1', 'true', 'null'),
  ('data that no stage allows', '{"name": 1}', '{"title": []}', '{"tickets": "none"}', '{"capacity": -1}', '{"currency": {}}');
INSERT INTO wizard_sessions (session_id, created_at, updated_at, last_interaction) VALUES
  ('no times', NULL, NULL, NULL), ('long ago', '2019-02-28T23:59:59Z', '2019-03-01', '2019-03-01'), ('times to come', '2031-01-01', '2031-01-01', '2031-01-01');

INSERT INTO wizard_actions (session_id, action_name, action_data, response_time_ms, created_at)
SELECT 'good-' || (n % 100 + 1), 'save', jsonb_build_object('n', n), n % 1000, now() - n * interval '9 hours'
FROM generate_series(1, 300) n;
INSERT INTO wizard_actions (session_id, action_name, action_data, response_time_ms, created_at) VALUES
  (NULL, 'of no session', '{}', 1, now()),
  ('good-1', 'negative', '{}', -1, now()),
  ('good-1', 'without anything', NULL, NULL, NULL),
  ('good-2', 'long ago', '{}', 1, '2019-01-31T23:59:59.999999Z'),
  ('good-3', 'to come', '{}', 1, '2031-01-01T00:00:00Z');
