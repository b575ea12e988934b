-- Documents by the digest of their bytes; the bytes lie in the documents folder.
CREATE TABLE document (
	digest {text} PRIMARY KEY,
	bytes {int} NOT NULL CHECK (bytes > 0),
	public {int} NOT NULL CHECK (public IN (0, 1)),
	stored_ms {int} NOT NULL
) {strict};

-- Who brought it, under what name. The same bytes may be brought by several.
CREATE TABLE document_owner (
	digest {text} NOT NULL REFERENCES document (digest),
	party {text} NOT NULL,
	name {text} NOT NULL,
	type {text} NOT NULL,
	PRIMARY KEY (digest, party)
) {strict};

-- Uploads on their way: `received` chunks of LIMIT_CHUNK_BYTES are there.
CREATE TABLE upload (
	id {text} PRIMARY KEY,
	party {text} NOT NULL,
	name {text} NOT NULL,
	type {text} NOT NULL,
	bytes {int} NOT NULL,
	digest {text} NOT NULL,
	received {int} NOT NULL,
	begun_ms {int} NOT NULL
) {strict};
CREATE INDEX upload_party ON upload (party);
