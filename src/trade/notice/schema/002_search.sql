-- What filters ask of a notice, apart from its long body. day: Beijing days since 1970. region: the
-- 行政区划 of its project, member: that of the alliance which it lies in; 0: not told.
CREATE TABLE notice_facet (
	seq {int} PRIMARY KEY REFERENCES notice (seq),
	day {int} NOT NULL,
	type {text} NOT NULL,
	kind {text} NOT NULL,
	member {int} NOT NULL,
	region {int} NOT NULL
) {strict};
INSERT INTO notice_facet (seq, day, type, kind, member, region)
	SELECT n.seq, (n.published_ms + 28800000) / 86400000, n.type, t.kind, 0, 0
	FROM notice n JOIN tender t ON t.id = n.tender;

-- How many notices of each sort lie in a block of `span` days (1, 32 or 1024), numbered day / span:
-- any stretch of days is a few blocks, so counting costs the same for a week and for ten years.
CREATE TABLE notice_count (
	span {int} NOT NULL,
	block {int} NOT NULL,
	type {text} NOT NULL,
	kind {text} NOT NULL,
	member {int} NOT NULL,
	region {int} NOT NULL,
	n {int} NOT NULL,
	PRIMARY KEY (span, block, type, kind, member, region)
) {keyed};
INSERT INTO notice_count (span, block, type, kind, member, region, n)
	SELECT 1, day, type, kind, 0, 0, COUNT(*) FROM notice_facet GROUP BY day, type, kind;
INSERT INTO notice_count (span, block, type, kind, member, region, n)
	SELECT 32, day / 32, type, kind, 0, 0, COUNT(*) FROM notice_facet GROUP BY day / 32, type, kind;
INSERT INTO notice_count (span, block, type, kind, member, region, n)
	SELECT 1024, day / 1024, type, kind, 0, 0, COUNT(*) FROM notice_facet
	GROUP BY day / 1024, type, kind;

-- Between which places of the list the notices of a day lie. A notice of the clock may carry an
-- earlier moment than the one before it, so days overlap at their ends.
CREATE TABLE notice_day (
	day {int} PRIMARY KEY,
	first_seq {int} NOT NULL,
	last_seq {int} NOT NULL
) {strict};
INSERT INTO notice_day (day, first_seq, last_seq)
	SELECT day, MIN(seq), MAX(seq) FROM notice_facet GROUP BY day;

-- A choice of filters is one more word in the list of words: "=type=kind=region", each may be
-- empty. No word of a text begins with "=".
INSERT INTO notice_word (word, seq) SELECT '=' || type || '==', seq FROM notice_facet;
INSERT INTO notice_word (word, seq) SELECT '==' || kind || '=', seq FROM notice_facet;
INSERT INTO notice_word (word, seq) SELECT '=' || type || '=' || kind || '=', seq FROM notice_facet;
DROP INDEX notice_type;
