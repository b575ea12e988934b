-- Sessions and API tokens. digest: SHA-256 of the secret, hex. kind: 0 cookie, 1 token.
CREATE TABLE session (
	digest {text} PRIMARY KEY,
	kind {int} NOT NULL CHECK (kind IN (0, 1)),
	actor {text} NOT NULL,
	name {text} NOT NULL,
	party {text},
	roles {int} NOT NULL,
	ends_ms {int} NOT NULL
) {strict};
CREATE INDEX session_ends ON session (ends_ms);

-- Public events, in the order in which they became public. seq counts from 1 without gaps.
CREATE TABLE event (
	seq {int} PRIMARY KEY,
	kind {text} NOT NULL,
	object {text} NOT NULL,
	at_ms {int} NOT NULL,
	body {text} NOT NULL
) {strict};
