#include "trade/publication/publication_db.h"

#include "core/base/limits.h"
#include "core/store/store.h"

enum err receipt_insert(struct ctx *c, const struct medium_receipt *m)
{
	return db_exec(c, NULL,
	    "INSERT INTO medium_receipt (notice, medium, number, published_ms, recorded_ms)"
	    " VALUES ($1, $2, $3, $4, $5)",
	    db_text(m->notice), db_text(m->medium), db_text(m->number), db_i64(m->published_ms),
	    db_i64(c->now_ms));
}

enum err receipts_of(struct ctx *c, const char *notice, struct medium_receipt **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT notice, medium, number, published_ms, recorded_ms FROM medium_receipt"
	    " WHERE notice = $1 ORDER BY published_ms, medium LIMIT $2",
	    db_text(notice), db_i64(LIMIT_LIST_ROWS)));
	struct medium_receipt *list = arena_array(c->mem, struct medium_receipt, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = (struct medium_receipt){ db_get_text(&r, i, 0), db_get_text(&r, i, 1),
			db_get_text(&r, i, 2), db_get_i64(&r, i, 3), db_get_i64(&r, i, 4) };
	*out = list;
	*n = r.n;
	return OK;
}

enum err notices_pending(struct ctx *c, int64_t after, struct notice **out, size_t *n)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT n.seq, n.id, n.type, n.tender, n.lot, n.title, n.digest, n.published_ms"
	    " FROM notice AS n WHERE n.seq > $1 AND NOT EXISTS (SELECT 1 FROM medium_receipt AS m"
	    " WHERE m.notice = n.id) ORDER BY n.seq LIMIT $2",
	    db_i64(after), db_i64(LIMIT_LIST_ROWS)));
	struct notice *list = arena_array(c->mem, struct notice, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = (struct notice){ .seq = db_get_i64(&r, i, 0),
			.id = db_get_text(&r, i, 1),
			.type = db_get_text(&r, i, 2),
			.tender = db_get_text(&r, i, 3),
			.lot = db_get_text(&r, i, 4),
			.title = db_get_text(&r, i, 5),
			.digest = db_get_text(&r, i, 6),
			.published_ms = db_get_i64(&r, i, 7) };
	*out = list;
	*n = r.n;
	return OK;
}

enum err publicity_move(struct ctx *c, const char *lot, int64_t ends_ms)
{
	return db_exec(c, NULL,
	    "UPDATE lot SET publicity_ends_ms = $2 WHERE id = $1 AND publicity_ends_ms < $2"
	    " AND state = $3",
	    db_text(lot), db_i64(ends_ms), db_i64(LS_PUBLICITY));
}

enum err received_ms(struct ctx *c, const char *lot, const char *type, int64_t *ms)
{
	struct db_rows r;
	enum err e = db_one(c, &r,
	    "SELECT COALESCE(m.published_ms, 0) FROM notice AS n LEFT JOIN medium_receipt AS m"
	    " ON m.notice = n.id WHERE n.lot = $1 AND n.type = $2"
	    " ORDER BY n.seq DESC, m.published_ms LIMIT 1",
	    db_text(lot), db_text(type));
	TRY(absent(c, e, type, lot));
	*ms = db_get_i64(&r, 0, 0);
	return OK;
}
