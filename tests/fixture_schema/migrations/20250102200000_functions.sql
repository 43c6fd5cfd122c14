-- Functions that are one expression, in CHECKs.
CREATE FUNCTION weight_of(size integer, factor integer DEFAULT 2) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(size, 1) * factor -- of one piece
$$;
CREATE FUNCTION lighter(a integer, b integer) RETURNS boolean STRICT IMMUTABLE RETURN coalesce(a, 0) < coalesce(b, 9);
CREATE FUNCTION is_code(text) RETURNS boolean LANGUAGE sql SET search_path = '' AS 'SELECT $1 LIKE ''P-%''';
CREATE FUNCTION most() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 40';
CREATE FUNCTION is_even(n integer) RETURNS boolean LANGUAGE plpgsql AS 'BEGIN RETURN n % 2 = 0; END';

CREATE TABLE consignment (
  id integer PRIMARY KEY,
  code varchar(8) CONSTRAINT code_form CHECK (is_code(code)),
  pieces integer CONSTRAINT even_pieces CHECK (is_even(pieces)),
  size integer CONSTRAINT not_too_heavy CHECK (public.weight_of(size, pieces) <= most()),
  bound integer CONSTRAINT under_bound CHECK (lighter(size, bound))
);
CREATE OR REPLACE FUNCTION is_code(text) RETURNS boolean LANGUAGE sql AS 'SELECT $1 LIKE ''Q-%''';
