-- What supervision said of a lot, appended only. type: enum opinion_type; recipient: of a transfer.
CREATE TABLE opinion (
	id {text} PRIMARY KEY,
	lot {text} NOT NULL REFERENCES lot (id),
	type {int} NOT NULL,
	content {text} NOT NULL,
	recipient {text},
	party {text} NOT NULL REFERENCES party (id),
	at_ms {int} NOT NULL
) {strict};
CREATE INDEX opinion_lot ON opinion (lot, id);
