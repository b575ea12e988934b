-- Candidates passed over, in the order of their rank, each for one of the law's reasons.
CREATE TABLE passing (
	lot {text} NOT NULL REFERENCES lot (id),
	place {int} NOT NULL, -- of its entry in the log
	party {text} NOT NULL REFERENCES party (id),
	reason {int} NOT NULL,
	note {text} NOT NULL,
	at_ms {int} NOT NULL,
	PRIMARY KEY (lot, place)
) {strict};
