-- When an upheld objection had its consequence; 0: it owes one, or was not upheld.
ALTER TABLE objection ADD COLUMN settled_ms {int} NOT NULL DEFAULT 0;
UPDATE objection SET settled_ms = answered_ms WHERE outcome = 1;
