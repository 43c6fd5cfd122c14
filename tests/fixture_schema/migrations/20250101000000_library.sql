-- A lending library: nothing to do with wizards. Every construct that a CHECK may use occurs here
-- at least once; `cases.jsonl` has PostgreSQL's answers for rows.
CREATE TABLE book (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  title varchar(40) NOT NULL CHECK (char_length(title) >= 2 AND title <> 'untitled'),
  isbn text CONSTRAINT isbn_form CHECK (isbn LIKE '97_-%' AND NOT isbn LIKE '%\_%'),
  copies integer NOT NULL DEFAULT 1 CONSTRAINT copies_range CHECK (copies BETWEEN 1 AND 20),
  lent smallint DEFAULT 0,
  price bigint,
  weight numeric(6, 2) CHECK (weight > 0.5),
  shelves text[] DEFAULT '{}' CONSTRAINT known_shelves CHECK (shelves <@ ARRAY['history', 'poetry', 'law']),
  details jsonb DEFAULT '{"pages": 1}',
  language text DEFAULT 'en' CHECK (language IN ('en', 'es', 'ja')),
  rare boolean,
  bought date CHECK (bought >= '1900-01-01' AND bought <> DATE '1999-12-31'),
  seen timestamptz DEFAULT now(),
  CONSTRAINT lent_within CHECK (lent <= copies),
  CHECK (copies * 2 - coalesce(lent, 0) / 2 > 0 AND price % 7 <> 3),
  CHECK (rare IS NOT TRUE OR price IS NOT NULL),
  CONSTRAINT details_are_an_object CHECK (jsonb_typeof(details) = 'object'),
  CONSTRAINT details_pages CHECK ((details ->> 'pages')::integer > 0),
  CONSTRAINT details_tags CHECK (NOT details ? 'tags' OR jsonb_array_length(details -> 'tags') <= 2),
  CONSTRAINT details_no_both CHECK (NOT details ?& ARRAY['a', 'b'] AND NOT (details ?| ARRAY['x', 'y']))
);

CREATE TABLE loan (
  book_id uuid NOT NULL,
  reader text NOT NULL,
  state text DEFAULT 'open',
  notes text[],
  days int,
  extended int,
  CONSTRAINT a_state CHECK (state = ANY (ARRAY['open'::text, 'closed'::text])),
  CONSTRAINT b_reader CHECK (reader NOT IN ('nobody', 'admin')),
  CONSTRAINT c_noted CHECK (array_position(notes, 'lost') IS NULL OR state IS DISTINCT FROM 'open'),
  CONSTRAINT d_notes CHECK (cardinality(notes) < 4 AND array_length(notes, 1) IS NOT NULL),
  CONSTRAINT e_reader_in_notes CHECK (reader = ANY (notes)),
  CONSTRAINT f_overlap CHECK (NOT notes && ARRAY['x', 'y'] AND notes @> ARRAY['n']),
  CONSTRAINT g_days CHECK (nullif(days, 0) / extended IS DISTINCT FROM 1),
  CONSTRAINT h_days CHECK (-days > -100 AND days NOT BETWEEN 50 AND 60),
  CONSTRAINT i_unknown CHECK ((days > 5) IS NOT UNKNOWN OR (extended > 5) IS TRUE),
  CONSTRAINT j_book CHECK (book_id <> '00000000-0000-0000-0000-000000000000' AND octet_length(reader) < 12)
);
