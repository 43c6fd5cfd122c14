-- What a user did lately, over all sessions. Policies compare user_id in every query, so without this index a
-- query without a condition would read everybody's actions.
--
-- wizard_actions is read once, and nobody writes actions meanwhile (SHARE). schemas/before has a file of this
-- name that builds it on the large part outside of a transaction, while others write; db-up runs it first, and
-- this file takes what it finds made.
SET LOCAL lock_timeout = '2s';
CREATE INDEX IF NOT EXISTS wizard_actions_user_id_created_at_idx ON public.wizard_actions (user_id, created_at DESC);
