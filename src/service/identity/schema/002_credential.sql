-- Password and one-time codes of a person who has no certificate. The password as scrypt leaves it.
CREATE TABLE credential (
	person {text} PRIMARY KEY REFERENCES person (id),
	salt {bytes} NOT NULL,
	hash {bytes} NOT NULL,
	secret {bytes} NOT NULL, -- of the codes, RFC 6238
	last_step {int} NOT NULL, -- of the last code that was taken: each is taken once
	failures {int} NOT NULL, -- in a row
	locked_until_ms {int} NOT NULL -- 0: not
) {strict};
-- Who tried to sign in so, and what came of it.
CREATE TABLE sign_in_attempt (
	id {text} PRIMARY KEY,
	at_ms {int} NOT NULL,
	person {text} NOT NULL,
	outcome {text} NOT NULL -- the error; 'OK'
) {strict};
CREATE INDEX sign_in_attempt_person ON sign_in_attempt (person, at_ms);
