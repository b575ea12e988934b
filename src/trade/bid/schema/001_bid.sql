-- Bids, by the place of their entry in the log, which is their order of arrival. The container is
-- in the act beside that entry; replaced and withdrawn bids stay.
CREATE TABLE bid (
	lot {text} NOT NULL REFERENCES lot (id),
	party {text} NOT NULL REFERENCES party (id),
	place {int} NOT NULL,
	state {int} NOT NULL,
	submitted_ms {int} NOT NULL,
	form_digest {text} NOT NULL,
	form_commitment {bytes} NOT NULL,
	documents {text},
	documents_commitment {bytes},
	PRIMARY KEY (lot, party, place)
) {keyed};

-- Keys handed in after the deadline; nothing is opened with them before the window has closed.
CREATE TABLE bid_key (
	lot {text} NOT NULL,
	party {text} NOT NULL,
	place {int} NOT NULL,
	form_key {bytes} NOT NULL,
	documents_key {bytes},
	handed_ms {int} NOT NULL,
	PRIMARY KEY (lot, party, place),
	FOREIGN KEY (lot, party, place) REFERENCES bid (lot, party, place)
) {keyed};
