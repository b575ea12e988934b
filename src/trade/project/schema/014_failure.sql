-- Why a lot was unsuccessful: enum lot_failure; NULL, 0: it was not.
ALTER TABLE lot ADD COLUMN failure {int};
