-- When a designated medium published the announcement; NULL, 0: none has said so.
ALTER TABLE tender ADD COLUMN medium_ms {int};
