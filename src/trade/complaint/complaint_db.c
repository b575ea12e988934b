#include "trade/complaint/complaint_db.h"

#include "core/base/limits.h"
#include "core/store/store.h"

#define COLUMNS                                                                             \
	"id, lot, party, about, content, known_ms, objection, raised_ms, accepted, reason," \
	" accepted_ms, decision, answer, decided_ms"

enum err complaint_insert(struct ctx *c, const struct complaint *k)
{
	return db_exec(c, NULL,
	    "INSERT INTO complaint (" COLUMNS ")"
	    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, NULL, 0, 0, NULL, 0)",
	    db_text(k->id), db_text(k->lot), db_text(k->party), db_i64(k->about),
	    db_text(k->content), db_i64(k->known_ms), db_text(k->objection), db_i64(c->now_ms));
}

static struct complaint complaint_at(const struct db_rows *r, size_t i)
{
	return (struct complaint){ .id = db_get_text(r, i, 0),
		.lot = db_get_text(r, i, 1),
		.party = db_get_text(r, i, 2),
		.about = (int)db_get_i64(r, i, 3),
		.content = db_get_text(r, i, 4),
		.known_ms = db_get_i64(r, i, 5),
		.objection = db_get_text(r, i, 6),
		.raised_ms = db_get_i64(r, i, 7),
		.accepted = (int)db_get_i64(r, i, 8),
		.reason = db_get_text(r, i, 9),
		.accepted_ms = db_get_i64(r, i, 10),
		.decision = (int)db_get_i64(r, i, 11),
		.answer = db_get_text(r, i, 12),
		.decided_ms = db_get_i64(r, i, 13) };
}

enum err complaint_get(struct ctx *c, const char *lot, const char *id, struct complaint *out)
{
	struct db_rows r;
	enum err e = db_one(c, &r, "SELECT " COLUMNS " FROM complaint WHERE id = $1 AND lot = $2",
	    db_text(id), db_text(lot));
	TRY(absent(c, e, "complaint", id));
	*out = complaint_at(&r, 0);
	return OK;
}

enum err complaint_update(struct ctx *c, const struct complaint *k)
{
	return db_exec(c, NULL,
	    "UPDATE complaint SET accepted = $2, reason = $3, accepted_ms = $4, decision = $5,"
	    " answer = $6, decided_ms = $7 WHERE id = $1",
	    db_text(k->id), db_i64(k->accepted), db_text(k->reason), db_i64(k->accepted_ms),
	    db_i64(k->decision), db_text(k->answer), db_i64(k->decided_ms));
}

enum err complaints_of(
    struct ctx *c, const char *lot, const char *party, struct complaint **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT " COLUMNS " FROM complaint WHERE lot = $1 AND ($2 IS NULL OR party = $2)"
	    " ORDER BY raised_ms DESC, id LIMIT $3",
	    db_text(lot), db_text(party), db_i64(LIMIT_LIST_ROWS)));
	struct complaint *list = arena_array(c->mem, struct complaint, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = complaint_at(&r, i);
	*out = list;
	*n = r.n;
	return OK;
}

enum err suspension_insert(struct ctx *c, const char *id, const char *lot, const char *reason)
{
	return db_exec(c, NULL,
	    "INSERT INTO suspension (id, lot, reason, begun_ms, ended_ms)"
	    " VALUES ($1, $2, $3, $4, 0)",
	    db_text(id), db_text(lot), db_text(reason), db_i64(c->now_ms));
}

enum err suspension_end(struct ctx *c, const char *id, const char *lot)
{
	int64_t changed;
	TRY(db_exec(c, &changed,
	    "UPDATE suspension SET ended_ms = $3 WHERE id = $1 AND lot = $2 AND ended_ms = 0",
	    db_text(id), db_text(lot), db_i64(c->now_ms)));
	return changed == 1 ? OK : fail(c, E_NOT_FOUND, "no suspension %s that lasts", id);
}

enum err suspensions_of(struct ctx *c, const char *lot, struct suspension **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT id, reason, begun_ms, ended_ms FROM suspension WHERE lot = $1"
	    " ORDER BY begun_ms DESC, id LIMIT $2",
	    db_text(lot), db_i64(LIMIT_LIST_ROWS)));
	struct suspension *list = arena_array(c->mem, struct suspension, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = (struct suspension){ db_get_text(&r, i, 0), db_get_text(&r, i, 1),
			db_get_i64(&r, i, 2), db_get_i64(&r, i, 3) };
	*out = list;
	*n = r.n;
	return OK;
}
