-- Files shown for a paper: named by their hash, sealed under the data key of the organisation that kept them.
CREATE TABLE evidence_file (
  sha256     bytea       PRIMARY KEY CHECK (octet_length(sha256) = 32),
  org        text        NOT NULL,
  media_type text        NOT NULL CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png')),
  size       integer     NOT NULL CHECK (size BETWEEN 1 AND 10485760),
  sealed     bytea       NOT NULL,
  kept_at    timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT ON evidence_file TO veta_app;
ALTER TABLE evidence_file ENABLE ROW LEVEL SECURITY;
CREATE POLICY writer ON evidence_file TO veta_app USING (true) WITH CHECK (true);
-- By its own organisation: whoever needs to see it is given it.
CREATE POLICY tenant ON evidence_file FOR SELECT TO veta_reader USING (org = (SELECT veta_org()));
GRANT SELECT ON evidence_file TO veta_reader;
