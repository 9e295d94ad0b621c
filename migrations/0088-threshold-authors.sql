-- Who set a figure is in recorded_by, which outlives this table: a rebuild tells it again.
ALTER TABLE own_threshold DROP COLUMN by;
