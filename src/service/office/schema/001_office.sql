-- Who has which office now; how it came to that is in the log.
CREATE TABLE office (
	person {text} PRIMARY KEY REFERENCES person (id),
	office {int} NOT NULL, -- enum office
	given_ms {int} NOT NULL
) {strict};

-- What one officer has asked for and another has not agreed to yet; office 0: that it ends.
CREATE TABLE office_asked (
	person {text} PRIMARY KEY REFERENCES person (id),
	office {int} NOT NULL,
	asked_by {text} NOT NULL REFERENCES person (id),
	asked_ms {int} NOT NULL
) {strict};

-- Whom an administrator has added: these, and nobody else, security may let in.
CREATE TABLE staff (
	person {text} PRIMARY KEY REFERENCES person (id),
	added_ms {int} NOT NULL
) {strict};
