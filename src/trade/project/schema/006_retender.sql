-- The tender that this one repeats (重新招标); NULL: none.
ALTER TABLE tender ADD COLUMN retender_of {text};
