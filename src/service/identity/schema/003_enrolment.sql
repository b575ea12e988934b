-- A code by which a person chooses a password, once; kept as its digest.
CREATE TABLE enrolment (
	person {text} PRIMARY KEY REFERENCES person (id),
	digest {bytes} NOT NULL,
	ends_ms {int} NOT NULL -- by the machine's own clock
) {strict};
