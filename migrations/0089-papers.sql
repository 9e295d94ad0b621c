-- Kinds of paper are data of the program, and a paper may be about one lot instead of a shipment: the receipt of a delivery.

ALTER TABLE document DROP CONSTRAINT document_kind_check;
ALTER TABLE document ADD CONSTRAINT document_kind_check CHECK (kind ~ '^[a-z]+(-[a-z]+)*$');

ALTER TABLE document ALTER COLUMN shipment DROP NOT NULL;
ALTER TABLE document ADD COLUMN lot uuid;
ALTER TABLE document ADD CONSTRAINT document_is_about_one CHECK ((shipment IS NULL) <> (lot IS NULL));
ALTER TABLE document ADD CONSTRAINT document_lot_version UNIQUE (org, lot, kind, version);
