-- Takes back 20260119010000_indexes_of_actions.
SET LOCAL lock_timeout = '2s';
DROP INDEX public.wizard_actions_user_id_created_at_idx;
