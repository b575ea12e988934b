-- What somebody is writing and has not handed in: every version of the last ones, by owner (the party,
-- or the person who acts for none) and name. No evidence: nothing has been done yet.
CREATE TABLE draft (
	owner {text} NOT NULL,
	name {text} NOT NULL,
	version {int} NOT NULL CHECK (version > 0),
	author {text} NOT NULL,
	body {text} NOT NULL,
	at_ms {int} NOT NULL,
	PRIMARY KEY (owner, name, version)
) {strict};
