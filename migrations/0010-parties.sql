-- Parties: who takes part, where they work, with which papers. All but api_key are projections of the ledger, rewritten
-- from it by a rebuild; each row belongs to one organisation (org). Nothing is ever deleted by the application.

CREATE TABLE organisation (
  org     text PRIMARY KEY CHECK (org <> ''),
  name    text NOT NULL,
  role    text NOT NULL,
  -- ISO 3166-1 alpha-2
  country text NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON organisation TO veta_app;

-- A licence or certificate; org holds it. Days are local: from inclusive, until exclusive, null when open.
CREATE TABLE credential (
  org        text  NOT NULL,
  scheme     text  NOT NULL,
  number     text  NOT NULL,
  valid_from date  NOT NULL,
  valid_until date,
  -- [{act, from}] in the order recorded
  acts       jsonb NOT NULL,
  PRIMARY KEY (org, scheme, number)
);
GRANT SELECT, INSERT, UPDATE ON credential TO veta_app;

CREATE TABLE site (
  org                   text    NOT NULL,
  code                  text    NOT NULL,
  name                  text    NOT NULL,
  municipality          text    NOT NULL,
  region                text    NOT NULL,
  country               text    NOT NULL,
  title                 text    NOT NULL,
  deposit               text    NOT NULL,
  min_ppm               integer NOT NULL,
  max_ppm               integer NOT NULL,
  capacity_mg_per_month bigint  NOT NULL,
  PRIMARY KEY (org, code)
);
GRANT SELECT, INSERT, UPDATE ON site TO veta_app;

CREATE TABLE scale (
  org         text    NOT NULL,
  code        text    NOT NULL,
  site        text    NOT NULL,
  division_mg integer NOT NULL,
  calibrated  date    NOT NULL,
  -- first day the calibration no longer holds
  valid_until date    NOT NULL,
  PRIMARY KEY (org, code)
);
GRANT SELECT, INSERT, UPDATE ON scale TO veta_app;

-- Personal data: only the organisation itself reads it; the ledger holds commitments.
CREATE TABLE member (
  org          text  NOT NULL,
  code         text  NOT NULL,
  kind         text  NOT NULL,
  site         text  NOT NULL,
  registration text  NOT NULL,
  valid_from   date,
  valid_until  date,
  -- {"YYYY-MM": "fine nanograms"}: text, since they pass 2^53
  months       jsonb NOT NULL,
  PRIMARY KEY (org, code)
);
GRANT SELECT, INSERT, UPDATE ON member TO veta_app;

-- Numbers that may be used once: `kind:org:number`. The first use stays.
CREATE TABLE used_number (
  id   text PRIMARY KEY,
  org  text NOT NULL,
  lot  text NOT NULL,
  code text NOT NULL
);
GRANT SELECT, INSERT ON used_number TO veta_app;

-- Keys of people and programs: the secret is shown once and kept only as its SHA-256.
CREATE TABLE api_key (
  id         uuid        PRIMARY KEY,
  -- null for the operator of the server, who acts for no organisation
  org        text        CHECK (org <> ''),
  role       text        NOT NULL CHECK (role IN ('registrar', 'operator')),
  name       text        NOT NULL,
  hash       bytea       NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
  created_at timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz,
  CHECK (org IS NOT NULL OR role = 'operator')
);
GRANT SELECT, INSERT ON api_key TO veta_app;
-- A key is revoked, and nothing else about it ever changes.
GRANT UPDATE (revoked_at) ON api_key TO veta_app;
