-- A paper is lost from the queue when one that was queued after it is issued before it: the newest issued tells how far it is.
CREATE INDEX document_issued_idx ON document (issued_at) WHERE issued_at IS NOT NULL;
