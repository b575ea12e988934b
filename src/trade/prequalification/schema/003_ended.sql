-- When the last review came; NULL: not yet.
ALTER TABLE applications ADD COLUMN ended_ms {int};
