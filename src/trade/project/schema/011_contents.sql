-- What the announcement says beside its dates, canonical JSON; NULL: nothing more.
ALTER TABLE tender ADD COLUMN contents {text};
