-- The committee of a lot. Secret until the result is published.
CREATE TABLE committee_member (
	lot {text} NOT NULL REFERENCES lot (id),
	person {text} NOT NULL REFERENCES person (id),
	name {text} NOT NULL,
	unit {text} NOT NULL,
	expert {int} NOT NULL CHECK (expert IN (0, 1)),
	PRIMARY KEY (lot, person)
) {strict};

-- Bids that the committee disqualified, with the reason and its rule.
CREATE TABLE disqualification (
	lot {text} NOT NULL REFERENCES lot (id),
	party {text} NOT NULL REFERENCES party (id),
	person {text} NOT NULL,
	reason {text} NOT NULL,
	at_ms {int} NOT NULL,
	PRIMARY KEY (lot, party)
) {strict};

-- Ties decided by lot: the recorded outcome of a drawing.
CREATE TABLE draw_record (
	lot {text} NOT NULL REFERENCES lot (id),
	place {int} NOT NULL, -- of its entry in the log; the last one counts
	winner {text} NOT NULL REFERENCES party (id),
	note {text} NOT NULL,
	at_ms {int} NOT NULL,
	PRIMARY KEY (lot, place)
) {strict};

-- Signatures under a computed result, named by its digest.
CREATE TABLE confirmation (
	lot {text} NOT NULL REFERENCES lot (id),
	person {text} NOT NULL REFERENCES person (id),
	digest {text} NOT NULL,
	at_ms {int} NOT NULL,
	PRIMARY KEY (lot, person, digest)
) {strict};

-- The result that the whole committee signed.
CREATE TABLE evaluation (
	lot {text} PRIMARY KEY REFERENCES lot (id),
	result {text} NOT NULL,
	digest {text} NOT NULL,
	at_ms {int} NOT NULL
) {strict};
