-- Wrong codes beside a certificate lock that way alone: else anybody could lock it by wrong passwords.
ALTER TABLE credential ADD COLUMN beside_failures {int} NOT NULL DEFAULT 0;
ALTER TABLE credential ADD COLUMN beside_until_ms {int} NOT NULL DEFAULT 0;
