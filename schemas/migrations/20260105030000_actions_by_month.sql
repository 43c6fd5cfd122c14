-- Fourth of five steps that divide wizard_actions by month. The table that exists becomes the first
-- part of a partitioned one; nothing is copied and no row is read, since constraints and index are there.
-- Locks: ACCESS EXCLUSIVE on wizard_actions and SHARE ROW EXCLUSIVE on wizard_sessions, for the moment
-- that the catalogue takes.
-- A publication that named wizard_actions now has its first part alone: add the table to it anew.

-- What refers to the table by its identity would stay with the first part.
DO $$
DECLARE
  found text;
BEGIN
  SELECT pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid) INTO found
    FROM pg_catalog.pg_depend d
    WHERE d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = 'public.wizard_actions'::regclass
      AND d.classid IN ('pg_catalog.pg_rewrite'::regclass, 'pg_catalog.pg_policy'::regclass)
    LIMIT 1;
  IF found IS NOT NULL THEN
    RAISE EXCEPTION 'wizard_actions is about to be replaced: drop the % first, and create it anew afterwards', found;
  END IF;
END
$$;

ALTER TABLE wizard_actions ALTER COLUMN session_id SET NOT NULL, ALTER COLUMN created_at SET NOT NULL;
ALTER TABLE wizard_actions DROP CONSTRAINT session_and_time_known;
ALTER TABLE wizard_actions DROP CONSTRAINT wizard_actions_pkey;
ALTER TABLE wizard_actions ADD CONSTRAINT wizard_actions_first_pkey PRIMARY KEY USING INDEX wizard_actions_first_pkey;
DROP INDEX idx_actions_session;
DROP TRIGGER fill_action_owner ON wizard_actions;
ALTER TABLE wizard_actions RENAME TO wizard_actions_first;
ALTER TABLE wizard_actions_first SET SCHEMA wizard_private;
ALTER TABLE wizard_private.wizard_actions_first ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON TABLE wizard_private.wizard_actions_first FROM PUBLIC, anon, authenticated, service_role;

CREATE TABLE wizard_actions (
  id UUID NOT NULL DEFAULT gen_random_uuid(),
  session_id VARCHAR(255) NOT NULL REFERENCES wizard_sessions(session_id) ON DELETE CASCADE,
  action_name VARCHAR(100) NOT NULL,
  action_data JSONB DEFAULT '{}',
  response_time_ms INTEGER,
  created_at TIMESTAMPTZ NOT NULL DEFAULT NOW(),
  user_id UUID,
  PRIMARY KEY (session_id, created_at, id)
) PARTITION BY RANGE (created_at);
COMMENT ON TABLE wizard_actions IS
  'What happened in sessions. Divided by month of created_at; the parts are in wizard_private, and wizard_private.make_months() makes those to come.';
COMMENT ON COLUMN wizard_actions.user_id IS 'The owner of the action''s session.';

ALTER TABLE wizard_actions
  ATTACH PARTITION wizard_private.wizard_actions_first FOR VALUES FROM (MINVALUE) TO (MAXVALUE);

CREATE TRIGGER fill_action_owner BEFORE INSERT ON wizard_actions
  FOR EACH ROW EXECUTE FUNCTION wizard_private.fill_action_owner();

-- Where the first part will end. A week is left for the next step to run before that day.
DO $$
BEGIN
  EXECUTE format(
    'ALTER TABLE wizard_private.wizard_actions_first ADD CONSTRAINT first_part_ends CHECK (created_at < %L) NOT VALID',
    (date_trunc('month', now() AT TIME ZONE 'UTC' + interval '7 days') + interval '1 month') AT TIME ZONE 'UTC');
END
$$;
