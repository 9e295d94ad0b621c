-- The chain of each device: its statements are numbered by itself, each naming the one before, so that one dropped from or
-- slipped into an offline batch shows. A projection of statements, rewritten from them by a rebuild; a number is given once.

CREATE TABLE device_link (
  kid  text   NOT NULL,
  seq  bigint NOT NULL CHECK (seq >= 0),
  sid  bytea  NOT NULL UNIQUE,
  -- what the device says was its statement before; null where it says there was none
  prev bytea,
  PRIMARY KEY (kid, seq)
);

REVOKE ALL ON device_link FROM PUBLIC;
GRANT SELECT, INSERT ON device_link TO veta_app;
