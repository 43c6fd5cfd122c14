-- Deleting a session marks it (deleted_at), so that it can be restored until it is purged. Policies hide
-- marked sessions from everyone whom row level security binds; nobody has DELETE. Rows that exist are not
-- touched.
SET LOCAL lock_timeout = '2s';

-- SECURITY DEFINER: a user has no right to write deleted_at, and a policy that hides the new row would
-- refuse the UPDATE. So the function itself asks whose session it is.
CREATE FUNCTION public.delete_wizard_session(session_id text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  UPDATE public.wizard_sessions AS s SET deleted_at = now()
  WHERE s.session_id = delete_wizard_session.session_id AND s.user_id = (SELECT auth.uid()) AND s.deleted_at IS NULL;
  RETURN FOUND;
END
$$;
COMMENT ON FUNCTION public.delete_wizard_session(text) IS
  'Deletes a session of the caller. False if the caller has no such live session: whether another user has it is not told.';
REVOKE ALL ON FUNCTION public.delete_wizard_session(text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.delete_wizard_session(text) TO authenticated;

-- SECURITY DEFINER: as above; a deleted session is invisible to its owner.
CREATE FUNCTION public.restore_wizard_session(session_id text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  UPDATE public.wizard_sessions AS s SET deleted_at = NULL
  WHERE s.session_id = restore_wizard_session.session_id AND s.user_id = (SELECT auth.uid()) AND s.deleted_at IS NOT NULL;
  RETURN FOUND;
END
$$;
COMMENT ON FUNCTION public.restore_wizard_session(text) IS
  'Restores a deleted session of the caller. False if the caller has no such deleted session, or it was purged.';
REVOKE ALL ON FUNCTION public.restore_wizard_session(text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.restore_wizard_session(text) TO authenticated;

-- For those whom row level security does not bind: what everyone else sees of wizard_sessions.
CREATE VIEW public.live_wizard_sessions WITH (security_invoker = true) AS
  SELECT id, user_id, session_id, current_stage, completed_stages, organizer_data, event_data, ticket_data, venue_data,
    payment_data, status, completion_percentage, event_id, created_at, updated_at, last_interaction, published_at
  FROM public.wizard_sessions
  WHERE deleted_at IS NULL;
COMMENT ON VIEW public.live_wizard_sessions IS 'Sessions that are not deleted, for roles that row level security does not bind.';
REVOKE ALL ON TABLE public.live_wizard_sessions FROM PUBLIC, anon, authenticated, service_role;
GRANT SELECT ON TABLE public.live_wizard_sessions TO service_role;

-- Removes for good what was deleted long ago: the sessions, by the foreign key their actions, and what the
-- audit log holds of their content (the digests stay, so that its chains still verify). In batches, so that
-- no transaction is long: call it until it returns 0.
-- SECURITY DEFINER: the service role cannot delete by itself.
CREATE FUNCTION wizard_private.purge_wizard_sessions(older_than interval, batch integer DEFAULT 1000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  purged text[];
BEGIN
  IF older_than IS NULL OR older_than < interval '0' OR batch IS NULL OR batch < 1 THEN
    RAISE EXCEPTION USING
      ERRCODE = 'invalid_parameter_value',
      MESSAGE = 'older_than must not be negative, and batch must be at least 1';
  END IF;
  WITH due AS (
    -- A session that is being restored at this moment is left for the next call.
    SELECT s.id FROM public.wizard_sessions s
    WHERE s.deleted_at <= now() - older_than
    ORDER BY s.deleted_at LIMIT batch FOR UPDATE SKIP LOCKED
  ), gone AS (
    DELETE FROM public.wizard_sessions s USING due WHERE s.id = due.id RETURNING s.session_id
  )
  SELECT coalesce(array_agg(gone.session_id::text), '{}') INTO purged FROM gone;
  -- By now the triggers have logged the deletions, too, each with the whole row.
  UPDATE public.wizard_audit_log a
    SET user_id = NULL, actor_id = NULL, old_data = NULL, new_data = NULL, salt = NULL, erased_at = now()
    WHERE a.session_id = ANY (purged) AND a.erased_at IS NULL;
  RETURN cardinality(purged);
END
$$;
COMMENT ON FUNCTION wizard_private.purge_wizard_sessions(interval, integer) IS
  'Removes up to batch sessions that were deleted longer ago than older_than; returns how many. Call it until it returns 0.';
REVOKE ALL ON FUNCTION wizard_private.purge_wizard_sessions(interval, integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION wizard_private.purge_wizard_sessions(interval, integer) TO service_role;
