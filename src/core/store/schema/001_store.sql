-- Timers: what the clock will do. due_ms: Unix ms.
CREATE TABLE timer (
	due_ms {int} NOT NULL,
	kind {text} NOT NULL,
	object {text} NOT NULL,
	PRIMARY KEY (kind, object)
) {strict};
CREATE INDEX timer_due ON timer (due_ms);

-- Answers to writes, by the caller's own key, so that a repeated write is done once.
CREATE TABLE idempotency (
	actor {text} NOT NULL,
	key {text} NOT NULL,
	digest {text} NOT NULL,
	status {int} NOT NULL,
	body {text} NOT NULL,
	place {int},
	at_ms {int} NOT NULL,
	PRIMARY KEY (actor, key)
) {keyed};

-- The centre that this store belongs to: one row.
CREATE TABLE centre (
	id {int} PRIMARY KEY CHECK (id = 1),
	code {text} NOT NULL,
	name {text} NOT NULL,
	origin {text} NOT NULL,
	practice {int} NOT NULL CHECK (practice IN (0, 1)),
	created_ms {int} NOT NULL
) {strict};

-- Refused acts, written after their rollback: who was told no, and why. No bodies.
CREATE TABLE refusal (
	id {text} PRIMARY KEY,
	at_ms {int} NOT NULL,
	actor {text},
	route {text} NOT NULL,
	path {text} NOT NULL,
	error {text} NOT NULL,
	detail {text}
) {strict};
