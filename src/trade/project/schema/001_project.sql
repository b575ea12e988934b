-- The three levels: project (投资项目), tender (招标项目), lot (标段).
CREATE TABLE project (
	id {text} PRIMARY KEY,
	code {text} NOT NULL UNIQUE,
	name {text} NOT NULL,
	principal {text} NOT NULL REFERENCES party (id),
	created_ms {int} NOT NULL
) {strict};

CREATE TABLE tender (
	id {text} PRIMARY KEY,
	project {text} NOT NULL REFERENCES project (id),
	kind {text} NOT NULL,
	title {text} NOT NULL,
	principal {text} NOT NULL REFERENCES party (id),
	agency {text} REFERENCES party (id),
	mandatory {int} NOT NULL CHECK (mandatory IN (0, 1)),
	state_controlled {int} NOT NULL CHECK (state_controlled IN (0, 1)),
	funding {text} NOT NULL,
	qualification {int} NOT NULL,
	method {int} NOT NULL,
	organisation {int} NOT NULL,
	state {int} NOT NULL,
	announcement {text},
	document {text},
	deadline_ms {int},
	window_minutes {int},
	decrypted_min {int} NOT NULL,
	documents_part {int} NOT NULL CHECK (documents_part IN (0, 1)),
	published_ms {int},
	created_ms {int} NOT NULL
) {strict};

CREATE TABLE lot (
	id {text} PRIMARY KEY,
	tender {text} NOT NULL REFERENCES tender (id),
	number {int} NOT NULL,
	title {text} NOT NULL,
	trade_code {text},
	currency {text} NOT NULL,
	ceiling_minor {int},
	floor_minor {int},
	state {int} NOT NULL,
	opening_ends_ms {int},
	publicity_ends_ms {int},
	UNIQUE (tender, number)
) {strict};

CREATE INDEX lot_state ON lot (state);

-- The agency's mandate, given by the principal. Never taken out; a new row ends the old one.
CREATE TABLE mandate (
	id {text} PRIMARY KEY,
	tender {text} NOT NULL REFERENCES tender (id),
	agency {text} NOT NULL REFERENCES party (id),
	scope {text} NOT NULL,
	given_ms {int} NOT NULL
) {strict};
CREATE INDEX mandate_tender ON mandate (tender);

-- Serial numbers of trade codes, by Beijing day.
CREATE TABLE trade_serial (
	day {int} PRIMARY KEY,
	last {int} NOT NULL
) {strict};
