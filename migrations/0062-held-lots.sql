-- The work list of held gold is asked by whoever has the gold (src/lots/doubts/worklist.sql.ts).
CREATE INDEX lot_waiting_idx ON lot (custodian) WHERE held;
