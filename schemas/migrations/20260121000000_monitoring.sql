-- Views for whoever watches over the wizard. They read when they are asked; nothing that exists is read or
-- locked by this file. Times are from the transaction's beginning; deleted sessions do not count.

CREATE VIEW wizard_private.sessions_by_status WITH (security_invoker = true) AS
  SELECT
    s.status::text AS status,
    CASE
      WHEN s.last_interaction >= now() - interval '1 hour' THEN '1 hour'
      WHEN s.last_interaction >= now() - interval '1 day' THEN '1 day'
      WHEN s.last_interaction >= now() - interval '7 days' THEN '7 days'
      WHEN s.last_interaction >= now() - interval '30 days' THEN '30 days'
      ELSE 'older'
    END AS last_used_within,
    count(*) AS sessions,
    count(*) FILTER (WHERE s.user_id IS NULL) AS of_guests,
    min(s.last_interaction) AS oldest
  FROM public.wizard_sessions s
  WHERE s.deleted_at IS NULL
  GROUP BY 1, 2;
COMMENT ON VIEW wizard_private.sessions_by_status IS 'How many sessions have which status, by when they were last used.';

CREATE VIEW wizard_private.stage_funnel WITH (security_invoker = true) AS
  SELECT
    stage.position,
    stage.name AS stage,
    count(s.id) FILTER (WHERE stage.name = ANY (s.completed_stages)) AS completed,
    count(s.id) FILTER (WHERE s.current_stage = stage.name AND s.status IN ('draft', 'active')) AS in_it,
    count(s.id) FILTER (WHERE s.current_stage = stage.name AND s.status = 'abandoned') AS abandoned_in_it,
    round(100.0 * count(s.id) FILTER (WHERE stage.name = ANY (s.completed_stages)) / nullif(count(s.id), 0), 1) AS percent_completed
  FROM (VALUES (1, 'organizerSetup'), (2, 'eventSetup'), (3, 'ticketSetup'), (4, 'venueSetup'), (5, 'paymentSetup'))
    AS stage (position, name)
  LEFT JOIN public.wizard_sessions s ON s.deleted_at IS NULL
  GROUP BY 1, 2;
COMMENT ON VIEW wizard_private.stage_funnel IS 'How many sessions have completed each stage, are in it, or were abandoned there.';

-- What a client logs when a save was refused, by the validator before it was sent or by the server: an action
-- `save_refused` whose action_data has the first issue's `sqlstate`, `code`, `source` and, where there is one,
-- `constraint` and `column`.
CREATE VIEW wizard_private.refused_saves WITH (security_invoker = true) AS
  SELECT
    (a.created_at AT TIME ZONE 'UTC')::date AS day,
    a.action_data ->> 'source' AS source,
    a.action_data ->> 'sqlstate' AS sqlstate,
    coalesce(a.action_data ->> 'constraint', a.action_data ->> 'code') AS reason,
    a.action_data ->> 'column' AS "column",
    count(*) AS times,
    count(DISTINCT a.session_id) AS sessions,
    max(a.created_at) AS latest
  FROM public.wizard_actions a
  WHERE a.action_name = 'save_refused' AND a.created_at >= now() - interval '30 days'
  GROUP BY 1, 2, 3, 4, 5;
COMMENT ON VIEW wizard_private.refused_saves IS
  'Saves that were refused in the last 30 days, by day and reason, as clients have logged them (action_name save_refused).';

CREATE VIEW wizard_private.slow_actions WITH (security_invoker = true) AS
  SELECT
    a.action_name::text AS action_name,
    count(*) AS times,
    percentile_disc(0.5) WITHIN GROUP (ORDER BY a.response_time_ms) AS median_ms,
    percentile_disc(0.95) WITHIN GROUP (ORDER BY a.response_time_ms) AS p95_ms,
    max(a.response_time_ms) AS slowest_ms
  FROM public.wizard_actions a
  WHERE a.response_time_ms IS NOT NULL AND a.created_at >= now() - interval '7 days'
  GROUP BY 1;
COMMENT ON VIEW wizard_private.slow_actions IS 'How long actions took in the last 7 days.';

CREATE VIEW wizard_private.table_sizes WITH (security_invoker = true) AS
  SELECT
    coalesce(parent.relname, c.relname)::text AS table_name,
    CASE WHEN parent.oid IS NOT NULL THEN c.relname::text END AS part,
    greatest(c.reltuples, 0)::bigint AS estimated_rows,
    pg_catalog.pg_table_size(c.oid) AS table_bytes,
    pg_catalog.pg_indexes_size(c.oid) AS index_bytes
  FROM pg_catalog.pg_class c
  LEFT JOIN pg_catalog.pg_inherits i ON i.inhrelid = c.oid
  LEFT JOIN pg_catalog.pg_class parent ON parent.oid = i.inhparent
  WHERE c.relkind = 'r' AND (
    c.relnamespace = 'wizard_private'::regnamespace
    OR (c.relnamespace = 'public'::regnamespace AND c.relname LIKE 'wizard\_%'));
COMMENT ON VIEW wizard_private.table_sizes IS
  'Sizes of the wizard''s tables and of each of their months. Rows are as of the last ANALYZE.';

REVOKE ALL ON wizard_private.sessions_by_status, wizard_private.stage_funnel, wizard_private.refused_saves,
  wizard_private.slow_actions, wizard_private.table_sizes FROM PUBLIC, anon, authenticated, service_role;
GRANT SELECT ON wizard_private.sessions_by_status, wizard_private.stage_funnel, wizard_private.refused_saves,
  wizard_private.slow_actions, wizard_private.table_sizes TO service_role;
