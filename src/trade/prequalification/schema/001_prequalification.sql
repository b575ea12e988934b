-- The prequalification's announcement (资格预审公告) as it was written last; published, it does not
-- change: what changes later stands in the tender.
CREATE TABLE prequalification (
	tender {text} PRIMARY KEY REFERENCES tender (id),
	text {text} NOT NULL,
	document {text},
	offer_ends_ms {int} NOT NULL,
	deadline_ms {int} NOT NULL,
	window_minutes {int} NOT NULL
) {strict};

-- Applications, by the place of their entry in the log. The container is in the act beside it.
-- state as in bid: 0 it stands, 1 replaced, 2 withdrawn. NULL: no key came.
CREATE TABLE application (
	tender {text} NOT NULL REFERENCES tender (id),
	party {text} NOT NULL REFERENCES party (id),
	place {int} NOT NULL,
	state {int} NOT NULL,
	submitted_ms {int} NOT NULL,
	digest {text} NOT NULL,
	commitment {bytes} NOT NULL,
	content_key {bytes},
	PRIMARY KEY (tender, party, place)
) {keyed};

-- Who reviews the applications, and what each member found: the body of the act.
CREATE TABLE reviewer (
	tender {text} NOT NULL REFERENCES tender (id),
	person {text} NOT NULL REFERENCES person (id),
	name {text} NOT NULL,
	unit {text} NOT NULL,
	expert {int} NOT NULL CHECK (expert IN (0, 1)),
	seat {int} NOT NULL,
	review {text},
	PRIMARY KEY (tender, person)
) {strict};

-- The applications as they were opened, and what came of them: canonical JSON. result NULL: none yet.
CREATE TABLE applications (
	tender {text} PRIMARY KEY REFERENCES tender (id),
	record {text} NOT NULL,
	result {text}
) {strict};
