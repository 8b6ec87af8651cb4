-- A second factor of accounts: codes of an app, and codes for the day when the app is gone.

-- since: empty until the first code of the app has been typed; step: the last half minute whose code was used
CREATE TABLE second_factor (
  account TEXT COLLATE "C" PRIMARY KEY REFERENCES account (id),
  secret TEXT NOT NULL,
  step BIGINT NOT NULL DEFAULT 0,
  since TEXT NOT NULL DEFAULT ''
);

-- kept as digests only; a code that was used is gone
CREATE TABLE recovery_code (
  account TEXT COLLATE "C" NOT NULL REFERENCES account (id),
  code TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (account, code)
);

-- pending: the password was right, and the second factor is still asked for
ALTER TABLE login ADD COLUMN pending BOOLEAN NOT NULL DEFAULT FALSE;
