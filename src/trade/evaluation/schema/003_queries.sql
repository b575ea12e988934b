-- What the committee asked a tenderer to make clear, and what it answered (法 第三十九条).
CREATE TABLE query (
	id {text} PRIMARY KEY,
	lot {text} NOT NULL REFERENCES lot (id),
	party {text} NOT NULL REFERENCES party (id),
	question {text} NOT NULL,
	asked_ms {int} NOT NULL,
	until_ms {int} NOT NULL,
	answer {text}, -- NULL: none yet
	document {text},
	answered_ms {int}
) {strict};
CREATE INDEX query_lot ON query (lot, asked_ms);

-- A member that neither signs nor writes why not agrees (《条例》第五十三条): what the centre saw. NULL:
-- the member signed.
ALTER TABLE confirmation ADD COLUMN refused {text};
