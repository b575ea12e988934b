-- Published notices. seq is their public order; a row never changes.
CREATE TABLE notice (
	seq {int} PRIMARY KEY,
	id {text} NOT NULL UNIQUE,
	type {text} NOT NULL,
	tender {text} NOT NULL REFERENCES tender (id),
	lot {text} REFERENCES lot (id),
	title {text} NOT NULL,
	body {text} NOT NULL,
	digest {text} NOT NULL,
	published_ms {int} NOT NULL
) {strict};
CREATE INDEX notice_tender ON notice (tender, seq);
CREATE INDEX notice_type ON notice (type, seq);

-- Words of titles, for the search: overlapping pairs of Chinese characters, words of others.
CREATE TABLE notice_word (
	word {text} NOT NULL,
	seq {int} NOT NULL REFERENCES notice (seq),
	PRIMARY KEY (word, seq)
) {keyed};
