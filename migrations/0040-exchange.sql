-- Rows of imported money books, kept as read until the accounts take them over. They hold people and prices: only their
-- own organisation reads them.
CREATE TABLE book_row (
  org   text    NOT NULL,
  file  text    NOT NULL,
  key   text    NOT NULL,
  line  integer NOT NULL,
  cells jsonb   NOT NULL,
  PRIMARY KEY (org, file, key)
);
GRANT SELECT, INSERT ON book_row TO veta_app;
