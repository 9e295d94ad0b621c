-- A forgotten password is replaced by whoever holds a token that is given by hand: shown once, used once, within the hour.
CREATE TABLE password_reset (
  id         uuid        PRIMARY KEY,
  person     uuid        NOT NULL REFERENCES person,
  -- whose manager began it; null: an operator of the server, who speaks for no organisation here
  org        text,
  -- SHA-256 of the token
  hash       bytea       NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
  -- digest of the request that made it
  request    bytea       NOT NULL,
  -- person:<uuid>, key:<uuid>, or veta
  made_by    text        NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  used_at    timestamptz,
  -- a newer one took its place
  revoked_at timestamptz
);
CREATE INDEX password_reset_person_idx ON password_reset (person);

GRANT SELECT, INSERT, DELETE, UPDATE (used_at, revoked_at) ON password_reset TO veta_app;
ALTER TABLE password_reset ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON password_reset TO veta_app USING (true) WITH CHECK (true);

-- What auditors read, and invitations that are over, are swept when their time is up.
GRANT DELETE ON access_read, invitation TO veta_app;
CREATE INDEX access_read_at_idx ON access_read (at);
CREATE INDEX sign_in_attempt_at_idx ON sign_in_attempt (at);
