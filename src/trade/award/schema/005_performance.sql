-- What was made known of how a contract is carried out (合同履行). A published row never changes.
CREATE TABLE performance (
	id {text} PRIMARY KEY,
	lot {text} NOT NULL REFERENCES lot (id),
	event {int} NOT NULL,
	content {text} NOT NULL,
	amount_minor {int} NOT NULL, -- -1: none told
	happened_ms {int} NOT NULL,
	document {text},
	published_ms {int} NOT NULL
) {strict};
CREATE INDEX performance_lot ON performance (lot, published_ms);
