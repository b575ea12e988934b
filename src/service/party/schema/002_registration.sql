-- What an organisation says of itself: every version by its number from 1, canonical JSON of its form.
CREATE TABLE party_profile (
	party {text} NOT NULL REFERENCES party (id),
	seq {int} NOT NULL,
	body {text} NOT NULL,
	at_ms {int} NOT NULL,
	PRIMARY KEY (party, seq)
) {strict};

-- Changes of name; party.name is the present one.
CREATE TABLE party_renaming (
	id {text} PRIMARY KEY,
	party {text} NOT NULL REFERENCES party (id),
	former {text} NOT NULL,
	name {text} NOT NULL,
	reason {text} NOT NULL,
	at_ms {int} NOT NULL
) {strict};
CREATE INDEX party_renaming_party ON party_renaming (party, id);

-- What bids may cite. kind: 0 qualification, 1 person, 2 achievement. number: of certificate or
-- registration, NULL for achievements. until_day: the last day that it holds, yyyymmdd, 0: no such
-- day. ended_ms 0: it stands. Of a person's identity number the body holds the last four characters.
CREATE TABLE party_record (
	id {text} PRIMARY KEY,
	party {text} NOT NULL REFERENCES party (id),
	kind {int} NOT NULL,
	number {text},
	body {text} NOT NULL,
	until_day {int} NOT NULL,
	added_ms {int} NOT NULL,
	ended_ms {int} NOT NULL,
	end_reason {text}
) {strict};
CREATE INDEX party_record_party ON party_record (party, id);
CREATE INDEX party_record_number ON party_record (party, number);

-- Parties suspended by the authority until a moment; ended_ms 0: it was not ended before.
CREATE TABLE party_suspension (
	id {text} PRIMARY KEY,
	party {text} NOT NULL REFERENCES party (id),
	reason {text} NOT NULL,
	basis {text} NOT NULL,
	begun_ms {int} NOT NULL,
	until_ms {int} NOT NULL,
	ended_ms {int} NOT NULL,
	end_reason {text}
) {strict};
CREATE INDEX party_suspension_party ON party_suspension (party, until_ms);
