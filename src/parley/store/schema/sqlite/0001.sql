-- A dossier keeps what was read, as it was read; nothing is ever changed or taken out (the triggers below hold us to it).
-- Days are ISO 8601 text, so that they compare as text.

CREATE TABLE articles (
  seq            INTEGER PRIMARY KEY,  -- order of adding
  id             TEXT NOT NULL UNIQUE,
  content        TEXT NOT NULL UNIQUE, -- records.article_key: the same words in the same place are the same article
  known          TEXT NOT NULL,        -- the day from which "as of" sees it: of publication, or of adding where that is not known
  added          TEXT NOT NULL,        -- when it was added, UTC
  published      TEXT,
  published_from TEXT NOT NULL,
  publisher      TEXT,
  url            TEXT,
  title          TEXT,
  language       TEXT,
  boilerplate    TEXT NOT NULL,        -- JSON [[start, end], ...]
  text           TEXT NOT NULL         -- last: a scan of the columns before it does not touch its pages
) STRICT;

CREATE INDEX articles_in_order ON articles (known, id);

-- One extraction of one article. A newer extractor adds another; the newest counts, the older ones are history.
CREATE TABLE readings (
  seq       INTEGER PRIMARY KEY,
  article   INTEGER NOT NULL REFERENCES articles (seq),
  added     TEXT NOT NULL,
  extractor TEXT NOT NULL,             -- version of Parley
  words     TEXT NOT NULL              -- JSON {"mentions", "places", "timexes"}: records without an id, wanted only with their article
) STRICT;

CREATE INDEX readings_of_article ON readings (article, seq);

-- Records with an id, one a row: a person's decision or a link can point at one, and one can be found by its id.
CREATE TABLE records (
  reading  INTEGER NOT NULL REFERENCES readings (seq),
  kind     TEXT NOT NULL,              -- a field of records.Reading
  position INTEGER NOT NULL,           -- its place among those of its kind
  id       TEXT NOT NULL,
  body     TEXT NOT NULL,              -- JSON, evidence included: where it lies in the text is asked only with the article in hand
  PRIMARY KEY (reading, kind, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX records_by_id ON records (id);

CREATE VIRTUAL TABLE words USING fts5 (
  title, text, content = 'articles', content_rowid = 'seq', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER articles_to_words AFTER INSERT ON articles BEGIN
  INSERT INTO words (rowid, title, text) VALUES (new.seq, new.title, new.text);
END;

CREATE TRIGGER articles_stay BEFORE UPDATE ON articles BEGIN SELECT RAISE (ABORT, 'articles are append-only'); END;
CREATE TRIGGER articles_remain BEFORE DELETE ON articles BEGIN SELECT RAISE (ABORT, 'articles are append-only'); END;
CREATE TRIGGER readings_stay BEFORE UPDATE ON readings BEGIN SELECT RAISE (ABORT, 'readings are append-only'); END;
CREATE TRIGGER readings_remain BEFORE DELETE ON readings BEGIN SELECT RAISE (ABORT, 'readings are append-only'); END;
CREATE TRIGGER records_stay BEFORE UPDATE ON records BEGIN SELECT RAISE (ABORT, 'records are append-only'); END;
CREATE TRIGGER records_remain BEFORE DELETE ON records BEGIN SELECT RAISE (ABORT, 'records are append-only'); END;
