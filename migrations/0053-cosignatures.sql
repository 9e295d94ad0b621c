-- What outside witnesses signed of this log's checkpoints (C2SP tlog-cosignature). Copies for readers: a witness's signature
-- proves itself, and what it does not sign nobody here can make.

CREATE TABLE cosignature (
  size    bigint      NOT NULL REFERENCES checkpoint,
  -- verifier key of the witness, as a policy names it
  witness text        NOT NULL,
  -- signature line as it stands in a note, LF included
  line    text        NOT NULL,
  kept_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (size, witness)
);
CREATE INDEX cosignature_witness_idx ON cosignature (witness, size);

-- The checkpoint with the signatures that met this operator's quorum, the moment they did.
CREATE TABLE cosigned_checkpoint (
  size    bigint      PRIMARY KEY REFERENCES checkpoint,
  note    text        NOT NULL,
  kept_at timestamptz NOT NULL DEFAULT now()
);

CREATE TRIGGER cosignature_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON cosignature EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER cosigned_checkpoint_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON cosigned_checkpoint EXECUTE FUNCTION ledger_refuse_change();

ALTER TABLE cosignature ENABLE ALWAYS TRIGGER cosignature_append_only;
ALTER TABLE cosigned_checkpoint ENABLE ALWAYS TRIGGER cosigned_checkpoint_append_only;

REVOKE ALL ON cosignature, cosigned_checkpoint FROM PUBLIC;
GRANT SELECT, INSERT ON cosignature, cosigned_checkpoint TO veta_app;
