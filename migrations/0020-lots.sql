-- Lots and shipments as they stand: projections of the ledger, rebuildable from its bytes.

CREATE TABLE lot (
  id           uuid    PRIMARY KEY,
  registrar    text    NOT NULL,
  code         text    NOT NULL,
  form         text    NOT NULL,
  custodian    text    NOT NULL,
  owner        text    NOT NULL,
  born         date    NOT NULL,
  gross_mg     bigint  NOT NULL CHECK (gross_mg >= 0),
  fineness_ppm integer CHECK (fineness_ppm BETWEEN 1 AND 1000000),
  held         boolean NOT NULL,
  claims       text[]  NOT NULL,
  shipment     text,
  released     boolean NOT NULL,
  -- Code of the public page: 80 random bits, given when the lot is released; never the bag's tag.
  public_code  text    UNIQUE CHECK (public_code ~ '^[0-9A-HJKMNP-TV-Z]{16}$'),
  -- The whole of core's Lot; its bigints as decimal strings.
  state        jsonb   NOT NULL,
  -- The organisation a dispatched lot is on its way to.
  bound_for    text,
  UNIQUE (registrar, code)
);
-- For stock: what a custodian holds of a form.
CREATE INDEX lot_custodian_idx ON lot (custodian, form);
-- Lots as people name them, by the code on the tag, among those an organisation made, holds, awaits or owns: each index
-- answers a look-up by code and one keyset page of a list.
CREATE INDEX lot_held_idx ON lot (custodian, code, id);
CREATE INDEX lot_owned_idx ON lot (owner, code, id);
CREATE INDEX lot_awaited_idx ON lot (bound_for, code, id) WHERE bound_for IS NOT NULL;

CREATE TABLE shipment (
  id        text    PRIMARY KEY,
  org       text    NOT NULL,
  code      text    NOT NULL,
  consignee text    NOT NULL,
  day       date    NOT NULL,
  exported  boolean NOT NULL,
  state     jsonb   NOT NULL
);

GRANT SELECT, INSERT, UPDATE ON lot, shipment TO veta_app;
