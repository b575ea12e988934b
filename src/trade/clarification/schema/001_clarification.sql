-- Questions about the tender document. Who asked is never told to the procuring entity's side.
CREATE TABLE enquiry (
	id {text} PRIMARY KEY,
	tender {text} NOT NULL REFERENCES tender (id),
	party {text} NOT NULL REFERENCES party (id),
	question {text} NOT NULL,
	asked_ms {int} NOT NULL
) {strict};
CREATE INDEX enquiry_tender ON enquiry (tender, id);

-- What changes or explains a tender document after its publication: drafted, then published by the
-- principal's confirmation. A published row never changes.
CREATE TABLE clarification (
	id {text} PRIMARY KEY,
	tender {text} NOT NULL REFERENCES tender (id),
	type {int} NOT NULL,
	content {text} NOT NULL,
	affects {int} NOT NULL CHECK (affects IN (0, 1)),
	reason {text},
	document {text},
	deadline_ms {int} NOT NULL,
	drafted_ms {int} NOT NULL,
	published_ms {int} NOT NULL
) {strict};
CREATE INDEX clarification_tender ON clarification (tender, id);

-- Which enquiries a clarification answers.
CREATE TABLE clarification_enquiry (
	clarification {text} NOT NULL REFERENCES clarification (id),
	enquiry {text} NOT NULL REFERENCES enquiry (id),
	PRIMARY KEY (clarification, enquiry)
) {keyed};
