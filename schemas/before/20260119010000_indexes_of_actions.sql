-- The part that holds the actions from before there were months; the months since are small.
CREATE INDEX CONCURRENTLY IF NOT EXISTS wizard_actions_first_user_id_created_at_idx
  ON wizard_private.wizard_actions_first (user_id, created_at DESC);
