-- Changes of what an organisation takes part as (bits of enum role); party.roles are the present ones.
CREATE TABLE party_role_change (
	id {text} PRIMARY KEY,
	party {text} NOT NULL REFERENCES party (id),
	former {int} NOT NULL,
	roles {int} NOT NULL,
	reason {text} NOT NULL,
	at_ms {int} NOT NULL
) {strict};
CREATE INDEX party_role_change_party ON party_role_change (party, id);

-- Of a supervisor: the department (law/kinds) whose kinds of trade it supervises; NULL: all of them.
ALTER TABLE party ADD COLUMN department {text};

-- Which authority suspended it, and alone may end that; NULL: not kept.
ALTER TABLE party_suspension ADD COLUMN ordered_by {text};
