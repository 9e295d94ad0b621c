-- What is due of an exporter's shipments is asked for on every look at the board: found by whose they are, and by shipment.
CREATE INDEX shipment_org_idx ON shipment (org, day);
CREATE INDEX document_shipment_idx ON document (org, shipment, kind) WHERE shipment IS NOT NULL;
