-- Two envelopes: two states more in the course of a lot, after 2 (opening).
UPDATE lot SET state = state + 2 WHERE state > 2;
ALTER TABLE tender ADD COLUMN two_envelopes {int};
-- What is bought: 0 works, 1 goods, 2 services.
ALTER TABLE tender ADD COLUMN subject {int};
-- Until when the document is handed out; NULL or 0: as long as bids come.
ALTER TABLE tender ADD COLUMN offer_ends_ms {int};
