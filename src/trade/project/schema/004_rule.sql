-- How bids are judged, as the tender document has it: canonical JSON; NULL: lowest price.
ALTER TABLE tender ADD COLUMN rule {text};
