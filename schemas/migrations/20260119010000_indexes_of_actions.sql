-- What a user did lately, over all sessions. Policies compare user_id in every query, so without this index a
-- query without a condition would read everybody's actions.
--
-- wizard_actions is read once, and nobody writes actions meanwhile (SHARE). On a large table build it before
-- on each part, outside of a transaction and under any name, and this file finds it made:
--   CREATE INDEX CONCURRENTLY ON wizard_private.wizard_actions_first (user_id, created_at DESC);
SET LOCAL lock_timeout = '2s';
CREATE INDEX IF NOT EXISTS wizard_actions_user_id_created_at_idx ON public.wizard_actions (user_id, created_at DESC);
