-- The certificate (DER) that a session is bound to; NULL: none.
ALTER TABLE session ADD COLUMN certificate {bytes};
