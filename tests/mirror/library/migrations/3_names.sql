-- Names that neither Rust nor TypeScript could have.
CREATE TABLE "opening hours" (
  "week day" smallint NOT NULL CHECK ("week day" BETWEEN 1 AND 7),
  "from" time NOT NULL,
  "until" time NOT NULL,
  "why?" text,
  CONSTRAINT "ends; later" CHECK ("until" > "from")
);
CREATE TYPE material AS ENUM ('wood', 'steel');
CREATE TABLE tables (seats integer NOT NULL CHECK (seats > 0), made_of material);
