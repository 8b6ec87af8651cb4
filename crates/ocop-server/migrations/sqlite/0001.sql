-- Councils' evenings: accounts, sessions with their members, products and sheets, and the trail.

CREATE TABLE account (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  login TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL CHECK (role IN ('administrator', 'secretary', 'observer')),
  password TEXT NOT NULL,
  disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1))
) STRICT;

-- head, body, content: JSON as in ocop-council/1, without what has a column of its own
CREATE TABLE session (
  id TEXT PRIMARY KEY,
  place INTEGER NOT NULL,
  criteria TEXT NOT NULL,
  head TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('preparing', 'open', 'closed')),
  round INTEGER NOT NULL DEFAULT 0 CHECK (round BETWEEN 0 AND 99)
) STRICT;

CREATE TABLE member (
  session TEXT NOT NULL REFERENCES session (id),
  id TEXT NOT NULL,
  place INTEGER NOT NULL,
  body TEXT NOT NULL,
  present INTEGER NOT NULL DEFAULT 0 CHECK (present IN (0, 1)),
  PRIMARY KEY (session, id)
) STRICT;

-- round: the round in which it is scored; 0 before the first
CREATE TABLE product (
  session TEXT NOT NULL REFERENCES session (id),
  id TEXT NOT NULL,
  place INTEGER NOT NULL,
  body TEXT NOT NULL,
  round INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (session, id)
) STRICT;

CREATE TABLE sheet (
  session TEXT NOT NULL,
  product TEXT NOT NULL,
  member TEXT NOT NULL,
  round INTEGER NOT NULL,
  version INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('draft', 'submitted')),
  content TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  typed_by TEXT,
  PRIMARY KEY (session, product, member, round),
  FOREIGN KEY (session, product) REFERENCES product (session, id),
  FOREIGN KEY (session, member) REFERENCES member (session, id)
) STRICT;

-- codes and tokens are kept as digests only
CREATE TABLE invitation (
  code TEXT PRIMARY KEY,
  session TEXT NOT NULL,
  member TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  used_at TEXT,
  FOREIGN KEY (session, member) REFERENCES member (session, id)
) STRICT;

CREATE TABLE login (
  token TEXT PRIMARY KEY,
  csrf TEXT NOT NULL,
  account TEXT REFERENCES account (id),
  session TEXT,
  member TEXT,
  expires_at TEXT NOT NULL,
  CHECK ((account IS NULL) <> (member IS NULL)),
  FOREIGN KEY (session, member) REFERENCES member (session, id)
) STRICT;

-- who is a text, so that the trail outlives accounts
CREATE TABLE trail (
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  session TEXT,
  who TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  before TEXT,
  after TEXT,
  previous TEXT NOT NULL,
  digest TEXT NOT NULL
) STRICT;
CREATE INDEX trail_of_session ON trail (session, subject);

CREATE TRIGGER trail_is_not_changed BEFORE UPDATE ON trail
BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END;
CREATE TRIGGER trail_is_not_shortened BEFORE DELETE ON trail
BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END;
