-- Versions of a tender document that the centre can read. Its text is the document of that digest.
CREATE TABLE tender_version (
	tender {text} NOT NULL REFERENCES tender (id),
	number {int} NOT NULL,
	digest {text} NOT NULL REFERENCES document (digest),
	template {text} NOT NULL,
	rule {text}, -- how bids are judged, canonical JSON; NULL: by the lowest price
	documents_part {int} NOT NULL CHECK (documents_part IN (0, 1)),
	two_envelopes {int} NOT NULL CHECK (two_envelopes IN (0, 1)),
	previous {text}, -- digest of the version that it was compared with; NULL: none
	changes {text}, -- since then, canonical JSON
	findings {text} NOT NULL, -- terms to look at, canonical JSON
	drafted_ms {int} NOT NULL,
	published_ms {int} NOT NULL, -- 0: not yet
	PRIMARY KEY (tender, number),
	UNIQUE (tender, digest)
) {strict};
