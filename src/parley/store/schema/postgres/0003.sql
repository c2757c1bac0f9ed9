-- The same tables as in SQLite (schema/sqlite says more of them). Texts compare by code point, as there.

CREATE TABLE dossier (schema integer NOT NULL); -- one row; that the table is there says that this is a dossier

CREATE TABLE articles (
  seq bigint PRIMARY KEY, -- order of adding
  id text COLLATE "C" NOT NULL UNIQUE,
  content text COLLATE "C" NOT NULL UNIQUE, -- records.article_key: the same words in the same place are the same article
  known text COLLATE "C" NOT NULL, -- the day from which "as of" sees it: of publication, or of adding where that is not known
  added text COLLATE "C" NOT NULL, -- when it was added, UTC
  published text COLLATE "C",
  published_from text COLLATE "C" NOT NULL,
  publisher text COLLATE "C",
  url text COLLATE "C",
  title text COLLATE "C",
  language text COLLATE "C",
  boilerplate text COLLATE "C" NOT NULL, -- JSON [[start, end], ...]
  published_interval text COLLATE "C", -- JSON [first, last]: the days that it may have been published on, where that is not known
  published_reason text COLLATE "C",
  text text COLLATE "C" NOT NULL -- last: a scan of the columns before it does not touch its pages
);

CREATE INDEX articles_in_order ON articles (known, id);

-- One extraction of one article. A newer extractor adds another; the newest counts, the older ones are history.
CREATE TABLE readings (
  seq bigint PRIMARY KEY,
  article bigint NOT NULL REFERENCES articles (seq),
  added text COLLATE "C" NOT NULL,
  extractor text COLLATE "C" NOT NULL, -- version of Parley
  words text COLLATE "C" NOT NULL -- JSON {"mentions", "places", "timexes"}: records without an id, wanted only with their article
);

CREATE INDEX readings_of_article ON readings (article, seq);

-- Records with an id, one a row: a person's decision or a link can point at one, and one can be found by its id.
CREATE TABLE records (
  reading bigint NOT NULL REFERENCES readings (seq),
  kind text COLLATE "C" NOT NULL, -- a field of records.Reading
  position bigint NOT NULL, -- its place among those of its kind
  id text COLLATE "C" NOT NULL,
  body text COLLATE "C" NOT NULL, -- JSON, evidence included: where it lies in the text is asked only with the article in hand
  PRIMARY KEY (reading, kind, position)
);

CREATE INDEX records_by_id ON records (id);

-- Words of titles (weight A) and texts, folded and cut by parley.store.tokens, so that both databases find the same.
CREATE TABLE words (
  article bigint PRIMARY KEY REFERENCES articles (seq),
  tokens tsvector NOT NULL
);

CREATE INDEX words_by_token ON words USING gin (tokens);

-- One linking of one reading: that there is a row says that it has been linked.
CREATE TABLE linkings (
  seq bigint PRIMARY KEY,
  reading bigint NOT NULL REFERENCES readings (seq),
  article bigint NOT NULL REFERENCES articles (seq),
  known text COLLATE "C" NOT NULL, -- the article's
  copy_of text COLLATE "C" REFERENCES articles (id),
  is_current bigint NOT NULL CHECK (is_current IN (0, 1))
);

CREATE UNIQUE INDEX linkings_of_article ON linkings (article) WHERE is_current = 1;
CREATE INDEX linkings_of_copies ON linkings (known) WHERE copy_of IS NOT NULL AND is_current = 1;

CREATE TABLE links (
  seq bigint PRIMARY KEY, -- order of making
  linking bigint NOT NULL REFERENCES linkings (seq),
  article bigint NOT NULL REFERENCES articles (seq),
  kind text COLLATE "C" NOT NULL,
  record text COLLATE "C" NOT NULL,
  item text COLLATE "C" NOT NULL,
  known text COLLATE "C" NOT NULL,
  score double precision NOT NULL,
  reason text COLLATE "C" NOT NULL,
  value text COLLATE "C",
  due text COLLATE "C",
  weight double precision NOT NULL,
  trace text COLLATE "C" NOT NULL, -- JSON
  keys bytea NOT NULL, -- hashes of the keys, 8 bytes each: what link_keys is made of
  is_current bigint NOT NULL CHECK (is_current IN (0, 1))
);

CREATE INDEX links_of_item ON links (kind, item, known, seq, value) WHERE is_current = 1;
CREATE INDEX links_of_kind ON links (kind, known, seq, item, weight) WHERE is_current = 1;
CREATE INDEX links_of_record ON links (record) WHERE is_current = 1;
CREATE INDEX links_due ON links (due, known, item) WHERE due IS NOT NULL AND is_current = 1;
CREATE INDEX links_of_article ON links (article) WHERE is_current = 1;
CREATE INDEX links_with_value ON links (kind, item) WHERE value IS NOT NULL AND is_current = 1;

-- Links that count, by what later records are compared by: an index, not history. `near` reads a stretch of it from its end.
CREATE TABLE link_keys (
  hash bigint NOT NULL, -- of kind and key
  day integer NOT NULL, -- the link's `known` as a number, 20220215
  link bigint NOT NULL,
  PRIMARY KEY (hash, day, link)
);

-- Smallest shingles of articles, by which copies are found.
CREATE TABLE sketches (
  hash bigint NOT NULL,
  article bigint NOT NULL REFERENCES articles (seq),
  PRIMARY KEY (hash, article)
);

CREATE TABLE settlements (
  seq bigint PRIMARY KEY,
  linking bigint NOT NULL REFERENCES linkings (seq),
  item text COLLATE "C" NOT NULL,
  article text COLLATE "C" NOT NULL REFERENCES articles (id),
  start_char bigint NOT NULL,
  end_char bigint NOT NULL,
  outcome text COLLATE "C" NOT NULL,
  known text COLLATE "C" NOT NULL,
  score double precision NOT NULL,
  reason text COLLATE "C" NOT NULL,
  is_current bigint NOT NULL CHECK (is_current IN (0, 1))
);

CREATE INDEX settlements_of_item ON settlements (item, known, seq) WHERE is_current = 1;
CREATE INDEX settlements_in_order ON settlements (known, seq, item) WHERE is_current = 1;
CREATE INDEX settlements_of_linking ON settlements (linking) WHERE is_current = 1;

CREATE TABLE decisions (
  seq bigint PRIMARY KEY,
  id text COLLATE "C" NOT NULL UNIQUE,
  item text COLLATE "C" NOT NULL,
  body text COLLATE "C" NOT NULL -- JSON
);

CREATE INDEX articles_of_publisher ON articles (publisher, known);

CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% are append-only', TG_TABLE_NAME;
END $$;

CREATE FUNCTION refuse_but_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF new.is_current < old.is_current AND to_jsonb(new) - 'is_current' = to_jsonb(old) - 'is_current' THEN
    RETURN new;
  END IF;
  RAISE EXCEPTION '% are append-only', TG_TABLE_NAME;
END $$;

CREATE TRIGGER stay BEFORE UPDATE OR DELETE ON articles FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER stay BEFORE UPDATE OR DELETE ON readings FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER stay BEFORE UPDATE OR DELETE ON records FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER stay BEFORE UPDATE OR DELETE ON decisions FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER stay BEFORE UPDATE ON linkings FOR EACH ROW EXECUTE FUNCTION refuse_but_end();
CREATE TRIGGER remain BEFORE DELETE ON linkings FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER stay BEFORE UPDATE ON links FOR EACH ROW EXECUTE FUNCTION refuse_but_end();
CREATE TRIGGER remain BEFORE DELETE ON links FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER stay BEFORE UPDATE ON settlements FOR EACH ROW EXECUTE FUNCTION refuse_but_end();
CREATE TRIGGER remain BEFORE DELETE ON settlements FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER whole BEFORE TRUNCATE ON articles FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER whole BEFORE TRUNCATE ON readings FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER whole BEFORE TRUNCATE ON records FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER whole BEFORE TRUNCATE ON decisions FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER whole BEFORE TRUNCATE ON linkings FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER whole BEFORE TRUNCATE ON links FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER whole BEFORE TRUNCATE ON settlements FOR EACH STATEMENT EXECUTE FUNCTION refuse();
