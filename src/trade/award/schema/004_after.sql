-- The written report to the supervising authority (《招标投标法》第四十七条).
CREATE TABLE report (
	lot {text} PRIMARY KEY REFERENCES lot (id),
	document {text} NOT NULL,
	filed_ms {int} NOT NULL
) {strict};

-- Bid securities given back, with the bank's interest: 0 after a withdrawal, 1 after the contract.
CREATE TABLE refund (
	lot {text} NOT NULL REFERENCES lot (id),
	party {text} NOT NULL REFERENCES party (id),
	cause {int} NOT NULL CHECK (cause IN (0, 1)),
	refunded_ms {int} NOT NULL,
	at_ms {int} NOT NULL,
	PRIMARY KEY (lot, party, cause)
) {strict};
