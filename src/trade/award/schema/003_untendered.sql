-- Lots that failed twice and are not tendered again, with the approval where one is needed.
CREATE TABLE untendered (
	lot {text} PRIMARY KEY REFERENCES lot (id),
	approver {text},
	number {text},
	reason {text} NOT NULL,
	at_ms {int} NOT NULL
) {strict};
