-- Candidates that gave the award up (放弃中标) by an act of their own.
CREATE TABLE declining (
	lot {text} NOT NULL REFERENCES lot (id),
	party {text} NOT NULL REFERENCES party (id),
	reason {text} NOT NULL,
	at_ms {int} NOT NULL,
	PRIMARY KEY (lot, party)
) {strict};
-- What a candidate was passed over on: digest of the document; NULL: its own declining.
ALTER TABLE passing ADD COLUMN ground {text};
-- The notice of an award, which a passing after it countermands.
ALTER TABLE award ADD COLUMN notice {text};
