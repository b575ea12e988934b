-- The order in which the committee was named.
ALTER TABLE committee_member ADD COLUMN seat {int};

-- What a member gave to a bid: the body of the act. Hidden from the others until all have given.
CREATE TABLE score_sheet (
	lot {text} NOT NULL REFERENCES lot (id),
	person {text} NOT NULL REFERENCES person (id),
	party {text} NOT NULL REFERENCES party (id),
	body {text} NOT NULL,
	at_ms {int} NOT NULL,
	PRIMARY KEY (lot, person, party)
) {strict};

-- Slips corrected and deviations priced in a bid: the body of the last act about it.
CREATE TABLE finding (
	lot {text} NOT NULL REFERENCES lot (id),
	party {text} NOT NULL REFERENCES party (id),
	body {text} NOT NULL,
	at_ms {int} NOT NULL,
	PRIMARY KEY (lot, party)
) {strict};

-- The coefficient of the benchmark, drawn once, in millionths.
CREATE TABLE factor_draw (
	lot {text} PRIMARY KEY REFERENCES lot (id),
	value {int} NOT NULL,
	note {text} NOT NULL,
	at_ms {int} NOT NULL
) {strict};

-- Whether fewer valid bids than the law's least still compete: 1 they do, 2 they do not.
CREATE TABLE competition (
	lot {text} PRIMARY KEY REFERENCES lot (id),
	found {int} NOT NULL CHECK (found IN (1, 2)),
	reason {text} NOT NULL,
	at_ms {int} NOT NULL
) {strict};

-- What a member who signs holds against the result, in writing (《条例》第五十三条).
ALTER TABLE confirmation ADD COLUMN dissent {text};
