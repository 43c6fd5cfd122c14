DO $$ BEGIN RAISE NOTICE 'nothing of concern'; END $$;
ALTER TABLE loan ADD COLUMN fine integer NOT NULL DEFAULT 0 CHECK (fine >= 0);
ALTER TABLE loan ADD COLUMN touched timestamptz NOT NULL;
ALTER TABLE loan ADD CONSTRAINT z_fine CHECK (fine <= 500 OR state = 'closed');

CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.touched := now(); -- the server's clock
  RETURN NEW;
END $$;
CREATE TRIGGER touch BEFORE INSERT OR UPDATE ON loan FOR EACH ROW EXECUTE FUNCTION touch();
