-- The opening record of a lot, canonical JSON, as it was read out.
CREATE TABLE opening (
	lot {text} PRIMARY KEY REFERENCES lot (id),
	record {text} NOT NULL,
	digest {text} NOT NULL,
	opened_ms {int} NOT NULL
) {strict};
