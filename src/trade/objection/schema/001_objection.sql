-- Objections (异议), each with its answer. outcome: enum objection_outcome.
CREATE TABLE objection (
	id {text} PRIMARY KEY,
	tender {text} NOT NULL REFERENCES tender (id),
	lot {text} REFERENCES lot (id),
	subject {int} NOT NULL,
	party {text} NOT NULL REFERENCES party (id),
	content {text} NOT NULL,
	raised_ms {int} NOT NULL,
	outcome {int} NOT NULL,
	answer {text},
	answered_ms {int} NOT NULL
) {strict};
CREATE INDEX objection_tender ON objection (tender, raised_ms);
