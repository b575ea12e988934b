-- Until when a person has read the inbox, and until when a party was told outside.
CREATE TABLE inbox_read (
	person {text} PRIMARY KEY,
	until_ms {int} NOT NULL
) {strict};
CREATE TABLE inbox_delivered (
	party {text} PRIMARY KEY REFERENCES party (id),
	until_ms {int} NOT NULL
) {strict};

-- What an inbox is read by.
CREATE INDEX tender_principal ON tender (principal);
CREATE INDEX tender_agency ON tender (agency);
CREATE INDEX bid_party ON bid (party);
CREATE INDEX application_party ON application (party);
CREATE INDEX enquiry_party ON enquiry (party);
CREATE INDEX invited_party ON invited (party);
CREATE INDEX query_party ON query (party);
CREATE INDEX objection_party ON objection (party);
CREATE INDEX complaint_party ON complaint (party);
