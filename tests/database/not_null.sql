-- Which columns must have a value, in every table but the months of one. A column that is new, or lost its NOT NULL, must be
-- meant so.
SELECT * FROM no_plan();
SELECT is(
  (SELECT string_agg(line, E'\n' ORDER BY line COLLATE "C") FROM (
    SELECT n.nspname || '.' || c.relname || ': ' || string_agg(a.attname, ' ' ORDER BY a.attname COLLATE "C") AS line
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname IN ('public', 'wizard_checks', 'wizard_private') AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND c.relname <> 'events' AND a.attnum > 0 AND a.attnotnull AND NOT a.attisdropped
    GROUP BY n.nspname, c.relname) lines),
  $$public.wizard_actions: action_name created_at id session_id
public.wizard_audit_log: actor_role content_digest created_at hash id operation record_id sequence session_id table_name
public.wizard_sessions: completed_stages completion_percentage created_at current_stage event_data id last_interaction organizer_data payment_data session_id status ticket_data updated_at venue_data
wizard_private.archived_sessions: actions archived_at session session_id
wizard_private.audit_heads: created_at hash record_id retired_sequence sequence
wizard_private.old_rows_imported: action digest imported_at old_id old_table session_id
wizard_private.wizard_actions_mended: action_name id$$,
  'the columns that must have a value');
SELECT * FROM finish();
