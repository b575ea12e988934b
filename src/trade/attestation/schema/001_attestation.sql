-- What the centre's staff saw, appended only. about: enum attested.
CREATE TABLE attestation (
	id {text} PRIMARY KEY,
	lot {text} NOT NULL REFERENCES lot (id),
	about {int} NOT NULL,
	content {text} NOT NULL,
	document {text},
	person {text} NOT NULL,
	name {text} NOT NULL,
	at_ms {int} NOT NULL
) {strict};
CREATE INDEX attestation_lot ON attestation (lot, id);
