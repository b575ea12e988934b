-- The name and type under which a document became public: those of the party whose act did it.
ALTER TABLE document ADD COLUMN name {text};
ALTER TABLE document ADD COLUMN type {text};
