-- The chain of each device: its statements are numbered by itself, each naming the one before, so that one dropped from or
-- slipped into an offline batch shows. Made from statements; a number is given once.

CREATE TABLE device_link (
  kid  text   NOT NULL,
  seq  bigint NOT NULL CHECK (seq >= 0),
  sid  bytea  NOT NULL UNIQUE,
  -- what the device says was its statement before; null where it says there was none
  prev bytea,
  PRIMARY KEY (kid, seq)
);

CREATE TRIGGER device_link_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON device_link EXECUTE FUNCTION ledger_refuse_change();
ALTER TABLE device_link ENABLE ALWAYS TRIGGER device_link_append_only;

REVOKE ALL ON device_link FROM PUBLIC;
GRANT SELECT, INSERT ON device_link TO veta_app;
