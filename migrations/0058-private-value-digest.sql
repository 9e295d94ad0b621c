-- Values are asked for by their commitments when their erasure is requested: that costs as many as are asked for.
CREATE INDEX private_value_digest_idx ON private_value USING hash (digest);
