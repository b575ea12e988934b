-- What the committee found of the first envelopes, as it signed it: canonical JSON.
CREATE TABLE screening (
	lot {text} PRIMARY KEY REFERENCES lot (id),
	result {text} NOT NULL,
	digest {text} NOT NULL,
	at_ms {int} NOT NULL
) {strict};
