-- Organisations, registered once, with one or several roles (bits of enum role).
CREATE TABLE party (
	id {text} PRIMARY KEY,
	name {text} NOT NULL,
	scheme {text} NOT NULL,
	identifier {text} NOT NULL,
	roles {int} NOT NULL,
	created_ms {int} NOT NULL,
	UNIQUE (scheme, identifier)
) {strict};
CREATE INDEX party_name ON party (name);

-- People who act, for a party or (committee members) for none.
CREATE TABLE person (
	id {text} PRIMARY KEY,
	party {text} REFERENCES party (id),
	name {text} NOT NULL,
	created_ms {int} NOT NULL
) {strict};
CREATE INDEX person_party ON person (party);
