-- What a desktop asks a phone to sign: two minutes, then it is gone. No evidence: what counts is the
-- signature in the act.
CREATE TABLE phone_request (
	id {text} PRIMARY KEY, -- SHA-256, hex, of what lets the phone in
	secret {text} NOT NULL UNIQUE, -- of what the desktop waits with
	owner {text} NOT NULL, -- who asks, the person; '': nobody signed in
	number {int} NOT NULL,
	failures {int} NOT NULL, -- numbers that were wrong
	state {text} NOT NULL CHECK (state IN ('waiting', 'answered', 'refused', 'ended')),
	request {text}, -- the signing request; NULL: it is asked which certificate the phone has
	answer {bytes}, -- SignedData, or the certificate
	ends_ms {int} NOT NULL
) {strict};
CREATE INDEX phone_request_ends ON phone_request (ends_ms);
CREATE INDEX phone_request_owner ON phone_request (owner);
