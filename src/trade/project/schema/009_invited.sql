-- Who is invited to bid (邀请招标). Secret until the opening: who was invited is not told.
CREATE TABLE invited (
	tender {text} NOT NULL REFERENCES tender (id),
	party {text} NOT NULL REFERENCES party (id),
	PRIMARY KEY (tender, party)
) {strict};
