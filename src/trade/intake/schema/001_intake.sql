-- Which room somebody would like to have, and when (场地): a wish, not a booking.
CREATE TABLE room_wish (
	tender {text} PRIMARY KEY REFERENCES tender (id),
	opens_ms {int} NOT NULL,
	hours {int} NOT NULL,
	seats {int} NOT NULL,
	note {text}
) {strict};
CREATE INDEX room_wish_opens ON room_wish (opens_ms);
