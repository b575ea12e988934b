-- The bill of quantities (工程量清单) that a bid on the lot must price: digest of the document; NULL:
-- none.
ALTER TABLE lot ADD COLUMN bill {text};
