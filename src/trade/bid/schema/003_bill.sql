-- The sealed bill of quantities, where the lot has one, and its key.
ALTER TABLE bid ADD COLUMN bill {text};
ALTER TABLE bid ADD COLUMN bill_commitment {bytes};
ALTER TABLE bid_key ADD COLUMN bill_key {bytes};
