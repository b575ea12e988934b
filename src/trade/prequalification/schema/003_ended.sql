-- When the last review came; NULL: not yet.
ALTER TABLE applications ADD COLUMN ended_ms {int};
UPDATE applications SET ended_ms = (SELECT MAX(at_ms) FROM log_entry WHERE object = applications.tender
	AND kind IN ('tender.qualified', 'tender.unqualified')) WHERE result IS NOT NULL;
