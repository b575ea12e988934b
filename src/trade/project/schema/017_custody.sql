-- Who keeps the keys of its bids beside who bids, canonical JSON; NULL: nobody.
ALTER TABLE tender ADD COLUMN custody {text};
