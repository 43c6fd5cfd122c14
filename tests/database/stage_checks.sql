-- Each stage's CHECK is there, judges its own column, and asks for more once its stage is completed. (What exactly it accepts is
-- compared with the module and with a JSON Schema validator elsewhere: tests/stage_documents.)
SELECT * FROM no_plan();
INSERT INTO wizard_sessions (session_id) VALUES ('draft');

SELECT lives_ok($$UPDATE wizard_sessions SET organizer_data = '{}' WHERE session_id = 'draft'$$, 'organizer: an empty draft');
SELECT throws_ok($$UPDATE wizard_sessions SET organizer_data = '[]' WHERE session_id = 'draft'$$, '23514',
  'new row for relation "wizard_sessions" violates check constraint "organizer_data_valid"', 'organizer: no object');
SELECT throws_ok($$UPDATE wizard_sessions SET completed_stages = ARRAY['organizerSetup'], completion_percentage = 20 WHERE session_id = 'draft'$$,
  '23514', 'new row for relation "wizard_sessions" violates check constraint "organizer_data_valid"', 'organizer: completed without its data');

SELECT lives_ok($$UPDATE wizard_sessions SET event_data = '{}' WHERE session_id = 'draft'$$, 'event: an empty draft');
SELECT throws_ok($$UPDATE wizard_sessions SET event_data = '[]' WHERE session_id = 'draft'$$, '23514',
  'new row for relation "wizard_sessions" violates check constraint "event_data_valid"', 'event: no object');
SELECT throws_ok($$UPDATE wizard_sessions SET completed_stages = ARRAY['eventSetup'], completion_percentage = 20 WHERE session_id = 'draft'$$,
  '23514', 'new row for relation "wizard_sessions" violates check constraint "event_data_valid"', 'event: completed without its data');

SELECT lives_ok($$UPDATE wizard_sessions SET ticket_data = '{}' WHERE session_id = 'draft'$$, 'ticket: an empty draft');
SELECT throws_ok($$UPDATE wizard_sessions SET ticket_data = '[]' WHERE session_id = 'draft'$$, '23514',
  'new row for relation "wizard_sessions" violates check constraint "ticket_data_valid"', 'ticket: no object');
SELECT throws_ok($$UPDATE wizard_sessions SET completed_stages = ARRAY['ticketSetup'], completion_percentage = 20 WHERE session_id = 'draft'$$,
  '23514', 'new row for relation "wizard_sessions" violates check constraint "ticket_data_valid"', 'ticket: completed without its data');

SELECT lives_ok($$UPDATE wizard_sessions SET venue_data = '{}' WHERE session_id = 'draft'$$, 'venue: an empty draft');
SELECT throws_ok($$UPDATE wizard_sessions SET venue_data = '[]' WHERE session_id = 'draft'$$, '23514',
  'new row for relation "wizard_sessions" violates check constraint "venue_data_valid"', 'venue: no object');
SELECT throws_ok($$UPDATE wizard_sessions SET completed_stages = ARRAY['venueSetup'], completion_percentage = 20 WHERE session_id = 'draft'$$,
  '23514', 'new row for relation "wizard_sessions" violates check constraint "venue_data_valid"', 'venue: completed without its data');

SELECT lives_ok($$UPDATE wizard_sessions SET payment_data = '{}' WHERE session_id = 'draft'$$, 'payment: an empty draft');
SELECT throws_ok($$UPDATE wizard_sessions SET payment_data = '[]' WHERE session_id = 'draft'$$, '23514',
  'new row for relation "wizard_sessions" violates check constraint "payment_data_valid"', 'payment: no object');
SELECT throws_ok($$UPDATE wizard_sessions SET completed_stages = ARRAY['paymentSetup'], completion_percentage = 20 WHERE session_id = 'draft'$$,
  '23514', 'new row for relation "wizard_sessions" violates check constraint "payment_data_valid"', 'payment: completed without its data');
SELECT * FROM finish();
