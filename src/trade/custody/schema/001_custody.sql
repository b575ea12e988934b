-- Who keeps shares of keys, and the certificate (DER) that they are wrapped for from now on. The one that holds for a
-- tender stands in its announcement.
CREATE TABLE custodian (
	party {text} PRIMARY KEY REFERENCES party (id),
	certificate {bytes} NOT NULL,
	at_ms {int} NOT NULL
) {strict};

-- Whose shares a tender's bids have, as its announcement says; by the number of the share.
CREATE TABLE tender_custodian (
	tender {text} NOT NULL REFERENCES tender (id),
	number {int} NOT NULL,
	party {text} NOT NULL REFERENCES party (id),
	PRIMARY KEY (tender, number)
) {keyed};
CREATE INDEX tender_custodian_party ON tender_custodian (party);
