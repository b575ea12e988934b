-- When a bid was replaced or withdrawn; NULL: it stands, or that was not kept.
ALTER TABLE bid ADD COLUMN ended_ms {int};
