-- Types of the schema's own: enums whose labels change places and names, domains over domains, arrays.
CREATE TYPE public.visit_state AS ENUM ('planned', 'over');
ALTER TYPE visit_state ADD VALUE 'running' BEFORE 'over';
ALTER TYPE visit_state ADD VALUE IF NOT EXISTS 'over';
CREATE DOMAIN rating AS smallint CHECK (VALUE > 0);
CREATE DOMAIN stars AS rating NOT NULL CONSTRAINT at_most_five CHECK (VALUE <= 5);
CREATE DOMAIN postcode AS char(5) DEFAULT '00000' CHECK (length(VALUE) = 5);

CREATE TABLE visit (
  id integer PRIMARY KEY,
  state visit_state NOT NULL DEFAULT 'planned',
  opens time(0),
  closes time CHECK (closes > opens),
  began timestamp(3),
  weight double precision CHECK (weight > 0.5 AND weight < 'Infinity'),
  share real CHECK (share <= 0.1),
  ticket bytea CHECK (octet_length(ticket) = 4),
  seats smallint[] CHECK (1 <> ALL (seats)),
  path public.visit_state[] CHECK (path <@ '{planned,over}'),
  place postcode,
  given stars DEFAULT 3,
  CONSTRAINT begins_once_it_runs CHECK (state < 'running' OR began IS NOT NULL)
);
ALTER TYPE public.visit_state RENAME VALUE 'over' TO 'done';
ALTER DOMAIN rating ADD CONSTRAINT not_two CHECK (VALUE <> 2);
ALTER DOMAIN rating DROP CONSTRAINT rating_check;
