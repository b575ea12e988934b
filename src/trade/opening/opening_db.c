#include "trade/opening/opening_db.h"

#include "core/store/store.h"

enum err opening_insert(struct ctx *c, const char *lot, const char *record, const char *digest)
{
	return db_exec(c, NULL,
	    "INSERT INTO opening (lot, record, digest, opened_ms) VALUES ($1, $2, $3, $4)"
	    " ON CONFLICT (lot) DO UPDATE SET record = $2, digest = $3, opened_ms = $4",
	    db_text(lot), db_text(record), db_text(digest), db_i64(c->now_ms));
}

enum err opening_get(struct ctx *c, const char *lot, struct opening *out)
{
	struct db_rows r;
	struct opening o;
	enum err e = db_one(
	    c, &r, "SELECT record, digest, opened_ms FROM opening WHERE lot = $1", db_text(lot));
	TRY(absent(c, e, "opening record yet of lot", lot));
	TRY(opening_parse(c, db_get_text(&r, 0, 0), &o));
	o.digest = db_get_text(&r, 0, 1);
	o.opened_ms = db_get_i64(&r, 0, 2);
	*out = o;
	return OK;
}

enum err screening_insert(struct ctx *c, const char *lot, const struct screening *s)
{
	return db_exec(c, NULL,
	    "INSERT INTO screening (lot, result, digest, at_ms) VALUES ($1, $2, $3, $4)",
	    db_text(lot), db_text(s->result), db_text(s->digest), db_i64(c->now_ms));
}

enum err screening_get(struct ctx *c, const char *lot, struct screening *out)
{
	struct db_rows r;
	struct screening s;
	enum err e =
	    db_one(c, &r, "SELECT result, digest FROM screening WHERE lot = $1", db_text(lot));
	TRY(absent(c, e, "first envelopes judged yet of lot", lot));
	TRY(screening_parse(c, db_get_text(&r, 0, 0), &s));
	s.digest = db_get_text(&r, 0, 1);
	*out = s;
	return OK;
}
