-- Registrations, found by what was registered; entries of a scope are found by it.
CREATE INDEX log_entry_object ON log_entry (object, place) WHERE scope IS NULL;
