-- A paper that failed may be tried again: who asked for it and why, and what it had come to before, stays in its row.
ALTER TABLE document ADD COLUMN retries integer NOT NULL DEFAULT 0 CHECK (retries >= 0);
ALTER TABLE document ADD COLUMN history jsonb NOT NULL DEFAULT '[]';
ALTER TABLE document ADD CONSTRAINT document_history_tells_retries CHECK (jsonb_array_length(history) = retries);
GRANT UPDATE (retries, history) ON document TO veta_app;
CREATE INDEX document_failed_idx ON document (org, requested_at, id) WHERE status = 'failed';
