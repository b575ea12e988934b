-- What a designated medium (指定媒介) said of a notice that it published: its receipt.
CREATE TABLE medium_receipt (
	notice {text} NOT NULL REFERENCES notice (id),
	medium {text} NOT NULL,
	number {text} NOT NULL,
	published_ms {int} NOT NULL,
	recorded_ms {int} NOT NULL,
	PRIMARY KEY (notice, medium)
) {strict};
