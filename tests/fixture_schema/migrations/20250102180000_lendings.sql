-- CHECKs on rows, lists with columns, ranges in either order, paths and casts of jsonb, and fields of dates.
CREATE TABLE lending (
  id integer PRIMARY KEY,
  first integer,
  last integer,
  shelf integer CONSTRAINT a_between CHECK (shelf BETWEEN SYMMETRIC first AND last),
  kept integer CONSTRAINT b_outside CHECK (kept NOT BETWEEN SYMMETRIC last AND first),
  stamp integer CONSTRAINT c_listed CHECK (stamp IN (first, 7, last, 8)),
  seal integer CONSTRAINT d_unlisted CHECK (seal NOT IN (first, last)),
  mark text CONSTRAINT e_escaped CHECK (mark <> E'a\x62\n\'' AND mark <> 'two '
    'lines'),
  data jsonb
    CONSTRAINT f_path CHECK (data #>> '{a,-1}' <> 'x')
    CONSTRAINT g_null_step CHECK (data #> ARRAY['a', NULL] IS NULL)
    CONSTRAINT h_subscript CHECK (data['b']['2147483648'] IS NULL AND data['b'][0] IS DISTINCT FROM '1')
    CONSTRAINT i_cast CHECK (data['n']::numeric < 5 AND (data -> 'flag')::boolean)
    CONSTRAINT j_distinct CHECK (data IS NULL OR data -> 'c' IS DISTINCT FROM data -> 'd'),
  due date CONSTRAINT k_day CHECK (extract(isodow FROM due) < 6 AND extract(doy FROM due) > 1 AND extract(year FROM due) <> -1),
  CONSTRAINT l_row CHECK ((first, last) NOT IN ((1, 1), (2, 3)))
);
