-- Complaints (投诉). accepted: 0 not looked at, 1 accepted, 2 not. decision: 0 none, 1 upheld, 2
-- rejected. Times not reached are 0.
CREATE TABLE complaint (
	id {text} PRIMARY KEY,
	lot {text} NOT NULL REFERENCES lot (id),
	party {text} NOT NULL REFERENCES party (id),
	about {int} NOT NULL,
	content {text} NOT NULL,
	known_ms {int} NOT NULL,
	objection {text} REFERENCES objection (id),
	raised_ms {int} NOT NULL,
	accepted {int} NOT NULL,
	reason {text},
	accepted_ms {int} NOT NULL,
	decision {int} NOT NULL,
	answer {text},
	decided_ms {int} NOT NULL
) {strict};
CREATE INDEX complaint_lot ON complaint (lot, raised_ms);

-- Trades suspended by the authority. ended_ms 0: they still are.
CREATE TABLE suspension (
	id {text} PRIMARY KEY,
	lot {text} NOT NULL REFERENCES lot (id),
	reason {text} NOT NULL,
	begun_ms {int} NOT NULL,
	ended_ms {int} NOT NULL
) {strict};
