-- The electronic seal that an organisation sets under its papers: an X.509 certificate, with those it descends from, and its
-- key; both sealed under the organisation's data key, and gone with it.
CREATE TABLE organisation_seal (
  org          text        PRIMARY KEY,
  -- PKCS#8
  key          bytea       NOT NULL,
  -- JSON: DER as base64, the key's own first
  certificates bytea       NOT NULL,
  -- person:<uuid> or key:<uuid>
  set_by       text        NOT NULL,
  set_at       timestamptz NOT NULL
);
GRANT SELECT, INSERT, DELETE, UPDATE (key, certificates, set_by, set_at) ON organisation_seal TO veta_app;
ALTER TABLE organisation_seal ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON organisation_seal TO veta_app USING (true) WITH CHECK (true);
CREATE POLICY tenant ON organisation_seal FOR SELECT TO veta_reader USING (org = (SELECT veta_org()));
-- Never the key.
GRANT SELECT (org, certificates, set_at) ON organisation_seal TO veta_reader;

-- Why a paper that was issued bears no seal.
ALTER TABLE document ADD COLUMN unsealed text CHECK (unsealed IN ('no-seal', 'seal-not-yet-valid', 'seal-expired'));
GRANT UPDATE (unsealed) ON document TO veta_app;
-- Of the bytes that were sealed, where they were: what is rendered again from the snapshot has this hash.
ALTER TABLE document_file ADD COLUMN unsigned_sha256 bytea CHECK (octet_length(unsigned_sha256) = 32);
