-- The CHECKs and NOT NULLs of sessions and actions: both sides of each bound, NULL, arrays of two dimensions.
-- As the owner, so that row level security is not what refuses.
SELECT * FROM no_plan();

-- Inserts a session with these columns and all others as they are in a good draft, whose stages could be completed; takes
-- it away again.
CREATE FUNCTION pg_temp.session(columns jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  violated text;
  good jsonb := '{
    "session_id": "row rules", "current_stage": "organizerSetup", "completed_stages": [], "status": "draft",
    "completion_percentage": 0,
    "organizer_data": {"name": "Ada", "email": "ada@example.org", "kind": "individual"},
    "event_data": {"title": "Fair", "summary": "A fair", "category": "music", "starts_at": "2027-06-12T19:30:00+01:00",
                   "time_zone": "Europe/London", "attendance_mode": "online", "visibility": "public"},
    "ticket_data": {"external_ticket_url": "https://tickets.example/fair"},
    "venue_data": {"attendance_mode": "online"},
    "payment_data": {"provider": "none", "refund_policy": "no_refunds", "accepted_terms": true},
    "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z",
    "last_interaction": "2026-01-01T00:00:00Z"
  }';
  names text;
BEGIN
  SELECT string_agg(quote_ident(key), ', ') INTO names FROM jsonb_object_keys(good || columns) AS key;
  -- json, not jsonb, as PostgREST has it.
  EXECUTE format(
    'INSERT INTO public.wizard_sessions (%1$s) SELECT %1$s FROM json_populate_record(NULL::public.wizard_sessions, $1)', names
  ) USING (good || columns)::json;
  DELETE FROM public.wizard_sessions WHERE session_id = 'row rules';
  RETURN 'accepted';
EXCEPTION
  WHEN check_violation THEN
    GET STACKED DIAGNOSTICS violated = CONSTRAINT_NAME;
    RETURN violated;
  WHEN not_null_violation THEN
    GET STACKED DIAGNOSTICS violated = COLUMN_NAME;
    RETURN 'not null: ' || violated;
END
$$;

-- current_stage
SELECT is(pg_temp.session(jsonb_build_object('current_stage', stage)), 'accepted', format('the current stage can be %s', stage))
FROM unnest('{organizerSetup,eventSetup,ticketSetup,venueSetup,paymentSetup}'::text[]) AS stage;
SELECT is(pg_temp.session(jsonb_build_object('current_stage', stage)), 'known_current_stage', format('the current stage cannot be %L', stage))
FROM unnest('{"",eventsetup,"eventSetup ",review}'::text[]) AS stage;
SELECT is(pg_temp.session('{"current_stage": null}'), 'not null: current_stage', 'the current stage cannot be NULL');

-- completed_stages: each stage alone, all of them, and what is no plain list of them
SELECT is(
  pg_temp.session(jsonb_build_object('completed_stages', jsonb_build_array(stage), 'completion_percentage', 20)),
  'accepted', format('%s can be completed', stage)
) FROM unnest('{organizerSetup,eventSetup,ticketSetup,venueSetup,paymentSetup}'::text[]) AS stage;
SELECT is(pg_temp.session('{"completed_stages": ["review"]}'), 'known_completed_stages', 'an unknown stage is not completed');
SELECT is(
  pg_temp.session('{"completed_stages": ["review", "review", "eventSetup"], "completion_percentage": 20}'),
  'known_completed_stages', 'an unknown stage that is repeated is told once'
);
SELECT is(pg_temp.session('{"completed_stages": [null]}'), 'known_completed_stages', 'NULL is no completed stage');
SELECT is(
  pg_temp.session('{"completed_stages": ["eventSetup", null], "completion_percentage": 20}'),
  'known_completed_stages', 'NULL beside a stage is no completed stage'
);
SELECT is(
  pg_temp.session('{"completed_stages": [["eventSetup"]], "completion_percentage": 20}'),
  'known_completed_stages', 'an array of two dimensions is refused, and does not err'
);
SELECT is(
  pg_temp.session('{"completed_stages": [["eventSetup", "venueSetup"]], "completion_percentage": 40}'),
  'known_completed_stages', 'an array of two dimensions and two stages is refused, and does not err'
);
SELECT is(
  pg_temp.session('{"completed_stages": [["review", null]]}'),
  'known_completed_stages', 'an array of two dimensions of anything is refused, and does not err'
);
SELECT is(pg_temp.session('{"completed_stages": [[], []]}'), 'accepted', 'nothing but empty arrays is an empty array');
SELECT is(
  pg_temp.session('{"completed_stages": "[5:6]={eventSetup,venueSetup}", "completion_percentage": 40}'),
  'accepted', 'an array may count from another number than 1'
);
SELECT is(
  pg_temp.session('{"completed_stages": ["eventSetup", "eventSetup"], "completion_percentage": 20}'),
  'completed_stages_distinct', 'a stage is completed once'
);
SELECT is(
  pg_temp.session('{"completed_stages": ["eventSetup", "venueSetup", "eventSetup"], "completion_percentage": 40}'),
  'completed_stages_distinct', 'a stage is completed once, wherever it stands'
);
SELECT is(pg_temp.session('{"completed_stages": null}'), 'not null: completed_stages', 'the completed stages cannot be NULL');

-- completion_percentage and status, for each number of completed stages
WITH stages AS (
  SELECT n, (ARRAY['organizerSetup', 'eventSetup', 'ticketSetup', 'venueSetup', 'paymentSetup'])[:n] AS completed FROM generate_series(0, 5) AS n
)
SELECT is(
  pg_temp.session(jsonb_build_object('completed_stages', completed, 'completion_percentage', percentage)),
  CASE WHEN percentage = 20 * n THEN 'accepted' ELSE 'completion_percentage_agrees' END,
  format('%s completed stages and %s per cent', n, percentage)
) FROM stages, unnest(ARRAY[20 * n - 1, 20 * n, 20 * n + 1]) AS percentage;
SELECT is(pg_temp.session('{"completion_percentage": null}'), 'not null: completion_percentage', 'the percentage cannot be NULL');

WITH stages AS (
  SELECT n, (ARRAY['paymentSetup', 'eventSetup', 'ticketSetup', 'venueSetup', 'organizerSetup'])[:n] AS completed FROM generate_series(4, 5) AS n
)
SELECT is(
  pg_temp.session(jsonb_build_object('completed_stages', completed, 'completion_percentage', 20 * n, 'status', status)),
  CASE WHEN n = 4 AND status = 'completed' THEN 'finished_when_all_completed' ELSE 'accepted' END,
  format('%s completed stages and the status %s', n, status)
) FROM stages, unnest('{draft,active,completed,abandoned}'::text[]) AS status;
SELECT is(pg_temp.session('{"status": null}'), 'not null: status', 'the status cannot be NULL');
SELECT is(pg_temp.session('{"status": "archived"}'), 'valid_status', 'the status is one of five');

-- NULL, where it means nothing
SELECT is(pg_temp.session(jsonb_build_object(name, NULL)), 'not null: ' || name, format('%s cannot be NULL', name))
FROM unnest('{session_id,organizer_data,event_data,ticket_data,venue_data,payment_data,created_at,updated_at,last_interaction}'::text[]) AS name;
SELECT is(pg_temp.session(jsonb_build_object(name, NULL)), 'accepted', format('%s can be NULL', name))
FROM unnest('{user_id,event_id,published_at,deleted_at}'::text[]) AS name;

-- The same rules hold for an UPDATE.
INSERT INTO wizard_sessions (session_id, ticket_data, venue_data) VALUES
  ('updated', '{"external_ticket_url": "https://tickets.example/fair"}', '{"attendance_mode": "online"}');
SELECT throws_ok($$ UPDATE wizard_sessions SET completion_percentage = 20 WHERE session_id = 'updated' $$, '23514', NULL, 'an UPDATE is judged, too');
SELECT throws_ok($$ UPDATE wizard_sessions SET status = NULL WHERE session_id = 'updated' $$, '23502', NULL, 'an UPDATE to NULL is refused, too');
SELECT lives_ok(
  $$ UPDATE wizard_sessions SET completed_stages = '{venueSetup}', completion_percentage = 20 WHERE session_id = 'updated' $$,
  'what belongs together changes together'
);
SELECT throws_ok(
  $$ INSERT INTO wizard_sessions (session_id, completion_percentage) VALUES ('updated', 20)
     ON CONFLICT (session_id) DO UPDATE SET completion_percentage = EXCLUDED.completion_percentage $$,
  '23514', NULL, 'an upsert is judged by the row that it would insert, though the row that it makes is good'
);
SELECT lives_ok(
  $$ INSERT INTO wizard_sessions (session_id, completed_stages, completion_percentage, ticket_data, venue_data)
     VALUES ('updated', '{ticketSetup,venueSetup}', 40, '{"external_ticket_url": "https://tickets.example/fair"}', '{"attendance_mode": "online"}')
     ON CONFLICT (session_id) DO UPDATE SET completed_stages = EXCLUDED.completed_stages, completion_percentage = EXCLUDED.completion_percentage $$,
  'an upsert of a good row changes the row that is there'
);
SELECT is((SELECT completion_percentage FROM wizard_sessions WHERE session_id = 'updated'), 40, 'the upsert has changed it');

-- Actions
SELECT lives_ok(
  format('INSERT INTO wizard_actions (session_id, action_name, response_time_ms) VALUES (%L, %L, %L)', 'updated', 'a', time),
  format('a response time can be %s', coalesce(time::text, 'NULL'))
) FROM unnest('{0,1,2147483647,NULL}'::integer[]) AS time;
SELECT throws_ok(
  $$ INSERT INTO wizard_actions (session_id, action_name, response_time_ms) VALUES ('updated', 'a', -1) $$,
  '23514', NULL, 'a response time is not negative'
);
SELECT is((SELECT count(*) FROM wizard_actions WHERE session_id = 'updated'), 4::bigint, 'four of five actions are stored');

-- The CHECKs of a published session, without the triggers that see to published_at and to the status.
ALTER TABLE wizard_sessions DISABLE TRIGGER USER;
SELECT is(
  pg_temp.session(jsonb_build_object('status', status, 'published_at', published_at, 'completion_percentage', 20 * n,
    'completed_stages', (ARRAY['paymentSetup', 'eventSetup', 'ticketSetup', 'venueSetup', 'organizerSetup'])[:n])),
  expected, description
) FROM (VALUES
  ('published', '2026-01-01T00:00:00Z', 5, 'accepted', 'a published session has a date of publication'),
  ('published', NULL, 5, 'published_at_when_published', 'a published session needs a date of publication'),
  ('published', '2026-01-01T00:00:00Z', 4, 'finished_when_all_completed', 'a published session has all stages completed'),
  ('completed', '2026-01-01T00:00:00Z', 5, 'published_at_when_published', 'a completed session has no date of publication'),
  ('draft', '2026-01-01T00:00:00Z', 0, 'published_at_when_published', 'a draft has no date of publication'),
  ('draft', NULL, 0, 'accepted', 'a draft needs no date of publication')
) AS given (status, published_at, n, expected, description);
ALTER TABLE wizard_sessions ENABLE TRIGGER USER;

SELECT is_empty(
  $$ SELECT conname FROM pg_constraint WHERE conrelid IN ('wizard_sessions'::regclass, 'wizard_actions'::regclass) AND contype = 'c' AND NOT convalidated $$,
  'every CHECK is validated'
);

SELECT * FROM finish();
