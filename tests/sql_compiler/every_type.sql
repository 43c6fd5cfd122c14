CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TABLE t (
  b boolean, s smallint, i integer, l bigint, n numeric, p numeric(6, 2), x text, v varchar(9), u uuid, d date,
  z timestamptz, a text[], j jsonb, r real, f double precision, c char(3), k citext, w bytea, h time, m timestamp,
  e mood, o json, ia integer[], ua uuid[], va varchar(3)[], ea mood[], da date[]
);
