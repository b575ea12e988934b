-- Two envelopes: two states more in the course of a lot, after 2 (opening).
UPDATE lot SET state = state + 2 WHERE state > 2;
ALTER TABLE tender ADD COLUMN two_envelopes {int};
