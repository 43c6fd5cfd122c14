-- Third of five steps that divide wizard_actions by month: the index of the key that the months will
-- have. It also serves "the actions of a session in order", so idx_actions_session goes with the next
-- step.
-- Rows that exist are read once. Lock: SHARE on wizard_actions, so new actions wait while it is built.
-- schemas/before has a file of this name that builds it outside of a transaction, while others write; db-up
-- runs it first, and this step finds the index made.
CREATE UNIQUE INDEX IF NOT EXISTS wizard_actions_first_pkey ON wizard_actions (session_id, created_at, id);
