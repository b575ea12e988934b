-- Asked by who bid, for the bid at that place and one of its envelopes (enum envelope). given_ms NULL: the key is not back.
-- asked_place: of the entry in the log.
CREATE TABLE rescue (
	lot {text} NOT NULL,
	party {text} NOT NULL,
	place {int} NOT NULL,
	envelope {int} NOT NULL,
	reason {text} NOT NULL,
	asked_ms {int} NOT NULL,
	given_ms {int},
	asked_place {int} NOT NULL,
	PRIMARY KEY (lot, party, place, envelope),
	FOREIGN KEY (lot, party, place) REFERENCES bid (lot, party, place)
) {keyed};

-- What custodians released: the text of a share, of a part of that bid.
CREATE TABLE released_share (
	lot {text} NOT NULL,
	party {text} NOT NULL,
	place {int} NOT NULL,
	part {int} NOT NULL,
	number {int} NOT NULL,
	share {bytes} NOT NULL,
	at_ms {int} NOT NULL,
	PRIMARY KEY (lot, party, place, part, number),
	FOREIGN KEY (lot, party, place) REFERENCES bid (lot, party, place)
) {keyed};
