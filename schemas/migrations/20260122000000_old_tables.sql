-- The way out of copilot_conversations, copilot_forms and copilot_states, which held copies of the same form
-- data. It creates functions and one small table; nothing is imported, read or locked by this file. The old
-- tables need not exist. How to rehearse and import: docs/migrations/20260122000000_old_tables.md
--
-- One session is made of all old rows with its session_id. For each column of the session the newest value
-- wins that the column's CHECKs accept, in whole or in part; every value that does not get into the session is
-- kept in the audit log, in one entry (operation IMPORT) for each old row.

-- What the columns of the old tables mean. This list and the next are the only places that know their names:
-- replace the functions before the import where a database has others. A column that is not listed, or
-- missing, does no harm: the values of the one are kept in the audit log, the other has none.
CREATE FUNCTION wizard_private.old_columns()
RETURNS TABLE (old_table text, old_column text, meaning text)
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
  VALUES
    ('copilot_forms', 'id', 'id'),
    ('copilot_forms', 'session_id', 'session_id'),
    ('copilot_forms', 'user_id', 'user_id'),
    ('copilot_forms', 'form_type', 'stage'),
    ('copilot_forms', 'data', 'data'),
    ('copilot_forms', 'is_complete', 'complete'),
    ('copilot_forms', 'created_at', 'created_at'),
    ('copilot_forms', 'updated_at', 'updated_at'),
    ('copilot_states', 'id', 'id'),
    ('copilot_states', 'session_id', 'session_id'),
    ('copilot_states', 'user_id', 'user_id'),
    ('copilot_states', 'state', 'data by stage'),
    ('copilot_states', 'current_stage', 'current_stage'),
    ('copilot_states', 'progress', 'percentage'),
    ('copilot_states', 'created_at', 'created_at'),
    ('copilot_states', 'updated_at', 'updated_at'),
    ('copilot_conversations', 'id', 'id'),
    ('copilot_conversations', 'session_id', 'session_id'),
    ('copilot_conversations', 'user_id', 'user_id'),
    ('copilot_conversations', 'stage', 'stage'),
    ('copilot_conversations', 'stage', 'current_stage'),
    ('copilot_conversations', 'form_data', 'data'),
    ('copilot_conversations', 'status', 'status'),
    ('copilot_conversations', 'created_at', 'created_at'),
    ('copilot_conversations', 'updated_at', 'updated_at')
$$;
COMMENT ON FUNCTION wizard_private.old_columns() IS 'What the columns of the old tables mean to the import.';

CREATE FUNCTION wizard_private.old_stage_names()
RETURNS TABLE (old_name text, stage text, stage_column text)
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
  VALUES
    ('organizerSetup', 'organizerSetup', 'organizer_data'),
    ('organizer', 'organizerSetup', 'organizer_data'),
    ('organizer_data', 'organizerSetup', 'organizer_data'),
    ('eventSetup', 'eventSetup', 'event_data'),
    ('event', 'eventSetup', 'event_data'),
    ('event_data', 'eventSetup', 'event_data'),
    ('ticketSetup', 'ticketSetup', 'ticket_data'),
    ('ticket', 'ticketSetup', 'ticket_data'),
    ('ticket_data', 'ticketSetup', 'ticket_data'),
    ('venueSetup', 'venueSetup', 'venue_data'),
    ('venue', 'venueSetup', 'venue_data'),
    ('venue_data', 'venueSetup', 'venue_data'),
    ('paymentSetup', 'paymentSetup', 'payment_data'),
    ('payment', 'paymentSetup', 'payment_data'),
    ('payment_data', 'paymentSetup', 'payment_data')
$$;
COMMENT ON FUNCTION wizard_private.old_stage_names() IS 'How the old tables call a stage. A name that is not here is unknown, and what it names goes to the audit log.';

-- Which old rows have been imported, and as what: a row that changes afterwards is imported again.
CREATE TABLE wizard_private.old_rows_imported (
  old_table text NOT NULL,
  old_id text NOT NULL,
  session_id text NOT NULL,
  digest text NOT NULL,
  action text NOT NULL,
  imported_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (old_table, old_id)
);
CREATE INDEX idx_old_rows_imported_session ON wizard_private.old_rows_imported(session_id);
ALTER TABLE wizard_private.old_rows_imported ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON TABLE wizard_private.old_rows_imported FROM PUBLIC, anon, authenticated, service_role;
COMMENT ON TABLE wizard_private.old_rows_imported IS 'Rows of the old tables that have been imported, each with a digest of what it was then.';
COMMENT ON COLUMN wizard_private.old_rows_imported.action IS 'What became of its session: insert, update, none or refused.';

-- Whether the old tables are there, with what the import needs and what it has no use for.
CREATE FUNCTION wizard_private.old_tables()
RETURNS TABLE (old_table text, is_there boolean, needed_columns text[], missing_columns text[], other_columns text[])
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
  SELECT
    t.old_table,
    t.relation IS NOT NULL,
    array(
      SELECT c.old_column FROM wizard_private.old_columns() c
      WHERE c.old_table = t.old_table AND c.meaning IN ('id', 'session_id') AND c.old_column <> ALL (t.columns)
    ),
    array(
      SELECT DISTINCT c.old_column FROM wizard_private.old_columns() c
      WHERE c.old_table = t.old_table AND c.meaning NOT IN ('id', 'session_id') AND c.old_column <> ALL (t.columns)
      ORDER BY 1
    ),
    array(
      SELECT name FROM unnest(t.columns) AS name
      WHERE name NOT IN (SELECT c.old_column FROM wizard_private.old_columns() c WHERE c.old_table = t.old_table)
      ORDER BY 1
    )
  FROM (
    SELECT
      named.old_table,
      to_regclass('public.' || quote_ident(named.old_table)) AS relation,
      array(
        SELECT a.attname::text FROM pg_attribute a
        WHERE a.attrelid = to_regclass('public.' || quote_ident(named.old_table)) AND a.attnum > 0 AND NOT a.attisdropped
      ) AS columns
    FROM (SELECT DISTINCT c.old_table FROM wizard_private.old_columns() c) AS named
  ) AS t
  ORDER BY t.old_table
$$;
COMMENT ON FUNCTION wizard_private.old_tables() IS
  'For each old table: whether it is there, the needed columns that it lacks, the other expected ones that it lacks, and its columns that the import has no place for.';

-- The old rows of the next sessions after a session_id, in the order of the sessions' ids. Rows whose session_id
-- is missing, empty or too long for a session come first, under the empty text. A row is read as JSON, so
-- that it does not matter which columns there are, nor of which types.
CREATE FUNCTION wizard_private.old_rows(after text, batch integer)
RETURNS TABLE (session_id text, old_rows jsonb)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  unfit record;
  ids text[];
  parts text[];
  keys text[];
BEGIN
  IF batch IS NULL OR batch < 1 THEN
    RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'a batch has at least one session';
  END IF;
  FOR unfit IN SELECT t.old_table, t.needed_columns FROM wizard_private.old_tables() t WHERE t.is_there AND t.needed_columns <> '{}' LOOP
    RAISE EXCEPTION USING
      ERRCODE = 'undefined_column',
      MESSAGE = format('the table %s lacks the column %s', unfit.old_table, array_to_string(unfit.needed_columns, ', ')),
      HINT = 'Say in wizard_private.old_columns() how the column is called.';
  END LOOP;
  SELECT
    array_agg(format('SELECT %s AS key FROM public.%I AS t', session.key, there.old_table)),
    array_agg(format(
      $part$
        SELECT %1$L AS old_table, t.%2$I::text AS id, %3$s AS key, to_jsonb(t) AS content, (
          SELECT jsonb_object_agg(told.meaning, told.value) FROM (VALUES %4$s) AS told (meaning, value)
          WHERE jsonb_typeof(told.value) <> 'null'
        ) AS means
        FROM public.%1$I AS t
        WHERE %3$s = ANY ($1)
      $part$,
      there.old_table, id.old_column, session.key,
      (
        SELECT string_agg(format('(%L, to_jsonb(t.%I))', c.meaning, c.old_column), ', ') FROM wizard_private.old_columns() AS c
        WHERE c.old_table = there.old_table AND c.old_column <> ALL (there.missing_columns)
      )
    ))
  INTO ids, parts
  FROM wizard_private.old_tables() AS there
  JOIN wizard_private.old_columns() AS id ON id.old_table = there.old_table AND id.meaning = 'id'
  JOIN (
    SELECT c.old_table, format(
      $key$(CASE WHEN length(t.%1$I::text) BETWEEN 1 AND 255 THEN t.%1$I::text ELSE '' END COLLATE "C")$key$, c.old_column
    ) AS key
    FROM wizard_private.old_columns() AS c WHERE c.meaning = 'session_id'
  ) AS session ON session.old_table = there.old_table
  WHERE there.is_there;
  IF parts IS NULL THEN
    RAISE EXCEPTION USING
      ERRCODE = 'undefined_table',
      MESSAGE = 'none of the old tables is there: ' || (SELECT string_agg(t.old_table, ', ') FROM wizard_private.old_tables() t);
  END IF;
  EXECUTE format(
    'SELECT array_agg(k.key) FROM (SELECT DISTINCT r.key FROM (%s) AS r WHERE $1 IS NULL OR r.key > $1 ORDER BY r.key LIMIT $2) AS k',
    array_to_string(ids, ' UNION ALL ')
  ) INTO keys USING after, batch;
  RETURN QUERY EXECUTE format(
    $query$
      SELECT r.key, jsonb_agg(jsonb_build_object(
        'table', r.old_table,
        'id', coalesce(r.id, md5(r.content::text)),
        'row', r.content,
        'digest', md5(r.content::text),
        'means', r.means
      ))
      FROM (%s) AS r
      GROUP BY r.key
      ORDER BY r.key
    $query$,
    array_to_string(parts, ' UNION ALL ')
  ) USING keys;
END
$$;
COMMENT ON FUNCTION wizard_private.old_rows(text, integer) IS 'The old rows of the next sessions after this session_id; NULL begins.';

-- What planning needs to know of the database, gathered once for many sessions:
--   checks   for each column of wizard_sessions that a CHECK reads, and for '' (all CHECKs), a query with a
--            session as JSON for its parameter: the names of the CHECKs that it fails. They are made from the
--            catalogue, so that they always ask the CHECKs that are in force.
--   names    how the old tables call a stage: the stage and its column
--   columns  what each column of each old table means
CREATE FUNCTION wizard_private.old_import_context() RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
  SELECT jsonb_build_object(
    'checks', (
      SELECT jsonb_object_agg(asked.name, format(
        'SELECT array_remove(ARRAY[%s]::text[], NULL) FROM jsonb_populate_record(NULL::public.wizard_sessions, $1) AS wizard_sessions',
        asked.conditions
      ))
      FROM (
        SELECT coalesce(a.attname, '') AS name, string_agg(
          format('CASE WHEN (%s) IS FALSE THEN %L END', pg_get_expr(c.conbin, c.conrelid), c.conname), ', ' ORDER BY c.conname
        ) AS conditions
        FROM pg_constraint c
        CROSS JOIN LATERAL unnest(c.conkey || 0::smallint) AS column_read
        LEFT JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = column_read AND column_read > 0
        WHERE c.conrelid = 'public.wizard_sessions'::regclass AND c.contype = 'c'
        GROUP BY 1
      ) AS asked
    ),
    'names', (
      SELECT jsonb_object_agg(n.old_name, jsonb_build_object('stage', n.stage, 'column', n.stage_column))
      FROM wizard_private.old_stage_names() n
    ),
    'columns', (
      SELECT jsonb_object_agg(t.old_table, t.meanings)
      FROM (
        SELECT c.old_table, jsonb_object_agg(c.old_column, c.meanings) AS meanings
        FROM (
          SELECT o.old_table, o.old_column, jsonb_agg(o.meaning) AS meanings
          FROM wizard_private.old_columns() o GROUP BY o.old_table, o.old_column
        ) AS c
        GROUP BY c.old_table
      ) AS t
    )
  )
$$;
COMMENT ON FUNCTION wizard_private.old_import_context() IS
  'What plan_old_session needs: queries that ask the CHECKs of wizard_sessions, and what the names of the old tables mean.';

-- Which CHECKs a session would fail that had nothing but this. A CHECK that reads NULL holds.
CREATE FUNCTION wizard_private.failed_checks(query text, session jsonb) RETURNS text[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  failed text[] := '{}';
BEGIN
  IF query IS NOT NULL THEN
    EXECUTE query INTO failed USING '{"completed_stages": [], "completion_percentage": 0}' || session;
  END IF;
  RETURN failed;
END
$$;
COMMENT ON FUNCTION wizard_private.failed_checks(text, jsonb) IS 'The CHECKs that a session fails which has these values and no others.';

-- Adds a value to a stage's data under a path; if it is refused, then as much of its members as is accepted.
CREATE FUNCTION wizard_private.sound_members(query text, stage_column text, sound jsonb, path text[], value jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  tried jsonb := jsonb_set(sound, path, value);
  empty jsonb := CASE jsonb_typeof(value) WHEN 'object' THEN '{}'::jsonb WHEN 'array' THEN '[]'::jsonb END;
  member record;
BEGIN
  IF wizard_private.failed_checks(query, jsonb_build_object(stage_column, tried)) = '{}' THEN
    RETURN tried;
  END IF;
  tried := jsonb_set(sound, path, empty);
  IF empty IS NULL OR value = empty THEN
    RETURN sound;
  END IF;
  -- Where not even an empty object is accepted, no member can help. An array may be refused because it is empty.
  IF jsonb_typeof(value) = 'object' AND wizard_private.failed_checks(query, jsonb_build_object(stage_column, tried)) <> '{}' THEN
    RETURN sound;
  END IF;
  IF jsonb_typeof(value) = 'object' THEN
    FOR member IN SELECT key, each.value FROM jsonb_each(value) AS each LOOP
      tried := wizard_private.sound_members(query, stage_column, tried, path || member.key, member.value);
    END LOOP;
  ELSE
    FOR member IN SELECT element.value FROM jsonb_array_elements(value) AS element LOOP
      -- The next place, as elements that were refused have none.
      tried := wizard_private.sound_members(
        query, stage_column, tried, path || jsonb_array_length(tried #> path)::text, member.value
      );
    END LOOP;
  END IF;
  RETURN CASE WHEN tried #> path = empty THEN sound ELSE tried END;
END
$$;
COMMENT ON FUNCTION wizard_private.sound_members(text, text, jsonb, text[], jsonb) IS
  'A stage''s data with this value added under the path, or as much of it as the CHECKs accept.';

-- A stage's data, or as much of it as is accepted as a draft.
CREATE FUNCTION wizard_private.sound_part(query text, stage_column text, data jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  sound jsonb := '{}';
  before jsonb;
  member record;
BEGIN
  IF jsonb_typeof(data) <> 'object' THEN
    RETURN sound;
  END IF;
  IF wizard_private.failed_checks(query, jsonb_build_object(stage_column, data)) = '{}' THEN
    RETURN data;
  END IF;
  -- A member may be accepted only beside another.
  WHILE before IS DISTINCT FROM sound LOOP
    before := sound;
    FOR member IN SELECT key, value FROM jsonb_each(data) WHERE NOT before ? key LOOP
      sound := wizard_private.sound_members(query, stage_column, sound, ARRAY[member.key], member.value);
    END LOOP;
  END LOOP;
  RETURN sound;
END
$$;
COMMENT ON FUNCTION wizard_private.sound_part(text, text, jsonb) IS 'As much of a stage''s data as the CHECKs accept in a draft.';

-- A time as the old tables have it; NULL if it is none, or infinite.
CREATE FUNCTION wizard_private.old_time(value text) RETURNS timestamptz
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN CASE WHEN isfinite(value::timestamptz) THEN value::timestamptz END;
EXCEPTION WHEN datetime_field_overflow OR invalid_datetime_format OR invalid_parameter_value THEN
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION wizard_private.old_time(text) IS 'A time of the old tables, if it is one.';

-- What the import would make of the old rows of one session. It is STABLE, so it cannot write. The answer:
--   action  insert, update, none (nothing new, or the session is deleted, finished, archived or purged, or the rows
--           name no session), or refused
--   failed  where it is refused, the CHECKs that the session would fail
--   newest  the session if the newest value won in every column, whatever the CHECKs say
--   row     the session as it would be stored
--   kept    what the audit log gets of each old row: old_table, id, record_id, user_id, digest, values, and why by column
CREATE FUNCTION wizard_private.plan_old_session(session_id text, old_rows jsonb, context jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  -- Among equally new values those of forms win, as a form is about one stage and says whether it is complete.
  tables CONSTANT text[] := ARRAY['copilot_forms', 'copilot_states', 'copilot_conversations'];
  stages CONSTANT text[] := ARRAY['organizerSetup', 'eventSetup', 'ticketSetup', 'venueSetup', 'paymentSetup'];
  names CONSTANT jsonb := context -> 'names';
  present public.wizard_sessions;
  is_new boolean;
  is_closed boolean;
  owner text;
  owner_exists boolean;
  told record;
  offer record;
  name text;
  part jsonb;
  -- The session to be; the same with whatever is newest; and which of its columns are settled.
  planned jsonb := '{}';
  newest jsonb := '{}';
  settled jsonb := '{}';
  complete jsonb := '{}';
  -- What became of a stage's data, by table, id and column of the session.
  fate jsonb := '{}';
  completed text[] := '{}';
  began timestamptz;
  ended timestamptz;
  action text;
  failed text[] := '{}';
  stored jsonb;
  kept jsonb := '[]';
  left_values jsonb;
  left_why jsonb;
  reason text;
BEGIN
  SELECT s.* INTO present FROM public.wizard_sessions s WHERE s.session_id = plan_old_session.session_id;
  is_new := present.id IS NULL;
  -- What its owner has deleted or finished is not changed, and what was archived, or imported and purged, does not
  -- come back.
  is_closed := plan_old_session.session_id = '' OR present.deleted_at IS NOT NULL
    OR coalesce(present.status IN ('completed', 'published'), false)
    OR is_new AND (
      EXISTS (SELECT FROM wizard_private.archived_sessions a WHERE a.session_id = plan_old_session.session_id)
      OR EXISTS (
        SELECT FROM wizard_private.old_rows_imported i
        WHERE i.session_id = plan_old_session.session_id AND i.action <> 'refused'
      )
    );

  -- Whose session it is. Newest does not win here: a session belongs to whoever began it, and rows of others under
  -- the same session_id contribute nothing, so that nobody gets to read another's data.
  SELECT lower(r #>> '{means,user_id}') INTO owner
  FROM jsonb_array_elements(old_rows) AS r
  WHERE r #> '{means,user_id}' IS NOT NULL
  ORDER BY
    coalesce(wizard_private.old_time(r #>> '{means,created_at}'), wizard_private.old_time(r #>> '{means,updated_at}')) NULLS LAST,
    array_position(tables, r ->> 'table'), r ->> 'id'
  LIMIT 1;
  owner := coalesce(present.user_id::text, owner);
  owner_exists := EXISTS (SELECT FROM auth.users u WHERE u.id::text = owner);

  -- From the newest row to the oldest: the first value that is accepted settles its column.
  FOR told IN
    SELECT r ->> 'table' AS old_table, r ->> 'id' AS id, r -> 'means' AS means, changed.at
    FROM jsonb_array_elements(old_rows) AS r
    CROSS JOIN LATERAL (
      SELECT coalesce(
        wizard_private.old_time(r #>> '{means,updated_at}'), wizard_private.old_time(r #>> '{means,created_at}'), '-infinity'
      ) AS at
    ) AS changed
    WHERE NOT is_closed AND (r #> '{means,user_id}' IS NULL OR lower(r #>> '{means,user_id}') = owner)
    ORDER BY changed.at DESC, array_position(tables, r ->> 'table'), r ->> 'id'
  LOOP
    IF isfinite(told.at) THEN
      ended := greatest(ended, told.at);
    END IF;
    began := least(began, coalesce(wizard_private.old_time(told.means ->> 'created_at'), nullif(told.at, '-infinity')));

    -- A session that exists is as new as its updated_at, and wins over what is not newer.
    IF NOT is_new AND NOT settled ? 'session' AND told.at <= present.updated_at THEN
      settled := settled || '{"session": true, "current_stage": true}' || (
        SELECT coalesce(jsonb_object_agg(e.key, true), '{}') FROM jsonb_each(to_jsonb(present)) AS e
        WHERE e.key LIKE '%\_data' AND e.value <> '{}'
      );
      SELECT jsonb_object_agg(stage, stage = ANY (present.completed_stages)) || complete INTO complete FROM unnest(stages) AS stage;
    END IF;

    name := told.means ->> 'current_stage';
    IF name IS NOT NULL AND NOT settled ? 'current_stage' THEN
      newest := jsonb_build_object('current_stage', coalesce(names #>> ARRAY[name, 'stage'], name)) || newest;
      IF names ? name THEN
        planned := planned || jsonb_build_object('current_stage', names #> ARRAY[name, 'stage']);
        settled := settled || '{"current_stage": true}';
      END IF;
    END IF;

    -- The status of a session that exists is changed by its owner alone.
    name := told.means ->> 'status';
    IF name IS NOT NULL AND is_new AND NOT settled ? 'status' THEN
      newest := jsonb_build_object('status', name) || newest;
      IF name IN ('draft', 'active', 'completed', 'published', 'abandoned') THEN
        planned := planned || jsonb_build_object('status', name);
        settled := settled || '{"status": true}';
      END IF;
    END IF;

    IF told.means ? 'percentage' THEN
      newest := jsonb_build_object('completion_percentage', told.means -> 'percentage') || newest;
    END IF;

    name := names #>> ARRAY[told.means ->> 'stage', 'stage'];
    IF name IS NOT NULL AND told.means ? 'complete' AND NOT complete ? name THEN
      complete := complete || jsonb_build_object(name, told.means -> 'complete' = 'true');
    END IF;

    FOR offer IN
      SELECT names #>> ARRAY[told.means ->> 'stage', 'column'] AS stage_column, told.means -> 'data' AS data, '' AS key
      WHERE names ? (told.means ->> 'stage') AND told.means ? 'data'
      UNION ALL
      SELECT names #>> ARRAY[e.key, 'column'], e.value, e.key
      FROM jsonb_each(CASE jsonb_typeof(told.means -> 'data by stage') WHEN 'object' THEN told.means -> 'data by stage' ELSE '{}' END) AS e
      WHERE names ? e.key
      ORDER BY 3
    LOOP
      -- An empty object says nothing, like NULL.
      CONTINUE WHEN offer.data IN ('{}', 'null') OR settled ? offer.stage_column;
      newest := jsonb_build_object(offer.stage_column, offer.data) || newest;
      part := wizard_private.sound_part(context -> 'checks' ->> offer.stage_column, offer.stage_column, offer.data);
      IF part = '{}' THEN
        reason := CASE jsonb_typeof(offer.data) WHEN 'object' THEN 'nothing in it is accepted' ELSE 'it is no object' END;
      ELSE
        planned := planned || jsonb_build_object(offer.stage_column, part);
        settled := settled || jsonb_build_object(offer.stage_column, true);
        reason := CASE WHEN part <> offer.data THEN 'it is accepted in part' END;
      END IF;
      fate := fate || jsonb_build_object(concat_ws(' ', told.old_table, told.id, offer.stage_column, offer.key), reason);
    END LOOP;
  END LOOP;

  IF NOT is_new THEN
    SELECT jsonb_object_agg(stage, stage = ANY (present.completed_stages)) || complete INTO complete FROM unnest(stages) AS stage;
  END IF;
  newest := jsonb_build_object(
    'session_id', session_id,
    'completed_stages', array(SELECT stage FROM unnest(stages) AS stage WHERE complete -> stage = 'true')
  ) || newest;

  -- A stage is complete if the newest form says so and its data passes as complete.
  IF is_new THEN
    planned := '{
      "current_stage": "organizerSetup", "status": "draft", "organizer_data": {}, "event_data": {}, "ticket_data": {},
      "venue_data": {}, "payment_data": {}
    }' || planned;
  ELSE
    planned := to_jsonb(present) || planned;
  END IF;
  FOR name IN SELECT jsonb_array_elements_text(newest -> 'completed_stages') LOOP
    IF wizard_private.failed_checks(context -> 'checks' ->> (names #>> ARRAY[name, 'column']), jsonb_build_object(
      names #>> ARRAY[name, 'column'], planned -> (names #>> ARRAY[name, 'column']),
      'completed_stages', ARRAY[name],
      'completion_percentage', 20
    )) = '{}' THEN
      completed := completed || name;
    END IF;
  END LOOP;
  IF completed @> present.completed_stages AND completed <@ present.completed_stages THEN
    completed := present.completed_stages;
  END IF;
  newest := jsonb_build_object('completion_percentage', 20 * jsonb_array_length(newest -> 'completed_stages')) || newest;
  IF NOT is_closed THEN
    planned := planned || jsonb_build_object('completed_stages', completed, 'completion_percentage', 20 * cardinality(completed));
  END IF;
  IF is_new THEN
    -- A session is published together with its event, which the old tables do not have.
    planned := planned || jsonb_build_object(
      'id', gen_random_uuid(),
      'session_id', session_id,
      'user_id', CASE WHEN owner_exists THEN owner END,
      'status', CASE
        WHEN planned ->> 'status' NOT IN ('completed', 'published') THEN planned ->> 'status'
        WHEN cardinality(completed) = 5 THEN 'completed'
        ELSE 'active'
      END,
      'created_at', least(coalesce(began, ended), now()),
      'updated_at', least(coalesce(ended, began), now()),
      'last_interaction', least(coalesce(ended, began), now())
    );
  END IF;

  stored := CASE WHEN NOT is_new THEN to_jsonb(present) END;
  IF NOT is_closed THEN
    failed := wizard_private.failed_checks(context -> 'checks' ->> '', planned);
  END IF;
  IF failed <> '{}' THEN
    action := 'refused';
  ELSIF is_closed OR planned = stored THEN
    action := 'none';
  ELSE
    action := CASE WHEN is_new THEN 'insert' ELSE 'update' END;
    stored := planned;
    IF NOT is_new THEN
      -- The trigger will set it.
      stored := stored - 'updated_at';
    END IF;
  END IF;

  -- What is not in the session, by old row and column.
  FOR told IN
    SELECT
      r ->> 'table' AS old_table, r ->> 'id' AS id, r ->> 'digest' AS digest, r -> 'row' AS content, r -> 'means' AS means,
      lower(r #>> '{means,user_id}') AS user_id,
      coalesce(lower(r #>> '{means,user_id}') <> owner, false) AS is_foreign
    FROM jsonb_array_elements(old_rows) AS r
    ORDER BY array_position(tables, r ->> 'table'), r ->> 'id'
  LOOP
    left_values := '{}';
    left_why := '{}';
    name := told.means ->> 'stage';
    FOR offer IN
      SELECT e.key, e.value, e.value #>> '{}' AS text, coalesce(context -> 'columns' -> told.old_table -> e.key, '[]') AS meaning
      FROM jsonb_each(told.content) AS e
      WHERE jsonb_typeof(e.value) <> 'null'
    LOOP
      part := offer.value;
      reason := CASE
        WHEN offer.meaning ? 'id' THEN NULL
        WHEN offer.meaning ? 'session_id' THEN CASE WHEN session_id = '' THEN 'it names no session' END
        WHEN session_id = '' THEN 'the row names no session'
        WHEN told.is_foreign THEN 'the session belongs to another user'
        WHEN stored IS NULL AND action = 'none' THEN 'the session was archived or purged'
        WHEN action = 'refused' THEN 'the session fails ' || array_to_string(failed, ', ')
        WHEN offer.meaning = '[]' THEN 'the new tables have no place for it'
        WHEN offer.meaning ? 'user_id' THEN
          CASE WHEN told.user_id IS DISTINCT FROM stored ->> 'user_id' THEN 'there is no such user' END
        WHEN offer.meaning ?| ARRAY['created_at', 'updated_at'] THEN
          CASE WHEN wizard_private.old_time(offer.text) IS DISTINCT FROM (stored ->> (offer.meaning ->> 0))::timestamptz
            THEN 'the session has another time' END
        WHEN offer.meaning ?| ARRAY['current_stage', 'status'] THEN
          CASE
            WHEN offer.text IN (stored ->> 'current_stage', stored ->> 'status') AND (
              offer.meaning ? 'current_stage' AND offer.text = stored ->> 'current_stage'
              OR offer.meaning ? 'status' AND offer.text = stored ->> 'status'
            ) THEN NULL
            WHEN offer.meaning ? 'current_stage' AND NOT names ? offer.text THEN 'it is no stage'
            ELSE 'the session has another'
          END
        WHEN offer.meaning ? 'percentage' THEN
          CASE WHEN offer.value <> stored -> 'completion_percentage' THEN 'it is computed anew' END
        WHEN offer.meaning ? 'complete' THEN
          CASE WHEN (offer.value = 'true') IS DISTINCT FROM
            (stored -> 'completed_stages' ? (names #>> ARRAY[name, 'stage'])) THEN 'the session has it otherwise' END
        WHEN offer.meaning ? 'stage' THEN 'it says of which stage the row is'
        WHEN offer.meaning ? 'data' THEN
          CASE
            WHEN name IS NULL OR NOT names ? name THEN 'its stage is unknown'
            WHEN offer.value = stored -> (names #>> ARRAY[name, 'column']) THEN NULL
            ELSE coalesce(fate ->> concat_ws(' ', told.old_table, told.id, names #>> ARRAY[name, 'column'], ''), 'the session has a newer value')
          END
        WHEN offer.meaning ? 'data by stage' AND jsonb_typeof(offer.value) <> 'object' THEN 'it is no object'
      END;
      IF reason IS NOT NULL THEN
        left_values := left_values || jsonb_build_object(offer.key, offer.value);
        left_why := left_why || jsonb_build_object(offer.key, reason);
      ELSIF offer.meaning ? 'data by stage' THEN
        SELECT
          coalesce(jsonb_object_agg(e.key, e.value), '{}'),
          left_why || coalesce(jsonb_object_agg(offer.key || '.' || e.key, CASE
            WHEN NOT names ? e.key THEN 'its stage is unknown'
            ELSE coalesce(fate ->> concat_ws(' ', told.old_table, told.id, names #>> ARRAY[e.key, 'column'], e.key), 'the session has a newer value')
          END), '{}')
        INTO part, left_why
        FROM jsonb_each(offer.value) AS e
        WHERE e.value IS DISTINCT FROM stored -> (names #>> ARRAY[e.key, 'column']) AND jsonb_typeof(e.value) <> 'null';
        IF part <> '{}' THEN
          left_values := left_values || jsonb_build_object(offer.key, part);
        END IF;
      END IF;
    END LOOP;
    -- An id that is no uuid stands among the values, and the entry's record has one made of it.
    IF pg_catalog.lower(told.id) !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN
      left_values := jsonb_build_object('id', told.id) || left_values;
    END IF;
    kept := kept || jsonb_build_object(
      'old_table', told.old_table,
      'id', told.id,
      'record_id', CASE WHEN left_values ? 'id' THEN md5(told.old_table || ' ' || told.id)::uuid ELSE told.id::uuid END,
      -- Who may read the entry: the user of the old row, or else of the session.
      'user_id', CASE
        WHEN told.user_id IS NULL THEN stored ->> 'user_id'
        WHEN told.user_id = owner AND owner_exists THEN owner
        WHEN told.user_id = owner THEN NULL
        ELSE (SELECT u.id::text FROM auth.users u WHERE u.id::text = told.user_id)
      END,
      'digest', told.digest,
      'values', left_values,
      'why', left_why
    );
  END LOOP;
  RETURN jsonb_build_object(
    'action', action, 'failed', failed, 'newest', newest, 'row', CASE WHEN action IN ('insert', 'update') THEN planned END, 'kept', kept
  );
END
$$;
COMMENT ON FUNCTION wizard_private.plan_old_session(text, jsonb, jsonb) IS
  'What the import would make of the old rows of one session, without writing anything.';

-- The plans for the next sessions after a session_id that have old rows not yet imported. It is STABLE, so it
-- cannot write.
CREATE FUNCTION wizard_private.rehearse_old_tables(after text DEFAULT NULL, batch integer DEFAULT 500)
RETURNS TABLE (session_id text, plan jsonb)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  context CONSTANT jsonb := wizard_private.old_import_context();
  told record;
BEGIN
  FOR told IN SELECT o.session_id, o.old_rows FROM wizard_private.old_rows(after, batch) AS o LOOP
    session_id := told.session_id;
    plan := CASE WHEN wizard_private.is_imported(told.old_rows)
      THEN '{"action": "imported"}' ELSE wizard_private.plan_old_session(told.session_id, told.old_rows, context) END;
    RETURN NEXT;
  END LOOP;
END
$$;
COMMENT ON FUNCTION wizard_private.rehearse_old_tables(text, integer) IS
  'What import_old_tables would do with the same arguments, session by session; it writes nothing.';

-- Whether all these old rows have been imported as they are.
CREATE FUNCTION wizard_private.is_imported(old_rows jsonb) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
  SELECT NOT EXISTS (
    SELECT FROM jsonb_array_elements(old_rows) AS r
    WHERE NOT EXISTS (
      SELECT FROM wizard_private.old_rows_imported i
      WHERE i.old_table = r ->> 'table' AND i.old_id = r ->> 'id' AND i.digest = r ->> 'digest'
    )
  )
$$;
COMMENT ON FUNCTION wizard_private.is_imported(jsonb) IS 'Whether the import has had all these old rows as they are.';

-- Imports the old rows of the next sessions after a session_id, and says how far it came: call it with that, in a
-- transaction for each batch, until `last_session` is NULL. What has been imported is passed over, so it can be
-- stopped at any time, begun anew, and repeated when old rows have changed. Two imports at once take turns.
CREATE FUNCTION wizard_private.import_old_tables(after text DEFAULT NULL, batch integer DEFAULT 500)
RETURNS TABLE (last_session text, inserted integer, updated integer, unchanged integer, refused integer, kept_rows integer)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  context CONSTANT jsonb := wizard_private.old_import_context();
  told record;
  plan jsonb;
  action text;
  rest record;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('wizard_private.import_old_tables', 0));
  inserted := 0;
  updated := 0;
  unchanged := 0;
  refused := 0;
  kept_rows := 0;
  FOR told IN SELECT o.session_id, o.old_rows FROM wizard_private.old_rows(after, batch) AS o LOOP
    last_session := told.session_id;
    CONTINUE WHEN wizard_private.is_imported(told.old_rows);
    -- Its owner's save waits until this batch is done, and is then the newest.
    PERFORM FROM public.wizard_sessions s WHERE s.session_id = told.session_id FOR UPDATE;
    plan := wizard_private.plan_old_session(told.session_id, told.old_rows, context);
    action := plan ->> 'action';
    IF action = 'insert' THEN
      INSERT INTO public.wizard_sessions (
        id, user_id, session_id, current_stage, completed_stages, organizer_data, event_data, ticket_data, venue_data,
        payment_data, status, completion_percentage, created_at, updated_at, last_interaction
      )
      SELECT
        n.id, n.user_id, n.session_id, n.current_stage, n.completed_stages, n.organizer_data, n.event_data, n.ticket_data,
        n.venue_data, n.payment_data, n.status, n.completion_percentage,
        coalesce(n.created_at, now()), coalesce(n.updated_at, now()), coalesce(n.last_interaction, now())
      FROM jsonb_populate_record(NULL::public.wizard_sessions, plan -> 'row') AS n
      ON CONFLICT DO NOTHING;
      -- Someone began the session at this moment: the next run finds it.
      CONTINUE WHEN NOT FOUND;
      inserted := inserted + 1;
    ELSIF action = 'update' THEN
      UPDATE public.wizard_sessions AS s SET
        current_stage = n.current_stage, completed_stages = n.completed_stages,
        completion_percentage = n.completion_percentage, organizer_data = n.organizer_data, event_data = n.event_data,
        ticket_data = n.ticket_data, venue_data = n.venue_data, payment_data = n.payment_data
      FROM jsonb_populate_record(NULL::public.wizard_sessions, plan -> 'row') AS n
      WHERE s.id = n.id;
      updated := updated + 1;
    ELSIF action = 'refused' THEN
      refused := refused + 1;
    ELSE
      unchanged := unchanged + 1;
    END IF;
    FOR rest IN
      SELECT k ->> 'old_table' AS old_table, k ->> 'id' AS id, (k ->> 'record_id')::uuid AS record_id,
        (k ->> 'user_id')::uuid AS user_id, k ->> 'digest' AS digest, k -> 'values' AS left_values
      FROM jsonb_array_elements(plan -> 'kept') AS k
    LOOP
      INSERT INTO wizard_private.old_rows_imported AS i (old_table, old_id, session_id, digest, action)
      VALUES (rest.old_table, rest.id, told.session_id, rest.digest, action)
      ON CONFLICT (old_table, old_id) DO UPDATE SET
        session_id = excluded.session_id, digest = excluded.digest, action = excluded.action,
        imported_at = excluded.imported_at
        WHERE i.digest <> excluded.digest;
      IF FOUND THEN
        PERFORM wizard_private.append_to_audit_log(
          told.session_id, rest.old_table, rest.record_id, 'IMPORT', rest.user_id, rest.left_values, NULL
        );
        kept_rows := kept_rows + 1;
      END IF;
    END LOOP;
  END LOOP;
  RETURN NEXT;
END
$$;
COMMENT ON FUNCTION wizard_private.import_old_tables(text, integer) IS
  'Imports the old rows of the next sessions after this session_id; last_session is where to go on, NULL when there are none left.';

-- For the owner of the database alone.
REVOKE ALL ON FUNCTION
  wizard_private.old_columns(),
  wizard_private.old_stage_names(),
  wizard_private.old_tables(),
  wizard_private.old_rows(text, integer),
  wizard_private.old_import_context(),
  wizard_private.failed_checks(text, jsonb),
  wizard_private.sound_members(text, text, jsonb, text[], jsonb),
  wizard_private.sound_part(text, text, jsonb),
  wizard_private.old_time(text),
  wizard_private.plan_old_session(text, jsonb, jsonb),
  wizard_private.rehearse_old_tables(text, integer),
  wizard_private.is_imported(jsonb),
  wizard_private.import_old_tables(text, integer)
FROM PUBLIC, anon, authenticated, service_role;
