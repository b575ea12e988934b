-- Challenges that wait for a signature, by the digest of their text.
CREATE TABLE challenge (
	digest {text} PRIMARY KEY,
	ends_ms {int} NOT NULL
) {strict};
CREATE INDEX challenge_ends ON challenge (ends_ms);
