-- Whether the key is back says the bid's own.
ALTER TABLE rescue DROP COLUMN given_ms;
