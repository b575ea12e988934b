-- The award of a lot, and its contract.
CREATE TABLE award (
	lot {text} PRIMARY KEY REFERENCES lot (id),
	party {text} NOT NULL REFERENCES party (id),
	price_minor {int} NOT NULL,
	letter {text} NOT NULL,
	letter_digest {text} NOT NULL,
	made_ms {int} NOT NULL
) {strict};
CREATE TABLE contract (
	lot {text} PRIMARY KEY REFERENCES lot (id),
	price_minor {int} NOT NULL,
	signed_ms {int} NOT NULL,
	document {text},
	published_ms {int} NOT NULL
) {strict};
