-- What holds a trade up, and from when to when: an unanswered objection. ended_ms 0: it still does.
CREATE TABLE stay (
	cause {text} PRIMARY KEY, -- id of what holds it
	tender {text} NOT NULL REFERENCES tender (id),
	lot {text} REFERENCES lot (id), -- NULL: every lot of the tender
	begun_ms {int} NOT NULL,
	ended_ms {int} NOT NULL
) {strict};
CREATE INDEX stay_tender ON stay (tender, ended_ms);
