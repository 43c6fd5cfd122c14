-- A library: members, books and loans.
CREATE TABLE member (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  card varchar(12) NOT NULL UNIQUE,
  name text NOT NULL CONSTRAINT has_a_name CHECK (char_length(name) BETWEEN 1 AND 80),
  level text NOT NULL DEFAULT 'reader' CHECK (level IN ('reader', 'child', 'staff')),
  born date,
  languages text[] NOT NULL DEFAULT '{}',
  CONSTRAINT few_languages CHECK (cardinality(languages) <= 4),
  CONSTRAINT known_languages CHECK (languages <@ ARRAY['en', 'de', 'fr', 'ar', 'ja'])
);

CREATE TABLE book (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  title text NOT NULL,
  shelf varchar(6) CHECK (shelf LIKE '_-%'),
  pages integer CHECK (pages > 0),
  price numeric(7, 2) CHECK (price >= 0 AND price < 10000),
  topics text[]
);

CREATE TABLE loan (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  book uuid NOT NULL REFERENCES book (id),
  member uuid NOT NULL REFERENCES member (id),
  lent timestamptz NOT NULL DEFAULT now(),
  due date NOT NULL,
  returned timestamptz,
  state text NOT NULL DEFAULT 'open',
  note jsonb,
  CONSTRAINT known_state CHECK (state IN ('open', 'returned', 'lost')),
  CONSTRAINT returned_later CHECK (returned IS NULL OR returned >= lent),
  CONSTRAINT returned_when_returned CHECK (state <> 'returned' OR returned IS NOT NULL),
  CONSTRAINT note_is_an_object CHECK (jsonb_typeof(note) = 'object')
);
