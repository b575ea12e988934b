#include "trade/award/award_db.h"

#include "core/base/limits.h"
#include "core/evidence/evidence.h"
#include "core/base/id.h"
#include "core/store/store.h"

enum err award_insert(struct ctx *c, const struct award *a)
{
	return db_exec(c, NULL,
	    "INSERT INTO award (lot, party, price_minor, letter, letter_digest, made_ms, notice)"
	    " VALUES ($1, $2, $3, $4, $5, $6, $7)",
	    db_text(a->lot), db_text(a->party), db_i64(a->price_minor), db_text(a->letter),
	    db_text(a->letter_digest), db_i64(a->made_ms), db_text(a->notice));
}

enum err award_get(struct ctx *c, const char *lot, struct award *out)
{
	struct db_rows r;
	enum err e = db_one(c, &r,
	    "SELECT lot, party, letter, letter_digest, price_minor, made_ms, notice FROM award"
	    " WHERE lot = $1",
	    db_text(lot));
	TRY(absent(c, e, "award yet of lot", lot));
	*out = (struct award){ db_get_text(&r, 0, 0), db_get_text(&r, 0, 1), db_get_text(&r, 0, 2),
		db_get_text(&r, 0, 3), db_get_i64(&r, 0, 4), db_get_i64(&r, 0, 5),
		db_get_text(&r, 0, 6) };
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

enum err award_drop(struct ctx *c, const char *lot)
{
	return db_exec(c, NULL, "DELETE FROM award WHERE lot = $1", db_text(lot));
}

enum err passing_insert(struct ctx *c, const char *lot, const struct passing *p)
{
	return db_exec(c, NULL,
	    "INSERT INTO passing (lot, place, party, reason, note, at_ms, ground)"
	    " VALUES ($1, $2, $3, $4, $5, $6, $7)",
	    db_text(lot), db_i64(c->evidence->place), db_text(p->party), db_i64(p->reason),
	    db_text(p->note), db_i64(c->now_ms), db_text(p->ground));
}

enum err passings_of(struct ctx *c, const char *lot, struct passing **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT party, note, reason, ground FROM passing WHERE lot = $1 ORDER BY place LIMIT "
	    "$2",
	    db_text(lot), db_i64(LIMIT_BIDS)));
	struct passing *list = arena_array(c->mem, struct passing, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = (struct passing){ db_get_text(&r, i, 0), db_get_text(&r, i, 1),
			(int)db_get_i64(&r, i, 2), db_get_text(&r, i, 3) };
	*out = list;
	*n = r.n;
	return OK;
}

enum err declining_insert(struct ctx *c, const char *lot, const char *party, const char *reason)
{
	return db_exec(c, NULL,
	    "INSERT INTO declining (lot, party, reason, at_ms) VALUES ($1, $2, $3, $4)",
	    db_text(lot), db_text(party), db_text(reason), db_i64(c->now_ms));
}

enum err has_declined(struct ctx *c, const char *lot, const char *party, bool *out)
{
	struct db_rows r;
	TRY(db_query(c, &r, "SELECT party FROM declining WHERE lot = $1 AND party = $2",
	    db_text(lot), db_text(party)));
	*out = r.n == 1;
	return OK;
}

enum err passings_drop(struct ctx *c, const char *lot)
{
	return db_exec(c, NULL, "DELETE FROM passing WHERE lot = $1", db_text(lot));
}

enum err untendered_insert(struct ctx *c, const char *lot, const struct untendered *u)
{
	return db_exec(c, NULL,
	    "INSERT INTO untendered (lot, approver, number, reason, at_ms)"
	    " VALUES ($1, $2, $3, $4, $5)",
	    db_text(lot), db_text(u->approver), db_text(u->number), db_text(u->reason),
	    db_i64(c->now_ms));
}

enum err report_insert(struct ctx *c, const char *lot, const char *document)
{
	return db_exec(c, NULL, "INSERT INTO report (lot, document, filed_ms) VALUES ($1, $2, $3)",
	    db_text(lot), db_text(document), db_i64(c->now_ms));
}

enum err report_document(struct ctx *c, const char *lot, const char **out)
{
	struct db_rows r;
	enum err e = db_one(c, &r, "SELECT document FROM report WHERE lot = $1", db_text(lot));
	TRY(absent(c, e, "report of lot", lot));
	*out = db_get_text(&r, 0, 0);
	return OK;
}

enum err refund_insert(struct ctx *c, const char *lot, const struct refund *f)
{
	return db_exec(c, NULL,
	    "INSERT INTO refund (lot, party, cause, refunded_ms, at_ms) VALUES ($1, $2, $3, $4, "
	    "$5)",
	    db_text(lot), db_text(f->party), db_i64(f->cause), db_i64(f->refunded_ms),
	    db_i64(c->now_ms));
}

enum err contract_signed(struct ctx *c, const char *lot, int64_t *ms)
{
	struct db_rows r;
	enum err e = db_one(c, &r, "SELECT signed_ms FROM contract WHERE lot = $1", db_text(lot));
	TRY(absent(c, e, "contract yet of lot", lot));
	*ms = db_get_i64(&r, 0, 0);
	return OK;
}

enum err after_award_get(struct ctx *c, const char *lot, struct after_award *out)
{
	struct db_rows r;
	enum err e = db_one(c, &r,
	    "SELECT a.made_ms, COALESCE(p.filed_ms, 0), COALESCE(k.signed_ms, 0) FROM award AS a"
	    " LEFT JOIN report AS p ON p.lot = a.lot LEFT JOIN contract AS k ON k.lot = a.lot"
	    " WHERE a.lot = $1",
	    db_text(lot));
	TRY(absent(c, e, "award yet of lot", lot));
	*out = (struct after_award){ db_get_i64(&r, 0, 0), db_get_i64(&r, 0, 1),
		db_get_i64(&r, 0, 2) };
	return OK;
}

enum err performance_insert(struct ctx *c, const struct performance *p)
{
	return db_exec(c, NULL,
	    "INSERT INTO performance (id, lot, event, content, amount_minor, happened_ms, document,"
	    " published_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
	    db_text(id_new(c)), db_text(p->lot), db_i64(p->event), db_text(p->content),
	    db_i64(p->amount_minor), db_i64(p->happened_ms), db_text(p->document),
	    db_i64(c->now_ms));
}
