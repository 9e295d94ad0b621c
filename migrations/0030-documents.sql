-- Papers of a shipment. The row is its own outbox: asked for in the transaction that exports the shipment, queued after it,
-- found again by the sweeper if the queue lost it, and issued in the transaction that writes its hashes into the ledger.

-- Human numbers without gaps: one row per issuer, type and year, moved in the issuing transaction. A sequence would leave
-- a gap at every rollback.
CREATE TABLE document_counter (
  org    text    NOT NULL,
  prefix text    NOT NULL,
  year   integer NOT NULL,
  last   integer NOT NULL CHECK (last > 0),
  PRIMARY KEY (org, prefix, year)
);

CREATE TABLE document (
  id             uuid        PRIMARY KEY,
  org            text        NOT NULL,
  shipment       text        NOT NULL,
  kind           text        NOT NULL CHECK (kind IN ('commercial-invoice', 'packing-list', 'custody-transfer')),
  number         text        NOT NULL,
  version        integer     NOT NULL CHECK (version > 0),
  sample         boolean     NOT NULL,
  -- Canonical JSON, as bytes: what the paper is rendered from, and nothing else.
  payload        bytea       NOT NULL,
  payload_sha256 bytea       NOT NULL CHECK (payload_sha256 = sha256(payload)),
  status         text        NOT NULL DEFAULT 'requested' CHECK (status IN ('requested', 'rendering', 'issued', 'failed')),
  attempts       integer     NOT NULL DEFAULT 0,
  error          text,
  requested_at   timestamptz NOT NULL DEFAULT now(),
  queued_at      timestamptz,
  issued_at      timestamptz,
  UNIQUE (org, number, version),
  UNIQUE (org, shipment, kind, version),
  CHECK ((status = 'issued') = (issued_at IS NOT NULL)),
  CHECK (status <> 'failed' OR error IS NOT NULL)
);
CREATE INDEX document_open_idx ON document (requested_at) WHERE status IN ('requested', 'rendering');

CREATE TABLE document_file (
  document   uuid   NOT NULL,
  org        text   NOT NULL,
  name       text   NOT NULL,
  media_type text   NOT NULL,
  sha256     bytea  NOT NULL CHECK (sha256 = sha256(bytes)),
  bytes      bytea  NOT NULL,
  PRIMARY KEY (document, name)
);

GRANT SELECT, INSERT, UPDATE (last) ON document_counter TO veta_app;
GRANT SELECT, INSERT ON document, document_file TO veta_app;
-- What a paper says never changes once it is asked for; only how far it has come.
GRANT UPDATE (status, attempts, error, queued_at, issued_at) ON document TO veta_app;
