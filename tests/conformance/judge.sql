-- What the server says about each case. Each runs in a subtransaction of its own, which is always rolled back.
-- statements[i] is run with the text bodies[i] as its parameter $1; where current_statements[i] is not NULL, the row
-- currents[i] is stored first, as it is: triggers are not asked. An upsert needs the key, which the copies lack.
CREATE OR REPLACE FUNCTION conformance_judge(statements text[], bodies text[], current_statements text[], currents text[],
  OUT stage text, OUT state text, OUT constraint_name text, OUT column_name text, OUT message text)
RETURNS SETOF record LANGUAGE plpgsql AS $$
BEGIN
  FOR i IN 1 .. cardinality(statements) LOOP
    stage := 'current';
    state := NULL; constraint_name := NULL; column_name := NULL; message := NULL;
    BEGIN
      IF current_statements[i] IS NOT NULL THEN
        PERFORM set_config('session_replication_role', 'replica', true);
        EXECUTE current_statements[i] USING currents[i];
        PERFORM set_config('session_replication_role', 'origin', true);
      END IF;
      IF statements[i] LIKE '% ON CONFLICT ("session_id") DO UPDATE %' THEN
        CREATE UNIQUE INDEX ON pg_temp.wizard_sessions (session_id);
      END IF;
      stage := 'row';
      EXECUTE statements[i] USING bodies[i];
      stage := 'accepted';
      RAISE EXCEPTION USING ERRCODE = 'ZZ000'; -- rolls the row back
    EXCEPTION WHEN OTHERS THEN
      IF stage <> 'accepted' THEN
        GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, constraint_name = CONSTRAINT_NAME,
          column_name = COLUMN_NAME, message = MESSAGE_TEXT;
      END IF;
    END;
    RETURN NEXT;
  END LOOP;
END;
$$;

