-- 估算价 of a lot, and the security that a bid on it needs; -1 or NULL: none told.
ALTER TABLE lot ADD COLUMN estimate_minor {int};
ALTER TABLE lot ADD COLUMN security_minor {int};
