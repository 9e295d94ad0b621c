-- The same file may be shown to two organisations, and neither learns of the other. It is sealed under the data key of the
-- person it is about, where one is named, else of its organisation, and goes with that key. Nothing was kept here before.
ALTER TABLE evidence_file DROP CONSTRAINT evidence_file_pkey;
ALTER TABLE evidence_file ADD PRIMARY KEY (org, sha256);
ALTER TABLE evidence_file ADD COLUMN subject bytea NOT NULL REFERENCES data_key ON DELETE CASCADE;
CREATE INDEX evidence_file_subject_idx ON evidence_file (subject);
-- From the organisation's key to a person's, never back: the bytes stay those of the hash.
GRANT UPDATE (subject, sealed) ON evidence_file TO veta_app;
