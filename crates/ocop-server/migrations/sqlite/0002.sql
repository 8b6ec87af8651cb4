-- What an evening is arranged like beyond ocop-council/1, certificates after it, and what holds for the
-- whole server.

ALTER TABLE session ADD COLUMN arrangement TEXT NOT NULL DEFAULT '{}';

-- body: JSON as a record of a register has it
CREATE TABLE certificate (
  session TEXT NOT NULL,
  product TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (session, product),
  FOREIGN KEY (session, product) REFERENCES product (session, id)
) STRICT;

-- holidays: a list of days off; calendar: the digest of the secret in the address of the calendar
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
