-- Public keys that sign statements, and those of the log: a projection of the entries key.added and key.revoked, rewritten
-- from them by a rebuild. A key id is there once, for ever; what may be done with it is judged by the indexes.

CREATE TABLE signing_key (
  kid        text   PRIMARY KEY,
  org        text   NOT NULL,
  -- raw Ed25519 public key
  key        bytea  NOT NULL CHECK (octet_length(key) = 32),
  holder     text   NOT NULL CHECK (holder IN ('organisation', 'device', 'log')),
  custody    text   NOT NULL CHECK (custody IN ('own', 'operator')),
  name       text,
  -- statement types it may sign; null: all that its holder may
  scope      text[],
  -- instant from which it signs no more, as the entry writes it
  until      text,
  added_at   bigint NOT NULL CHECK (added_at >= 0),
  revoked_at bigint CHECK (revoked_at > added_at)
);
CREATE INDEX signing_key_org_idx ON signing_key (org, added_at);
GRANT SELECT, INSERT ON signing_key TO veta_app;
-- A key is revoked, and nothing else about it ever changes.
GRANT UPDATE (revoked_at) ON signing_key TO veta_app;
