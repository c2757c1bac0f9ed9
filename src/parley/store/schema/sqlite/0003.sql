-- What a dossier keeps beside its readings (parley.ledger). Links, settlements and decisions are history: nothing is taken out,
-- and the one thing that changes is that a link no longer counts once its article has been read anew (is_current: 1 -> 0).

-- One linking of one reading: that there is a row says that it has been linked.
CREATE TABLE linkings (
  seq        INTEGER PRIMARY KEY,
  reading    INTEGER NOT NULL REFERENCES readings (seq),
  article    INTEGER NOT NULL REFERENCES articles (seq),
  known      TEXT NOT NULL,            -- the article's
  copy_of    TEXT REFERENCES articles (id),
  is_current INTEGER NOT NULL CHECK (is_current IN (0, 1))
) STRICT;

CREATE UNIQUE INDEX linkings_of_article ON linkings (article) WHERE is_current = 1;
CREATE INDEX linkings_of_copies ON linkings (known) WHERE copy_of IS NOT NULL AND is_current = 1;

CREATE TABLE links (
  seq        INTEGER PRIMARY KEY,      -- order of making
  linking    INTEGER NOT NULL REFERENCES linkings (seq),
  article    INTEGER NOT NULL REFERENCES articles (seq),
  kind       TEXT NOT NULL,
  record     TEXT NOT NULL,
  item       TEXT NOT NULL,
  known      TEXT NOT NULL,
  score      REAL NOT NULL,
  reason     TEXT NOT NULL,
  value      TEXT,
  due        TEXT,
  weight     REAL NOT NULL,
  trace      TEXT NOT NULL,            -- JSON
  keys       BLOB NOT NULL,            -- hashes of the keys, 8 bytes each: what link_keys is made of
  is_current INTEGER NOT NULL CHECK (is_current IN (0, 1))
) STRICT;

CREATE INDEX links_of_item ON links (kind, item, known, seq, value) WHERE is_current = 1;
CREATE INDEX links_of_kind ON links (kind, known, seq, item, weight) WHERE is_current = 1;
CREATE INDEX links_of_record ON links (record) WHERE is_current = 1;
CREATE INDEX links_due ON links (due, known, item) WHERE due IS NOT NULL AND is_current = 1;
CREATE INDEX links_of_article ON links (article) WHERE is_current = 1;
CREATE INDEX links_with_value ON links (kind, item) WHERE value IS NOT NULL AND is_current = 1;

-- Links that count, by what later records are compared by: an index, not history. `near` reads a stretch of it from its end.
CREATE TABLE link_keys (
  hash INTEGER NOT NULL,               -- of kind and key
  day  INTEGER NOT NULL,               -- the link's `known` as a number, 20220215
  link INTEGER NOT NULL,
  PRIMARY KEY (hash, day, link)
) STRICT, WITHOUT ROWID;

-- Smallest shingles of articles, by which copies are found.
CREATE TABLE sketches (
  hash    INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES articles (seq),
  PRIMARY KEY (hash, article)
) STRICT, WITHOUT ROWID;

CREATE TABLE settlements (
  seq        INTEGER PRIMARY KEY,
  linking    INTEGER NOT NULL REFERENCES linkings (seq),
  item       TEXT NOT NULL,
  article    TEXT NOT NULL REFERENCES articles (id),
  start_char INTEGER NOT NULL,
  end_char   INTEGER NOT NULL,
  outcome    TEXT NOT NULL,
  known      TEXT NOT NULL,
  score      REAL NOT NULL,
  reason     TEXT NOT NULL,
  is_current INTEGER NOT NULL CHECK (is_current IN (0, 1))
) STRICT;

CREATE INDEX settlements_of_item ON settlements (item, known, seq) WHERE is_current = 1;
CREATE INDEX settlements_in_order ON settlements (known, seq, item) WHERE is_current = 1;
CREATE INDEX settlements_of_linking ON settlements (linking) WHERE is_current = 1;

CREATE TABLE decisions (
  seq    INTEGER PRIMARY KEY,
  id     TEXT NOT NULL UNIQUE,
  item   TEXT NOT NULL,
  body   TEXT NOT NULL                 -- JSON
) STRICT;

CREATE INDEX articles_of_publisher ON articles (publisher, known);

CREATE TRIGGER linkings_stay BEFORE UPDATE OF seq, reading, article, known, copy_of ON linkings
  BEGIN SELECT RAISE (ABORT, 'linkings are append-only'); END;
CREATE TRIGGER linkings_end BEFORE UPDATE OF is_current ON linkings WHEN new.is_current >= old.is_current
  BEGIN SELECT RAISE (ABORT, 'linkings are append-only'); END;
CREATE TRIGGER linkings_remain BEFORE DELETE ON linkings BEGIN SELECT RAISE (ABORT, 'linkings are append-only'); END;
CREATE TRIGGER links_stay BEFORE UPDATE OF seq, linking, article, kind, record, item, known, score, reason, value, due, weight, trace,
  keys ON links BEGIN SELECT RAISE (ABORT, 'links are append-only'); END;
CREATE TRIGGER links_end BEFORE UPDATE OF is_current ON links WHEN new.is_current >= old.is_current
  BEGIN SELECT RAISE (ABORT, 'links are append-only'); END;
CREATE TRIGGER links_remain BEFORE DELETE ON links BEGIN SELECT RAISE (ABORT, 'links are append-only'); END;
CREATE TRIGGER settlements_stay BEFORE UPDATE OF seq, linking, item, article, start_char, end_char, outcome, known, score, reason
  ON settlements BEGIN SELECT RAISE (ABORT, 'settlements are append-only'); END;
CREATE TRIGGER settlements_end BEFORE UPDATE OF is_current ON settlements WHEN new.is_current >= old.is_current
  BEGIN SELECT RAISE (ABORT, 'settlements are append-only'); END;
CREATE TRIGGER settlements_remain BEFORE DELETE ON settlements BEGIN SELECT RAISE (ABORT, 'settlements are append-only'); END;
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN SELECT RAISE (ABORT, 'decisions are append-only'); END;
CREATE TRIGGER decisions_remain BEFORE DELETE ON decisions BEGIN SELECT RAISE (ABORT, 'decisions are append-only'); END;
