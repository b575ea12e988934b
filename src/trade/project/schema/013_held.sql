-- Since when stays hold the lot without a break; NULL, 0: it is not held.
ALTER TABLE lot ADD COLUMN held_ms {int};
UPDATE lot SET held_ms = (SELECT MIN(s.begun_ms) FROM stay AS s WHERE s.tender = lot.tender
	AND s.ended_ms = 0 AND (s.lot IS NULL OR s.lot = lot.id));
