-- How many judge, as the version says; NULL, 0: it does not say.
ALTER TABLE tender_version ADD COLUMN committee_size {int};
