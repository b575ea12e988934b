-- What a member laid down before there is a result to sign, the body of its last act: of a bid what it
-- found item by item (kind 0), gave (1), whether it is to be disqualified (2), what is corrected and
-- priced in it (3); of all bids, whether too few still compete (4; its party is ''). Beside scores,
-- which are merged, what more than half of the members say holds.
CREATE TABLE member_sheet (
	lot {text} NOT NULL REFERENCES lot (id),
	person {text} NOT NULL REFERENCES person (id),
	party {text} NOT NULL,
	kind {int} NOT NULL CHECK (kind BETWEEN 0 AND 4),
	body {text} NOT NULL,
	at_ms {int} NOT NULL,
	PRIMARY KEY (lot, person, party, kind)
) {strict};
INSERT INTO member_sheet (lot, person, party, kind, body, at_ms)
	SELECT lot, person, party, kind, body, at_ms FROM sheet;
DROP TABLE sheet;
ALTER TABLE member_sheet RENAME TO sheet;
DROP TABLE disqualification;
DROP TABLE finding;
DROP TABLE competition;

-- What makes an expert one (《招标投标法》第三十七条): years in the field, and the title held.
ALTER TABLE committee_member ADD COLUMN years {int};
ALTER TABLE committee_member ADD COLUMN title {text};
