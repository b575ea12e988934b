#include "service/phone/phone_db.h"

#include "core/base/err.h"
#include "core/store/store.h"
#include "service/phone/phone.h"

enum err phone_sweep(struct ctx *c)
{
	return db_exec(c, NULL, "DELETE FROM phone_request WHERE ends_ms <= $1", db_i64(c->now_ms));
}

enum err phone_count(struct ctx *c, const char *owner, int64_t *all, int64_t *own)
{
	struct db_rows r;
	TRY(db_one(c, &r,
	    "SELECT COUNT(*), COUNT(*) FILTER (WHERE owner = $1 AND (state = 'waiting' OR owner = "
	    "''))"
	    " FROM phone_request"
	    " WHERE ends_ms > $2",
	    db_text(owner), db_i64(c->now_ms)));
	*all = db_get_i64(&r, 0, 0);
	*own = db_get_i64(&r, 0, 1);
	return OK;
}

enum err phone_insert(struct ctx *c, const struct phone_row *p)
{
	return db_exec(c, NULL,
	    "INSERT INTO phone_request (id, secret, owner, number, failures, state, request,"
	    " answer, ends_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, $8)",
	    db_text(p->id), db_text(p->secret), db_text(p->owner), db_i64(p->number),
	    db_i64(p->failures), db_text(p->state), db_text(p->request), db_i64(p->ends_ms));
}

static struct phone_row row_of(const struct db_rows *r)
{
	return (struct phone_row){ .id = db_get_text(r, 0, 0),
		.number = db_get_i64(r, 0, 1),
		.failures = db_get_i64(r, 0, 2),
		.state = db_get_text(r, 0, 3),
		.request = db_get_text(r, 0, 4),
		.answer = db_get_bytes(r, 0, 5),
		.ends_ms = db_get_i64(r, 0, 6) };
}

enum err phone_by_id(struct ctx *c, const char *id, struct phone_row *out)
{
	struct db_rows r;
	TRY(db_one(c, &r,
	    "SELECT id, number, failures, state, request, answer, ends_ms FROM phone_request"
	    " WHERE id = $1 AND ends_ms > $2",
	    db_text(id), db_i64(c->now_ms)));
	*out = row_of(&r);
	return OK;
}

enum err phone_by_secret(struct ctx *c, const char *secret, struct phone_row *out)
{
	struct db_rows r;
	TRY(db_one(c, &r,
	    "SELECT id, number, failures, state, request, answer, ends_ms FROM phone_request"
	    " WHERE secret = $1 AND ends_ms > $2",
	    db_text(secret), db_i64(c->now_ms)));
	*out = row_of(&r);
	return OK;
}

enum err phone_keep(struct ctx *c, const struct phone_row *p)
{
	return db_exec(c, NULL,
	    "UPDATE phone_request SET state = $2, failures = $3, answer = $4, ends_ms = $5"
	    " WHERE id = $1",
	    db_text(p->id), db_text(p->state), db_i64(p->failures),
	    db_bytes(p->answer.p, p->answer.n), db_i64(p->ends_ms));
}
