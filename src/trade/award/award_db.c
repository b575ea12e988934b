#include "trade/award/award_db.h"

#include "core/store/store.h"

enum err award_insert(struct ctx *c, const struct award *a)
{
	return db_exec(c, NULL,
	    "INSERT INTO award (lot, party, price_minor, letter, letter_digest, made_ms)"
	    " VALUES ($1, $2, $3, $4, $5, $6)",
	    db_text(a->lot), db_text(a->party), db_i64(a->price_minor), db_text(a->letter),
	    db_text(a->letter_digest), db_i64(a->made_ms));
}

enum err award_get(struct ctx *c, const char *lot, struct award *out)
{
	struct db_rows r;
	enum err e = db_one(c, &r,
	    "SELECT lot, party, letter, letter_digest, price_minor, made_ms FROM award WHERE lot = "
	    "$1",
	    db_text(lot));
	TRY(absent(c, e, "award yet of lot", lot));
	*out = (struct award){ db_get_text(&r, 0, 0), db_get_text(&r, 0, 1), db_get_text(&r, 0, 2),
		db_get_text(&r, 0, 3), db_get_i64(&r, 0, 4), db_get_i64(&r, 0, 5) };
	return OK;
}

enum err contract_insert(struct ctx *c, const struct contract *k)
{
	return db_exec(c, NULL,
	    "INSERT INTO contract (lot, price_minor, signed_ms, document, published_ms)"
	    " VALUES ($1, $2, $3, $4, $5)",
	    db_text(k->lot), db_i64(k->price_minor), db_i64(k->signed_ms), db_text(k->document),
	    db_i64(c->now_ms));
}
