-- Bids: one current row a lot and party; replaced and withdrawn ones stay.
CREATE TABLE bid (
	id {text} PRIMARY KEY,
	lot {text} NOT NULL REFERENCES lot (id),
	party {text} NOT NULL REFERENCES party (id),
	state {int} NOT NULL,
	current {int} NOT NULL CHECK (current IN (0, 1)),
	arrival {int} NOT NULL, -- order of arrival on the lot, from 1
	submitted_ms {int} NOT NULL,
	form {bytes} NOT NULL,
	form_digest {text} NOT NULL,
	form_commitment {bytes} NOT NULL,
	documents {text},
	documents_commitment {bytes},
	UNIQUE (lot, arrival)
) {strict};
CREATE UNIQUE INDEX bid_current ON bid (lot, party) WHERE current = 1;

-- Keys handed in after the deadline; nothing is opened with them before the window has closed.
CREATE TABLE bid_key (
	bid {text} PRIMARY KEY REFERENCES bid (id),
	form_key {bytes} NOT NULL,
	documents_key {bytes},
	handed_ms {int} NOT NULL
) {strict};
