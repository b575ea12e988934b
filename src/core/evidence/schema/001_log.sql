-- The log: one row an act, never changed. place counts from 0 without gaps.
CREATE TABLE log_entry (
	place {int} PRIMARY KEY CHECK (place >= 0),
	kind {text} NOT NULL,
	object {text} NOT NULL,
	scope {text},
	party {text},
	actor {text} NOT NULL,
	at_ms {int} NOT NULL,
	entry {text} NOT NULL,
	salt {bytes} NOT NULL,
	commitment {bytes} NOT NULL,
	act {text} NOT NULL,
	seed {bytes} NOT NULL
) {strict};
CREATE INDEX log_entry_scope ON log_entry (scope, place);
CREATE INDEX log_entry_party ON log_entry (party, place);

-- The head: one row. Whoever updates it first in a transaction has the turn.
CREATE TABLE log_head (
	id {int} PRIMARY KEY CHECK (id = 1),
	size {int} NOT NULL,
	root {bytes} NOT NULL,
	turn {int} NOT NULL,
	clock_offset_ms {int} NOT NULL
) {strict};
