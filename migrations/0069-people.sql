-- People: who they are, for which organisation they act and as what, how they sign in, and who looked at what.
--
-- Nobody's name stands here in clear: names, labels and devices are sealed under a data key of their subject, sign-in names
-- and addresses go by keyed digests (HMAC). Of passwords there is the argon2id hash, of tokens their SHA-256.

ALTER TABLE data_key DROP CONSTRAINT data_key_kind_check;
ALTER TABLE data_key ADD CONSTRAINT data_key_kind_check CHECK (kind IN ('organisation', 'member', 'person'));

CREATE TABLE person (
  id         uuid        PRIMARY KEY,
  -- keyed digest of the sign-in name
  sign_in    bytea       NOT NULL UNIQUE CHECK (octet_length(sign_in) = 32),
  subject    bytea       NOT NULL REFERENCES data_key,
  -- canonical JSON {name, signIn}
  sealed     bytea       NOT NULL CHECK (octet_length(sealed) > 28),
  created_at timestamptz NOT NULL DEFAULT now()
);

-- A person may belong to several organisations, to each in one role at a time. Null is the server's own operator.
CREATE TABLE membership (
  id         uuid        PRIMARY KEY,
  person     uuid        NOT NULL REFERENCES person,
  org        text        CHECK (org <> ''),
  role       text        NOT NULL CHECK (role IN ('registrar', 'manager', 'approver', 'compliance', 'auditor', 'operator')),
  from_at    timestamptz NOT NULL DEFAULT now(),
  until_at   timestamptz CHECK (until_at >= from_at),
  -- person:<uuid>, key:<uuid>, or veta for the command line
  made_by    text        NOT NULL,
  CHECK (org IS NOT NULL OR role = 'operator')
);
CREATE UNIQUE INDEX membership_in_force ON membership (person, coalesce(org, '')) WHERE until_at IS NULL;
CREATE INDEX membership_org_idx ON membership (org, id);

CREATE TABLE invitation (
  id          uuid        PRIMARY KEY,
  org         text        CHECK (org <> ''),
  role        text        NOT NULL CHECK (role IN ('registrar', 'manager', 'approver', 'compliance', 'auditor', 'operator')),
  hash        bytea       NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
  subject     bytea       NOT NULL REFERENCES data_key,
  -- the e-mail or telephone it was written down for
  sealed      bytea       NOT NULL CHECK (octet_length(sealed) > 28),
  -- digest of the request that made it: sent again it is answered alike
  request     bytea       NOT NULL,
  made_by     text        NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now(),
  expires_at  timestamptz NOT NULL,
  accepted_at timestamptz,
  accepted_by uuid        REFERENCES person,
  revoked_at  timestamptz,
  CHECK (org IS NOT NULL OR role = 'operator'),
  CHECK ((accepted_by IS NULL) = (accepted_at IS NULL)),
  CHECK (accepted_at IS NULL OR revoked_at IS NULL)
);
CREATE INDEX invitation_org_idx ON invitation (org, id);

CREATE TABLE password (
  person uuid        PRIMARY KEY REFERENCES person,
  -- argon2id, PHC string format
  hash   text        NOT NULL CHECK (hash LIKE '$argon2id$%'),
  set_at timestamptz NOT NULL DEFAULT now()
);

-- W3C Web Authentication Level 2, §6: the public half of a credential kept by a person's own device.
CREATE TABLE passkey (
  id         bytea       PRIMARY KEY CHECK (octet_length(id) BETWEEN 1 AND 1023),
  person     uuid        NOT NULL REFERENCES person,
  -- COSE_Key
  public_key bytea       NOT NULL,
  counter    bigint      NOT NULL CHECK (counter >= 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  used_at    timestamptz,
  revoked_at timestamptz
);
CREATE INDEX passkey_person_idx ON passkey (person);

-- Asked of a device once and then gone.
CREATE TABLE passkey_challenge (
  hash       bytea       PRIMARY KEY CHECK (octet_length(hash) = 32),
  purpose    text        NOT NULL CHECK (purpose IN ('enrol', 'sign-in')),
  -- whose device is to be enrolled
  person     uuid,
  expires_at timestamptz NOT NULL
);

CREATE TABLE session (
  id         uuid        PRIMARY KEY,
  person     uuid        NOT NULL REFERENCES person,
  -- the membership it acts under: a role that ends, ends it
  membership uuid        NOT NULL REFERENCES membership,
  hash       bytea       NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
  -- canonical JSON {agent, address}
  sealed     bytea       NOT NULL CHECK (octet_length(sealed) > 28),
  how        text        NOT NULL CHECK (how IN ('password', 'passkey', 'invitation')),
  created_at timestamptz NOT NULL DEFAULT now(),
  seen_at    timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  ended_at   timestamptz
);
CREATE INDEX session_person_idx ON session (person) WHERE ended_at IS NULL;

-- Account and network by keyed digests, whether there is such an account or not: an unknown one is throttled alike.
CREATE TABLE sign_in_attempt (
  id      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account bytea       NOT NULL,
  network bytea       NOT NULL,
  at      timestamptz NOT NULL DEFAULT now(),
  outcome text        NOT NULL CHECK (outcome IN ('failed', 'signed-in', 'put-off'))
);
CREATE INDEX sign_in_attempt_account_idx ON sign_in_attempt (account, at);

-- Who was not let in. `times` in one row: a flood of the same is not a flood of rows.
CREATE TABLE denial (
  id    uuid        PRIMARY KEY,
  at    timestamptz NOT NULL,
  org   text,
  -- key:<uuid>, person:<uuid>, or public
  actor text        NOT NULL,
  role  text        NOT NULL,
  route text        NOT NULL,
  why   text        NOT NULL,
  times integer     NOT NULL CHECK (times > 0)
);
CREATE INDEX denial_org_idx ON denial (org, at DESC, id);
CREATE INDEX denial_at_idx ON denial (at);

-- Time-boxed access an organisation grants to an auditor: a projection of access.granted and access.ended.
CREATE TABLE access_grant (
  -- of the statement that granted it
  sid      bytea       PRIMARY KEY CHECK (octet_length(sid) = 32),
  org      text        NOT NULL,
  -- organisation:<id> or person:<uuid>
  audience text        NOT NULL,
  reason   text        NOT NULL,
  from_at  timestamptz NOT NULL,
  until_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX access_grant_org_idx ON access_grant (org, sid);
CREATE INDEX access_grant_audience_idx ON access_grant (audience, org);

-- Every read an auditor made, for the organisation that was read.
CREATE TABLE access_read (
  id       uuid        PRIMARY KEY,
  org      text        NOT NULL,
  at       timestamptz NOT NULL DEFAULT now(),
  reader   text        NOT NULL,
  home_org text,
  route    text        NOT NULL,
  subject  bytea       NOT NULL,
  -- path and query: they may name a person
  sealed   bytea       NOT NULL
);
CREATE INDEX access_read_org_idx ON access_read (org, at DESC, id);

-- Which tokens of a configured issuer act for whom. The claim's value may be a person's: by keyed digest only.
CREATE TABLE token_mapping (
  id         uuid        PRIMARY KEY,
  claim      text        NOT NULL CHECK (claim <> ''),
  digest     bytea       NOT NULL CHECK (octet_length(digest) = 32),
  org        text        NOT NULL,
  role       text        NOT NULL CHECK (role IN ('registrar', 'manager', 'approver', 'compliance', 'auditor')),
  -- the person whose token it is: then `role` is the most it may be
  person     uuid        REFERENCES person,
  made_by    text        NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  ended_at   timestamptz
);
CREATE INDEX token_mapping_digest_idx ON token_mapping (digest) WHERE ended_at IS NULL;
CREATE INDEX token_mapping_org_idx ON token_mapping (org, id);

ALTER TABLE api_key DROP CONSTRAINT api_key_role_check;
ALTER TABLE api_key ADD CONSTRAINT api_key_role_check
  CHECK (role IN ('registrar', 'manager', 'approver', 'compliance', 'auditor', 'operator'));
-- Null: whatever its role may.
ALTER TABLE api_key ADD COLUMN scopes text[] CHECK (cardinality(scopes) > 0);
ALTER TABLE api_key ADD COLUMN expires_at timestamptz;
ALTER TABLE api_key ADD COLUMN person uuid REFERENCES person;
ALTER TABLE api_key ADD COLUMN made_by text NOT NULL DEFAULT 'veta';
-- Digest of the request that made it.
ALTER TABLE api_key ADD COLUMN request bytea;

GRANT SELECT (scopes, expires_at, person, made_by) ON api_key TO veta_reader;

GRANT SELECT, INSERT ON person, membership, invitation, passkey, session, denial, access_read, token_mapping TO veta_app;
GRANT UPDATE (until_at) ON membership TO veta_app;
GRANT UPDATE (accepted_at, accepted_by, revoked_at) ON invitation TO veta_app;
GRANT SELECT, INSERT, UPDATE ON password TO veta_app;
GRANT UPDATE (counter, used_at, revoked_at) ON passkey TO veta_app;
GRANT SELECT, INSERT, DELETE ON passkey_challenge TO veta_app;
GRANT UPDATE (seen_at, ended_at) ON session TO veta_app;
GRANT SELECT, INSERT, UPDATE (outcome), DELETE ON sign_in_attempt TO veta_app;
GRANT DELETE ON denial, session TO veta_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON access_grant TO veta_app;
GRANT UPDATE (ended_at) ON token_mapping TO veta_app;

-- What a tenant may see is fenced; passwords, passkeys, challenges, sessions and attempts no tenant reads at all.
DO $$
DECLARE fenced text;
BEGIN
  FOREACH fenced IN ARRAY ARRAY['membership', 'invitation', 'denial', 'access_grant', 'access_read', 'token_mapping'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', fenced);
    EXECUTE format('CREATE POLICY writer ON %I TO veta_app USING (true) WITH CHECK (true)', fenced);
    EXECUTE format('CREATE POLICY tenant ON %I FOR SELECT TO veta_reader USING (org = (SELECT veta_org()))', fenced);
  END LOOP;
  FOREACH fenced IN ARRAY ARRAY['password', 'passkey', 'passkey_challenge', 'session', 'sign_in_attempt'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', fenced);
    EXECUTE format('CREATE POLICY writer ON %I TO veta_app USING (true) WITH CHECK (true)', fenced);
  END LOOP;
END
$$;
GRANT SELECT ON membership, denial, access_grant, access_read TO veta_reader;
-- Hashes of tokens are nobody's to read.
GRANT SELECT (id, org, role, subject, sealed, made_by, created_at, expires_at, accepted_at, accepted_by, revoked_at)
  ON invitation TO veta_reader;
GRANT SELECT (id, claim, org, role, person, made_by, created_at, ended_at) ON token_mapping TO veta_reader;

-- A person is seen by the organisations it belongs or belonged to.
ALTER TABLE person ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON person TO veta_app USING (true) WITH CHECK (true);
CREATE POLICY tenant ON person FOR SELECT TO veta_reader
  USING (EXISTS (SELECT FROM membership m WHERE m.person = person.id AND m.org = (SELECT veta_org())));
GRANT SELECT (id, subject, sealed, created_at) ON person TO veta_reader;
