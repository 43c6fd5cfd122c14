-- What must hold after an import, worked out from the old rows as a whole and without the import's functions.
CREATE VIEW old_rows.all AS
  SELECT 'copilot_forms' AS old_table, 1 AS rank, id, session_id, user_id, created_at, updated_at, to_jsonb(f) AS content
  FROM copilot_forms AS f
  UNION ALL
  SELECT 'copilot_states', 2, id, session_id, NULL, created_at, updated_at, to_jsonb(s) FROM copilot_states AS s
  UNION ALL
  SELECT 'copilot_conversations', 3, id, session_id, user_id, created_at, updated_at, to_jsonb(c) FROM copilot_conversations AS c;

CREATE FUNCTION old_rows.column_of(name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN stage IN ('organizer', 'event', 'ticket', 'venue', 'payment') THEN stage || '_data' END
  FROM (SELECT regexp_replace(name, '(Setup|_data)$', '') AS stage) AS s
$$;

-- Values that are neither in a session nor in the audit log.
CREATE VIEW old_rows.lost AS
  SELECT o.old_table, o.id, o.session_id, e.key, e.value
  FROM old_rows.all AS o
  CROSS JOIN LATERAL jsonb_each(o.content) AS e
  LEFT JOIN LATERAL (
    SELECT a.old_data, a.session_id FROM wizard_audit_log AS a
    WHERE a.operation = 'IMPORT' AND a.table_name = o.old_table AND a.record_id = o.id AND a.session_id = CASE
      WHEN length(o.session_id) BETWEEN 1 AND 255 THEN o.session_id ELSE '' END
    ORDER BY a.sequence DESC LIMIT 1
  ) AS kept ON true
  LEFT JOIN wizard_sessions AS s ON s.session_id = o.session_id
  CROSS JOIN LATERAL (SELECT to_jsonb(s) AS session) AS n
  WHERE jsonb_typeof(e.value) <> 'null'
    AND NOT coalesce(kept.old_data -> e.key = e.value, false)
    AND NOT coalesce(CASE e.key
      WHEN 'id' THEN kept.old_data IS NOT NULL
      WHEN 'session_id' THEN e.value = session -> 'session_id'
      WHEN 'user_id' THEN e.value = session -> 'user_id'
      WHEN 'created_at' THEN e.value = session -> 'created_at'
      WHEN 'updated_at' THEN e.value = session -> 'updated_at'
      WHEN 'current_stage' THEN e.value = session -> 'current_stage'
      WHEN 'stage' THEN e.value = session -> 'current_stage'
      WHEN 'status' THEN o.old_table = 'copilot_conversations' AND e.value = session -> 'status'
      WHEN 'progress' THEN e.value = session -> 'completion_percentage'
      WHEN 'is_complete' THEN (e.value = 'true') = (regexp_replace(old_rows.column_of(o.content ->> 'form_type'), '_data$', 'Setup') = ANY (s.completed_stages))
      WHEN 'data' THEN e.value = session -> old_rows.column_of(o.content ->> 'form_type')
      WHEN 'form_data' THEN e.value = session -> old_rows.column_of(o.content ->> 'stage')
      WHEN 'state' THEN jsonb_typeof(e.value) = 'object' AND NOT EXISTS (
        SELECT FROM jsonb_each(e.value) AS m
        WHERE jsonb_typeof(m.value) <> 'null'
          AND NOT coalesce(kept.old_data #> ARRAY['state', m.key] = m.value, false)
          AND NOT coalesce(m.value = session -> old_rows.column_of(m.key), false)
      )
    END, false);

-- Whose each session is: of those that began one, the first.
CREATE VIEW old_rows.owners AS
  SELECT DISTINCT ON (o.session_id) o.session_id, coalesce(s.user_id, o.user_id) AS user_id
  FROM old_rows.all AS o
  LEFT JOIN wizard_sessions AS s ON s.session_id = o.session_id AND s.created_at = '2025-01-01'
  WHERE o.user_id IS NOT NULL
  ORDER BY o.session_id, coalesce(o.created_at, o.updated_at) NULLS LAST, o.rank, o.id;

-- For each session and stage, the newest data in which something can be accepted.
CREATE VIEW old_rows.newest AS
  SELECT DISTINCT ON (offered.session_id, offered.stage_column) offered.session_id, offered.stage_column, offered.data, offered.at
  FROM (
    SELECT o.session_id, o.rank, o.id, m.key, coalesce(o.updated_at, o.created_at, '-infinity') AS at, m.stage_column, m.data
    FROM old_rows.all AS o
    LEFT JOIN old_rows.owners AS w ON w.session_id = o.session_id
    CROSS JOIN LATERAL (
      SELECT '' AS key, old_rows.column_of(o.content ->> 'form_type') AS stage_column, o.content -> 'data' AS data
      UNION ALL
      SELECT '', old_rows.column_of(o.content ->> 'stage'), o.content -> 'form_data'
      UNION ALL
      SELECT e.key, old_rows.column_of(e.key), e.value
      FROM jsonb_each(CASE jsonb_typeof(o.content -> 'state') WHEN 'object' THEN o.content -> 'state' ELSE '{}' END) AS e
    ) AS m
    WHERE o.user_id IS NULL OR o.user_id = w.user_id
  ) AS offered
  WHERE stage_column IS NOT NULL AND jsonb_typeof(data) = 'object' AND data <> '{}' AND NOT data ? 'nothing'
    AND length(session_id) BETWEEN 1 AND 255
  ORDER BY offered.session_id, offered.stage_column, offered.at DESC, offered.rank, offered.id, offered.key;

-- Sessions in which another value than the newest has won, or was changed more than its faults demand.
CREATE VIEW old_rows.wrong AS
  SELECT n.session_id, n.stage_column, n.data, to_jsonb(s) -> n.stage_column AS have, n.at
  FROM old_rows.newest AS n
  LEFT JOIN wizard_sessions AS s ON s.session_id = n.session_id
  WHERE s.id IS NULL OR (
    s.created_at <> '2025-01-01'
    AND to_jsonb(s) -> n.stage_column IS DISTINCT FROM CASE
      WHEN n.data ? 'copilot_note' THEN n.data - 'copilot_note'
      WHEN length(n.data ->> 'title') > 300 THEN n.data - 'title' - 'name'
      WHEN jsonb_array_length(n.data -> 'tiers') = 3 AND n.stage_column = 'ticket_data' THEN n.data || jsonb_build_object(
        'tiers', jsonb_build_array(n.data #> '{tiers,0}', (n.data #> '{tiers,1}') - 'price_minor')
      )
      WHEN jsonb_array_length(n.data -> 'tiers') = 3 THEN n.data - 'tiers'
      ELSE n.data
    END
  );

-- Sessions that were there: newer than the old rows, finished or deleted, they keep what they had; older, they get
-- the newest.
CREATE VIEW old_rows.wrong_existing AS
  SELECT n.session_id, n.data, s.organizer_data AS have
  FROM old_rows.newest AS n JOIN wizard_sessions AS s ON s.session_id = n.session_id
  WHERE n.stage_column = 'organizer_data' AND s.created_at = '2025-01-01'
    AND (s.organizer_data ->> 'name' LIKE '% session') <> (
      s.deleted_at IS NOT NULL OR substr(s.session_id, 5)::integer % 2 = 1 OR n.at <= '2025-01-01'
    );

-- What an import leaves, without what is different each time.
CREATE FUNCTION old_rows.result() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT md5(string_agg(line, E'\n' ORDER BY line COLLATE "C")) FROM (
    SELECT (to_jsonb(s) - 'id' - CASE WHEN s.updated_at > now() - interval '1 day' THEN ARRAY['updated_at', 'last_interaction'] ELSE '{}' END)::text AS line FROM wizard_sessions AS s
    UNION ALL
    SELECT concat_ws('|', a.session_id, a.table_name, a.record_id, a.user_id, a.old_data, a.sequence) FROM wizard_audit_log AS a
    WHERE a.operation = 'IMPORT'
    UNION ALL
    SELECT concat_ws('|', i.old_table, i.old_id, i.session_id, i.digest) FROM wizard_private.old_rows_imported AS i
  ) AS lines
$$;
