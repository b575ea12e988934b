-- The order in which the committee was named.
ALTER TABLE committee_member ADD COLUMN seat {int};
ALTER TABLE committee_member ADD COLUMN leader {int};
ALTER TABLE committee_member ADD COLUMN recused {text};

-- What a member found of a bid, item by item (kind 0), and gave to it (1): the body of the act.
-- Scores are hidden from the others until all have given.
CREATE TABLE sheet (
	lot {text} NOT NULL REFERENCES lot (id),
	person {text} NOT NULL REFERENCES person (id),
	party {text} NOT NULL REFERENCES party (id),
	kind {int} NOT NULL CHECK (kind IN (0, 1)),
	body {text} NOT NULL,
	at_ms {int} NOT NULL,
	PRIMARY KEY (lot, person, party, kind)
) {strict};

-- Slips corrected and deviations priced in a bid: the body of the last act about it.
CREATE TABLE finding (
	lot {text} NOT NULL REFERENCES lot (id),
	party {text} NOT NULL REFERENCES party (id),
	body {text} NOT NULL,
	at_ms {int} NOT NULL,
	PRIMARY KEY (lot, party)
) {strict};

-- Members who hold that the time does not suffice (《条例》第四十八条).
CREATE TABLE time_request (
	lot {text} NOT NULL REFERENCES lot (id),
	person {text} NOT NULL REFERENCES person (id),
	reason {text} NOT NULL,
	at_ms {int} NOT NULL,
	PRIMARY KEY (lot, person)
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
