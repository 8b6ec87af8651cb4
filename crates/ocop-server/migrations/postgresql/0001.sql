-- Councils' evenings: accounts, sessions with their members, products and sheets, and the trail. The
-- tables are those of SQLite; texts are compared byte by byte, as there, whatever the locale of the server.

CREATE TABLE account (
  id TEXT COLLATE "C" PRIMARY KEY,
  name TEXT NOT NULL,
  login TEXT COLLATE "C" NOT NULL UNIQUE,
  role TEXT NOT NULL CHECK (role IN ('administrator', 'secretary', 'observer')),
  password TEXT NOT NULL,
  disabled BOOLEAN NOT NULL DEFAULT FALSE
);

-- head, body, content: JSON as in ocop-council/1, without what has a column of its own; as texts, so that
-- they come back to the byte
CREATE TABLE session (
  id TEXT COLLATE "C" PRIMARY KEY,
  place BIGINT NOT NULL,
  criteria TEXT NOT NULL,
  head TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('preparing', 'open', 'closed')),
  round BIGINT NOT NULL DEFAULT 0 CHECK (round BETWEEN 0 AND 99)
);

CREATE TABLE member (
  session TEXT COLLATE "C" NOT NULL REFERENCES session (id),
  id TEXT COLLATE "C" NOT NULL,
  place BIGINT NOT NULL,
  body TEXT NOT NULL,
  present BOOLEAN NOT NULL DEFAULT FALSE,
  PRIMARY KEY (session, id)
);

-- round: the round in which it is scored; 0 before the first
CREATE TABLE product (
  session TEXT COLLATE "C" NOT NULL REFERENCES session (id),
  id TEXT COLLATE "C" NOT NULL,
  place BIGINT NOT NULL,
  body TEXT NOT NULL,
  round BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (session, id)
);

CREATE TABLE sheet (
  session TEXT COLLATE "C" NOT NULL,
  product TEXT COLLATE "C" NOT NULL,
  member TEXT COLLATE "C" NOT NULL,
  round BIGINT NOT NULL,
  version BIGINT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('draft', 'submitted')),
  content TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  typed_by TEXT,
  PRIMARY KEY (session, product, member, round),
  FOREIGN KEY (session, product) REFERENCES product (session, id),
  FOREIGN KEY (session, member) REFERENCES member (session, id)
);

-- codes and tokens are kept as digests only
CREATE TABLE invitation (
  code TEXT COLLATE "C" PRIMARY KEY,
  session TEXT COLLATE "C" NOT NULL,
  member TEXT COLLATE "C" NOT NULL,
  expires_at TEXT COLLATE "C" NOT NULL,
  used_at TEXT,
  FOREIGN KEY (session, member) REFERENCES member (session, id)
);

CREATE TABLE login (
  token TEXT COLLATE "C" PRIMARY KEY,
  csrf TEXT NOT NULL,
  account TEXT COLLATE "C" REFERENCES account (id),
  session TEXT COLLATE "C",
  member TEXT COLLATE "C",
  expires_at TEXT COLLATE "C" NOT NULL,
  CHECK ((account IS NULL) <> (member IS NULL)),
  FOREIGN KEY (session, member) REFERENCES member (session, id)
);

-- who is a text, so that the trail outlives accounts
CREATE TABLE trail (
  number BIGINT PRIMARY KEY,
  at TEXT NOT NULL,
  session TEXT COLLATE "C",
  who TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  before TEXT,
  after TEXT,
  previous TEXT NOT NULL,
  digest TEXT NOT NULL
);
CREATE INDEX trail_of_session ON trail (session, subject);

CREATE FUNCTION trail_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the trail is append-only'; END $$;
CREATE TRIGGER trail_is_not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON trail
  FOR EACH STATEMENT EXECUTE FUNCTION trail_is_append_only();
