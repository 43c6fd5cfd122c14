-- The status of a session: every pair, NULL and unknown ones included; inserts, upserts, and the order of errors.
-- As the owner, so that row level security is not what refuses.
SELECT * FROM no_plan();

-- A session with this status and all that the CHECKs ask for.
CREATE FUNCTION pg_temp.begin(name text, status text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO public.wizard_sessions (session_id, status) VALUES (name, status)
$$;

-- What an attempt gives: 'accepted', the constraint's name, or 'not null'.
CREATE FUNCTION pg_temp.attempt(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  violated text;
  state text;
  place text;
BEGIN
  EXECUTE statement;
  RETURN 'accepted';
EXCEPTION
  WHEN not_null_violation THEN
    RETURN 'not null';
  WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS violated = CONSTRAINT_NAME, state = RETURNED_SQLSTATE, place = COLUMN_NAME;
    RETURN state || ' ' || violated || CASE WHEN violated = 'status_transition' THEN ' ' || place ELSE '' END;
END
$$;

-- The CHECKs on what a finished session needs are another test's: without them, a row can have any status.
ALTER TABLE public.wizard_sessions DROP CONSTRAINT finished_when_all_completed;

CREATE TEMPORARY TABLE allowed (source text, target text);
INSERT INTO allowed VALUES
  ('draft', 'active'), ('draft', 'abandoned'), ('active', 'completed'), ('active', 'abandoned'), ('completed', 'active'),
  ('completed', 'published'), ('completed', 'abandoned'), ('published', 'completed'), ('abandoned', 'active');

-- Rows of every status, also those in which none can begin.
ALTER TABLE public.wizard_sessions DISABLE TRIGGER check_status_transition_on_insert;
SELECT pg_temp.begin('a session that is ' || status, status)
FROM unnest('{draft,active,completed,published,abandoned}'::text[]) AS status;
ALTER TABLE public.wizard_sessions ENABLE TRIGGER check_status_transition_on_insert;

SELECT is(
  -- Each pair in a subtransaction that is taken back.
  pg_temp.attempt(format(
    $sql$
      DO $do$
      BEGIN
        UPDATE public.wizard_sessions SET status = %2$L WHERE session_id = 'a session that is %1$s';
        ASSERT FOUND;
        RAISE EXCEPTION SQLSTATE 'TAKEN' USING CONSTRAINT = 'back';
      END $do$
    $sql$, source, target)),
  CASE
    WHEN target IS NULL THEN 'not null'
    WHEN target NOT IN ('draft', 'active', 'completed', 'published', 'abandoned') THEN '23514 valid_status'
    WHEN source = target OR EXISTS (SELECT FROM allowed WHERE (allowed.source, allowed.target) = (pairs.source, pairs.target))
      THEN 'TAKEN back'
    ELSE '23514 status_transition status'
  END,
  format('from %s to %s', source, coalesce(target, 'NULL'))
)
FROM (
  SELECT source, target
  FROM unnest('{draft,active,completed,published,abandoned}'::text[]) AS source,
    unnest('{draft,active,completed,published,abandoned,archived,"",Draft,NULL}'::text[]) AS target
) AS pairs;

-- A new session.
SELECT is(
  pg_temp.attempt(format('INSERT INTO public.wizard_sessions (session_id, status) VALUES (%L, %L)', 'new ' || status, status)),
  CASE
    WHEN status IS NULL THEN 'not null'
    WHEN status = 'published' THEN '23514 status_transition status'
    WHEN status = 'archived' THEN '23514 valid_status'
    ELSE 'accepted'
  END,
  format('a new session that is %s', coalesce(status, 'NULL'))
)
FROM unnest('{draft,active,completed,published,abandoned,archived,NULL}'::text[]) AS status;
SELECT is((SELECT count(*)::integer FROM public.wizard_sessions WHERE session_id LIKE 'new %'), 4, 'four of them are there');

-- An upsert of a row that exists is an update, whatever a new row could be.
CREATE FUNCTION pg_temp.upsert(name text, status text) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.attempt(format(
    'INSERT INTO public.wizard_sessions (session_id, status) VALUES (%L, %L)
     ON CONFLICT (session_id) DO UPDATE SET status = excluded.status', name, status))
$$;
SELECT is(pg_temp.upsert('a session that is completed', 'published'), 'accepted', 'an upsert publishes a completed session');
SELECT is(pg_temp.upsert('a session that is published', 'published'), 'accepted', 'an upsert leaves a published one as it is');
SELECT is(pg_temp.upsert('a session that is draft', 'published'), '23514 status_transition status', 'an upsert publishes no draft');
SELECT is(pg_temp.upsert('a session that is not', 'published'), '23514 status_transition status', 'an upsert makes no published session');
SELECT is((SELECT status FROM public.wizard_sessions WHERE session_id = 'a session that is draft'), 'draft', 'the draft is one still');

-- It is told before NOT NULL and CHECKs, and another trigger does not evade it.
SELECT is(
  pg_temp.attempt($$UPDATE public.wizard_sessions SET status = 'published', completed_stages = NULL, completion_percentage = 101
    WHERE session_id = 'a session that is draft'$$),
  '23514 status_transition status', 'the transition is judged before NOT NULL and CHECKs'
);
CREATE FUNCTION pg_temp.publish() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.status := 'published';
  RETURN NEW;
END
$$;
CREATE TRIGGER another BEFORE UPDATE ON public.wizard_sessions FOR EACH ROW EXECUTE FUNCTION pg_temp.publish();
SELECT is(
  pg_temp.attempt($$UPDATE public.wizard_sessions SET current_stage = 'eventSetup' WHERE session_id = 'a session that is draft'$$),
  '23514 status_transition status', 'a trigger that fires before it cannot publish a draft'
);
DROP TRIGGER another ON public.wizard_sessions;
SELECT is(
  (SELECT min(tgname)::text FROM pg_trigger WHERE tgrelid = 'public.wizard_sessions'::regclass AND NOT tgisinternal
    AND tgtype & 2 = 2 AND tgtype & 16 = 16),
  'check_status_transition_on_update', 'of the BEFORE UPDATE triggers it fires first'
);
SELECT is(
  (SELECT min(tgname)::text FROM pg_trigger WHERE tgrelid = 'public.wizard_sessions'::regclass AND NOT tgisinternal
    AND tgtype & 2 = 2 AND tgtype & 4 = 4),
  'check_status_transition_on_insert', 'of the BEFORE INSERT triggers it fires first'
);
SELECT * FROM finish();
