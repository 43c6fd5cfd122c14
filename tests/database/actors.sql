-- Who acts in a test: two users, an anonymous visitor, the service role, and the owner of the database. The
-- functions set the role and the claims as PostgREST does, until the end of the transaction.
CREATE SCHEMA tests;
GRANT USAGE ON SCHEMA tests TO PUBLIC;

CREATE FUNCTION tests.user_a() RETURNS uuid LANGUAGE sql IMMUTABLE AS $$ SELECT '00000000-0000-4000-8000-00000000000a'::uuid $$;
CREATE FUNCTION tests.user_b() RETURNS uuid LANGUAGE sql IMMUTABLE AS $$ SELECT '00000000-0000-4000-8000-00000000000b'::uuid $$;
INSERT INTO auth.users (id) VALUES (tests.user_a()), (tests.user_b());

CREATE FUNCTION tests.act(role text, claims jsonb) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('request.jwt.claims', coalesce(claims::text, ''), true);
  PERFORM set_config('role', role, true);
END
$$;
CREATE FUNCTION tests.as_user(id uuid) RETURNS SETOF text LANGUAGE sql AS $$
  SELECT tests.act('authenticated', jsonb_build_object('sub', id, 'role', 'authenticated'))
$$;
CREATE FUNCTION tests.as_anon() RETURNS SETOF text LANGUAGE sql AS $$ SELECT tests.act('anon', '{"role": "anon"}') $$;
CREATE FUNCTION tests.as_service_role() RETURNS SETOF text LANGUAGE sql AS $$ SELECT tests.act('service_role', '{"role": "service_role"}') $$;
CREATE FUNCTION tests.as_owner() RETURNS SETOF text LANGUAGE sql AS $$ SELECT tests.act('none', NULL) $$;
